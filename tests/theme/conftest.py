"""The theme as the program meets it: its own renderer, its own word tables."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.render.renderer import Renderer
from site_gen.render.theme import Theme, load_theme
from tests.theme.samples import TEMPLATES, Sampler

RenderSample = Callable[..., str]


@pytest.fixture(scope="session")
def theme(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """The shipped theme, for a site that has no templates of its own."""
    return load_theme(tmp_path_factory.mktemp("site"), checkout / "templates")


@pytest.fixture(scope="session")
def render_context(theme: Theme) -> Callable[[str, object], str]:
    renderer = Renderer(theme)

    def render(template: str, context: object) -> str:
        return renderer.render(Artifact(template, TemplateRecipe(template), context)).decode()

    return render


@pytest.fixture(scope="session")
def render_sample(theme: Theme, render_context: Callable[[str, object], str]) -> RenderSample:
    """`render_sample("event.html", is_rich=True)`; `text` and `url` are what its fields say."""

    def render(
        template: str,
        *,
        is_rich: bool,
        language: str = "en",
        text: str = "A text",
        url: str = "/base/a/",
    ) -> str:
        sampler = Sampler(theme.words_for(language), is_rich, text, url)
        return render_context(template, sampler.record(TEMPLATES[template]))

    return render


@pytest.fixture(scope="session")
def sample_tree(
    checkout: Path, render_sample: RenderSample, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Every page with plain values, rich and lean, in English and Chinese: `en-rich/event.html`."""
    root = tmp_path_factory.mktemp("samples")
    (root / "a").mkdir()
    copytree(checkout / "templates/assets", root / "assets")
    for language in ("en", "zh"):
        for richness in ("rich", "lean"):
            folder = root / f"{language}-{richness}"
            folder.mkdir()
            for name in TEMPLATES:
                text = render_sample(name, is_rich=richness == "rich", language=language)
                (folder / name).write_text(text, encoding="utf-8")
    return root
