"""The page that the bench of the drawn timeline looks at."""

from pathlib import Path

from bench.bench_timeline import make_records, write_ours


def test_our_page_of_the_bench_is_whole(tmp_path: Path) -> None:
    write_ours(tmp_path, make_records(30))
    page = (tmp_path / "timeline/index.html").read_text(encoding="utf-8")
    assert page.count('class="tl-mark') >= 10
    assert len(list((tmp_path / "assets").glob("*/timeline.js"))) == 1
    assert (tmp_path / "timeline/marks.json").stat().st_size > 100
