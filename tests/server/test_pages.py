import pytest

from site_gen.server.pages import find_stylesheets, identify_page, inject_script

FILES = {
    "index.html": "1",
    "assets/0123456789/style.css": "2",
    "assets/0123456789/main.js": "3",
}
PAGE = b"""<!doctype html>
<html><head><title>A</title>
<link rel="stylesheet" href="/repo/assets/0123456789/style.css">
<link href='/a&amp;b.css' rel='stylesheet'>
<link rel="icon" href="/repo/assets/0123456789/icon.svg">
<script type="module" src="/repo/assets/0123456789/main.js"></script>
</head><body>B</body></html>
"""


def another_theme(**changed: str) -> tuple[bytes, dict[str, str]]:
    """The page and the list after something in the theme has changed."""
    files = {path.replace("0123456789", "abcdefabcd"): digest for path, digest in FILES.items()}
    files |= {f"assets/abcdefabcd/{name}": digest for name, digest in changed.items()}
    return PAGE.replace(b"0123456789", b"abcdefabcd"), files


def test_a_page_with_another_stylesheet_is_still_the_same_page() -> None:
    page, files = another_theme(**{"style.css": "other"})
    assert identify_page(page, files) == identify_page(PAGE, FILES)


def test_a_page_with_another_script_or_text_is_another_page() -> None:
    page, files = another_theme(**{"main.js": "other"})
    assert identify_page(page, files) != identify_page(PAGE, FILES)
    assert identify_page(PAGE.replace(b">B<", b">C<"), FILES) != identify_page(PAGE, FILES)
    further = PAGE.replace(b"</head>", b'<link rel="stylesheet" href="/c.css"></head>')
    assert identify_page(further, FILES) != identify_page(PAGE, FILES)


def test_accents_are_stylesheets_too() -> None:
    pages = [
        PAGE + b'<link rel="stylesheet" href="/assets/accent-%s-ffffff.css">' % colour
        for colour in (b"112233", b"445566")
    ]
    assert identify_page(pages[0], FILES) == identify_page(pages[1], FILES)


def test_stylesheets_are_found_and_nothing_else() -> None:
    assert find_stylesheets(PAGE) == ["/repo/assets/0123456789/style.css", "/a&b.css"]
    assert find_stylesheets(b"<p>no stylesheet</p>") == []


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (PAGE, b"</script>\n"),
        (b"<!DOCTYPE html><HTML><HEAD></HEAD>", b"<HEAD>"),
        (b"<!doctype html>\n<p>Bare", b"<!doctype html>"),
        (b"<p>Barer", b""),
        (b"", b""),
    ],
)
def test_the_script_stands_in_the_head_or_else_first(page: bytes, before: bytes) -> None:
    sent = inject_script(page, "0a")
    tag = b'<script type="module" src="/.site-gen/preview.js" data-page="0a"></script>'
    assert sent.count(tag) == 1
    assert sent.replace(tag, b"") == page
    assert sent.partition(tag)[0].endswith(before)
