"""Nothing that a body can hold runs, loads or poses as part of the page."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.model.markup import HTML_ATTRIBUTES as ATTRIBUTES
from site_gen.model.markup import HTML_TAGS as TAGS
from site_gen.render.sanitize import needs_sanitizing
from site_gen.render.urls import is_allowed, is_relative
from tests.render.bodies import MEDIA, SAMPLES, to_html

ATTACKS = (
    # raw HTML
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "text <script>alert(1)</script> text",
    "<<script>alert(1)//<</script>",
    "<script/x>alert(1)</script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=crowd.jpg onerror=alert(1)>",
    '<img src="https://tracker.example/p.gif">',
    '<img src="/media/crowd.jpg" onload="alert(1)" style="position:fixed">',
    '<img srcset="https://tracker.example/p.gif 2x" src="/media/crowd.jpg">',
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<b onmouseover=alert(1)>x</b>",
    "<b onclick='alert(1)' ONFOCUS=alert(1) tabindex=1 autofocus>x</b>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<style>body{display:none}</style>",
    "<style>@import 'https://evil.example/x.css';</style>",
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='&lt;img onerror=alert(1)&gt;'>",
    '<math href="javascript:alert(1)">x</math>',
    '<form action="javascript:alert(1)"><input type=submit></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    "<input autofocus onfocus=alert(1)>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<video src=x onerror=alert(1)></video>",
    '<video poster="javascript:alert(1)"><source onerror=alert(1)></video>',
    "<audio src=https://tracker.example/x autoplay></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<!DOCTYPE html><html><body onload=alert(1)>",
    "</article></main><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<blockquote cite="javascript:alert(1)">x</blockquote>',
    "<p id=c1 class='site-header'>posing</p>",
    '<a id="ref-3" name="content">posing</a>',
    '<a href="/x" target="_blank" download ping="https://tracker.example/">x</a>',
    '<div dir="ltr" onpointerenter=alert(1) aria-hidden=true hidden>x</div>',
    # links in raw HTML
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="&#x6A&#x61vascript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    # links in Markdown
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](<java\tscript:alert(1)>)",
    "[x](java\nscript:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#58alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;&#97;vascript:alert(1))",
    "[x](&#x6A;avascript&#x3A;alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](java`script`:alert(1))",
    "[x](java*script*:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](\x02javascript:alert(1))",
    "[x](\u200bjavascript:alert(1))",
    "[x](java\u00adscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data&colon;text/html,x)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](view-source:javascript:alert(1))",
    "[x](blob:https://evil.example/1)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[r]\n\n[r]: <java\tscript:alert(1)> 'title'",
    "<javascript:alert(1)>",
    "<javascript://x/%0aalert(1)>",
    "<data://text/html,x>",
    "<javascript:alert(1)@example.org>",
    "[![x](javascript:alert(1))](javascript:alert(1))",
    # breaking out of attributes
    '[x](/y "t\\" onmouseover=\\"alert(1)")',
    "[x](/y '\"onmouseover=alert(1) x=\"')",
    '[x](/y"onmouseover=alert(1))',
    '[x](/y "<script>alert(1)</script>")',
    '![x" onerror="alert(1)](crowd.jpg)',
    "![<script>alert(1)</script>](crowd.jpg)",
    '![x](crowd.jpg "\\" onerror=\\"alert(1)")',
    '![x](x" onerror="alert(1))',
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](https://tracker.example/p.gif)",
    "![x](//tracker.example/p.gif)",
    "![r]\n\n[r]: https://tracker.example/p.gif",
    # footnotes, abbreviations, citations, code, tables, placeholders
    'A[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: Note',
    "A[^1]\n\n[^1]: <img src=x onerror=alert(1)> [x](javascript:alert(1))",
    '*[HTML]: "><script>alert(1)</script>\n\nHTML',
    "*[<b>]: x\n\n<b>",
    '[@src, "><script>alert(1)</script>]',
    "[@src, <img src=x onerror=alert(1)>]",
    "[@<script>alert(1)</script>]",
    '```html" onmouseover="alert(1)\nx\n```',
    '``` {.x onmouseover="alert(1)" #c1}\nx\n```',
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| [x](javascript:alert(1)) |",
    "Term\n: <script>alert(1)</script>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[&lt;script&gt;](/x)",
    "# <script>alert(1)</script>",
    "<h1 onclick=alert(1)>posing as the title</h1>",
    "{{ 7 * 7 }}{% include 'x' %}",
)

OUR_CLASSES = re.compile(
    r"citation|footnote-ref|footnote-backref|footnotes|align-(left|center|right)|language-[\w.+#-]+"
)
OUR_IDS = re.compile(r"fn(ref\d*)?-\d+")
VOID = {"br", "hr", "img", "wbr"}


class Inspector(HTMLParser):
    """Fails at anything that a page must not hold; keeps what it saw."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset())
            self.check(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def check(self, tag: str, name: str, value: str) -> None:
        if name == "href":
            assert (
                re.match(r"(?:https?|mailto|tel):", value, re.IGNORECASE)
                or ":" not in (re.split(r"[/?#]", value)[0])
            )
        if name == "src":
            assert (tag, value) == ("img", MEDIA["crowd.jpg"])
        if name == "class":
            assert OUR_CLASSES.fullmatch(value)
        if name == "id":
            assert OUR_IDS.fullmatch(value)
            self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def inspect(html: str) -> None:
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    assert inspector.open == []
    assert len(inspector.ids) == len(set(inspector.ids))


@pytest.mark.parametrize("raw_html", ["sanitize", "escape"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_leaves_anything_that_runs(attack: str, raw_html: str) -> None:
    inspect(to_html(attack, raw_html))
    inspect(to_html(f"Before\n\n{attack}\n\nafter", raw_html))
    inspect(to_html(f"in *words* {attack} here", raw_html))


@pytest.mark.parametrize("raw_html", ["sanitize", "escape"])
@given(st.lists(st.sampled_from((*ATTACKS, *SAMPLES, "\n\n", '"', "<", ">")), max_size=6))
def test_no_mixture_of_attacks_does(raw_html: str, attacks: list[str]) -> None:
    inspect(to_html("".join(attacks), raw_html))


@pytest.mark.parametrize("text", SAMPLES)
def test_what_is_not_sanitized_would_come_out_clean(text: str) -> None:
    """Where the sanitizer is left out for speed, it would have found nothing to do."""
    html = to_html(text)
    inspect(html)
    if not needs_sanitizing(text):
        sanitized = to_html(f"{text}\n\n<b></b>").removesuffix("<p><b></b></p>")
        notes = sanitized.replace("<p><b></b></p>\n", "")
        assert unescape(notes).strip() == unescape(html).strip()


def test_harmless_html_is_kept() -> None:
    kept = '<p>H<sub>2</sub>O <kbd>x</kbd> <span lang="zh">中</span> <abbr title="t">a</abbr></p>'
    assert to_html(kept) == kept


def test_text_around_what_is_removed_stays() -> None:
    assert to_html("a <blink>b</blink> c") == "<p>a b c</p>"


def test_escaped_html_is_shown_as_written() -> None:
    assert to_html("a <b>c</b>", "escape") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>"
    assert to_html("<div>\n*c*\n</div>", "escape") == "<p>&lt;div&gt;\n<em>c</em>\n&lt;/div&gt;</p>"


def test_trusted_html_is_left_alone_but_markdown_links_are_not() -> None:
    assert to_html("<div onclick=x>y</div>", "trust") == "<div onclick=x>y</div>"
    assert to_html("[x](javascript:y)", "trust") == "<p>x</p>"


def test_a_picture_of_the_site_may_be_named_in_html() -> None:
    assert to_html('<img src="crowd.jpg" alt="A crowd">') == (
        '<p><img src="/media/crowd.jpg" alt="A crowd"></p>'
    )
    assert to_html('a <img src="gone.jpg" alt="&quot;>"> b') == "<p>a  b</p>"


@pytest.mark.parametrize(
    "url",
    [
        "/a:b",
        "a/b:c",
        "?a:b",
        "#a:b",
        "",
        "//a.example",
        "HTTP://a",
        "tel:+1",
        "mailto:a@b.example",
    ],
)
def test_addresses_that_lead_to_pages_are_allowed(url: str) -> None:
    assert is_allowed(url)


@pytest.mark.parametrize(
    "url", ["javascript:x", "a:b", ":x", "\tdata:x", "ftp://a", "java\nscript:"]
)
def test_addresses_of_other_schemes_are_not(url: str) -> None:
    assert not is_allowed(url)


def test_an_address_without_a_host_is_relative() -> None:
    assert [is_relative(each) for each in ("/a", "a")] == [True, True]
    assert not any(is_relative(each) for each in ("//a", "/\\a", "http://a"))
