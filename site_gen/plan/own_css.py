"""Stylesheets that a site adds to the theme's: `params: {css: extra.css}`."""

from collections.abc import Iterator

from site_gen.content.findings import Finding
from site_gen.content.wording import advise, quote
from site_gen.model.settings import Settings
from site_gen.plan.artifacts import Assets


def find_own_css(settings: Settings) -> tuple[str, ...]:
    """Their names below `templates/assets/`, in the order in which pages load them."""
    return tuple(name for name in _read(settings) if isinstance(name, str))


def check_own_css(settings: Settings, assets: Assets) -> Iterator[Finding]:
    for name in _read(settings):
        if not isinstance(name, str) or not name.endswith(".css"):
            fact = f"{quote(str(name))} is not the name of a stylesheet"
            yield _find(fact, "write it as extra.css, for templates/assets/extra.css")
        elif name not in assets.theme:
            sheets = tuple(one for one in assets.theme if one.endswith(".css"))
            remedy = advise(name, sheets, "put it there")
            yield _find(f"there is no {quote(f'templates/assets/{name}')}", remedy)


def _read(settings: Settings) -> tuple[object, ...]:
    """One name, or a list."""
    written = dict(settings.params).get("css")
    if written is None:
        return ()
    return written if isinstance(written, tuple) else (written,)


def _find(fact: str, remedy: str) -> Finding:
    return Finding("error", "invalid-value", fact, remedy, "site.yaml", ("params", "css"))
