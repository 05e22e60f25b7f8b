"""The published tree can be copied to any machine and read by any server."""

import re
import stat

from tests.example.conftest import BuiltSite
from tests.hosting.conftest import BASE
from tests.hosting.header_files import Rule, headers_for

# "Naming Files, Paths, and Namespaces" of the Windows documentation.
ILLEGAL = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def test_there_are_only_files_and_folders_that_everybody_may_read(published: BuiltSite) -> None:
    assert stat.S_IMODE(published.folder.stat().st_mode) == 0o755
    for path in published.folder.rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISDIR(mode) or stat.S_ISREG(mode), path
        assert stat.S_IMODE(mode) == (0o755 if stat.S_ISDIR(mode) else 0o644), path


def test_every_name_is_one_on_windows_too_and_no_two_are_one(published: BuiltSite) -> None:
    seen: dict[str, str] = {}
    for path in published.files:
        for name in path.split("/"):
            assert not ILLEGAL.search(name), path
            assert not DEVICES.fullmatch(name), path
        assert seen.setdefault(path.casefold(), path) == path


def test_no_rule_of_headers_gives_an_address_the_same_header_twice(
    published: BuiltSite, rules: list[Rule]
) -> None:
    assert len(rules) <= 100
    for file in published.files:
        assert headers_for(rules, BASE + file.removesuffix("index.html"))
