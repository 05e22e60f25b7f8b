"""What follows from site.yaml."""

import pytest

from tests.plan import timelines as t


@pytest.mark.parametrize(
    ("base_url", "path", "origin"),
    [
        (None, "/", None),
        ("https://example.org", "/", "https://example.org"),
        ("https://example.org/", "/", "https://example.org"),
        ("https://example.org/repo", "/repo/", "https://example.org"),
        ("https://example.org/a/b/", "/a/b/", "https://example.org"),
        ("http://example.org:8080//repo//", "/repo/", "http://example.org:8080"),
        ("https://example.org/%E6%97%B6/", "/时/", "https://example.org"),
        ("https://example.org/时", "/时/", "https://example.org"),
    ],
)
def test_the_base_path_is_that_of_the_base_url(
    base_url: str | None, path: str, origin: str | None
) -> None:
    settings = t.settings_of(base_url=base_url)
    assert (settings.base_path, settings.origin) == (path, origin)
