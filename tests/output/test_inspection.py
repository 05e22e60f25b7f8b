"""What of a page is looked at, and what is told of it."""

from pathlib import Path

import pytest

from site_gen.output.compression import NO_ENCODINGS
from site_gen.output.inspection import Inspection
from site_gen.output.links import LinkCheck
from site_gen.output.staging import Staging
from site_gen.plan.standing import Patch

PATHS = ("a/index.html", "b/index.html")
KEPT = b'<p id="kept"><a href="../b/#c">c</a></p>'


@pytest.mark.parametrize(
    ("fresh", "replaced", "is_partial"),
    [
        (b'<i id="a">', b'<i id="a" class="x">', True),
        (b'<i id="a">', b"<i>", True),
        (b"<i>", b'<i id="a">', False),
        (b'<i id="b">', b'<i id="a">', False),
        (b'<a href="#kept">', b"<a>", False),
        (b'<a href="../b/#d">', b"<a>", True),
    ],
)
def test_a_page_is_looked_at_whole_where_an_id_is_gone_or_asked_for(
    tmp_path: Path, fresh: bytes, replaced: bytes, *, is_partial: bool
) -> None:
    inspection = Inspection(Staging(tmp_path, is_flat=True), LinkCheck(PATHS, "/"), NO_ENCODINGS)
    found = inspection.write(PATHS[0], [KEPT, fresh], Patch(fresh, replaced))
    assert found.is_partial == is_partial
    whole = inspection.write(PATHS[0], [KEPT, fresh], None)
    assert "kept" in whole.ids
    assert found.digest == whole.digest
    if is_partial:
        assert set(found.targets) == set(whole.targets) - {"b/index.html#c"}
    else:
        assert found == whole
