"""Markdown of many kinds, and a short way to render it."""

from collections.abc import Mapping

from site_gen.plan.contexts import Markup
from site_gen.render.markdown import render_body

SAMPLES = (
    "Plain words, in two lines\nof one paragraph.",
    "# One\n\n## Two\n\nThree\n=====\n\nFour\n----\n\n###### Six ######",
    "*em* _em_ **strong** __strong__ ***both*** snake_case_word 2*3*4 ** not ** *open",
    "**bold *in* bold** and *em **in** em*, `code with *stars*`, ``a ` tick``",
    "A line\\\nbroken, and one with two spaces  \nat its end.",
    "\\*not em\\* \\[not a link\\](x) \\\\ \\` \\# \\&amp; C:\\new",
    '[a](https://a.example/ "t") [b](<https://b.example/x y>)',
    "[c][ref] [ref] [none][gone]\n\n[ref]: https://c.example/ 'Title'",
    "[a *b* `c` [d] e](/x_(y)) ![alt *text*](crowd.jpg 'T') ![r][ref]\n\n[ref]: crowd.jpg",
    "<https://a.example/?x=1&y=2> <me@example.org> <tel:1> <not a tag> a < b > c",
    "&amp; &copy; &#169; &#xA9; &bogus; & AT&T &lt;b&gt; &#0; &#xD800;",
    "- a\n- b\n    - c\n\n        para\n- d\n\n1. one\n2. two\n\n5. five",
    "* a\n\n    para in a\n\n* b\n+ c\n\n7. seven\n8. eight",
    "> quote\n> > deeper\n\n> - list\n>   - in quote\n\nafter",
    "    code block\n    <b>&amp;</b>\n\n```python\nx = 1 < 2\n```\n\n~~~\n[@src]\n~~~",
    "| a | b | c |\n|:--|:-:|--:|\n| 1 | `|` | [x](entity:lei-jun) |\n| \\| | | |",
    "Term\n:   Definition one\n\n    more\n:   Definition two\n\nOther\n: x",
    'The HTML and the CSS.\n\n*[HTML]: Hyper Text "Markup" Language\n*[CSS]: Style',
    "A note[^1], another[^b], the first again[^1], none[^c].\n\n[^1]: First.\n[^b]: Second",
    "One[^1].\n\n[^1]: First line\n    goes on.\n\n    With a paragraph.\n\n    - and a list",
    "Cited [@src], [@src, para. 3], [@ src , p. *4*], [@gone], \\[@src], `[@src]`, [@src]",
    '[Lei Jun](entity:lei-jun) [gone](event:gone) [s](source:src) [t](story:t "x")',
    "[with [@src] in it](entity:lei-jun) and [a ![p](crowd.jpg) b](entity:lei-jun)",
    "---\n\n***\n\n- - -\n\n___",
    "<div class='x'>\n\n*not md*\n\n</div>\n\ntext <b>bold</b> <br> <!-- comment --> <i",
    "<details open><summary>S</summary>\n\nBody\n\n</details>\n\n<p>a<p>b",
    "中文*强调*，**粗体**。[雷军](entity:lei-jun)【注】[@src，第3段]\n\n　　全角空格",
    "אבג *דהו* عربي `كود`",
    "a\tb\n\tcode after tab\n\n \n\nx\u2028y\u00a0z\x02\x03wzxhzdk:0\x03",
    '[a]: <x> "t"\n[b]:\n  y\n[a] [b] [A]',
    "![](crowd.jpg) ![x](https://elsewhere.example/y.png) ![none](gone.png) []() [](x) [x]()",
    "",
    "\n\n  \n",
)

LINKS = {"entity:lei-jun": "/e/lei-jun/?a=1&b=2", "source:src": "/s/src/"}
NUMBERS = {"src": 3}
MEDIA = {"crowd.jpg": "/media/crowd.jpg"}


def to_markup(
    text: str, raw_html: str = "sanitize", links: Mapping[str, str] | None = None
) -> Markup:
    return Markup(text, None, LINKS if links is None else links, NUMBERS, MEDIA, raw_html)


def to_html(text: str, raw_html: str = "sanitize", heading: int = 2, prefix: str = "") -> str:
    return render_body(to_markup(text, raw_html), heading=heading, prefix=prefix)
