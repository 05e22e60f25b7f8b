"""The stylesheet of the site's own accent colour."""

from collections.abc import Iterator

from site_gen.content.findings import Finding
from site_gen.model.settings import Settings
from site_gen.plan.artifacts import Artifact, TemplateRecipe
from site_gen.plan.colors import find_accent
from site_gen.plan.contexts import AccentSheet
from site_gen.plan.edition import Edition
from site_gen.plan.urls import accent_file


def check_accent(settings: Settings) -> Iterator[Finding]:
    params = dict(settings.params)
    if "accent" in params and find_accent(settings) is None:
        fact = f'the accent "{params["accent"]}" is no hexadecimal colour'
        remedy, pointer = 'write it as "#0c5a6e"', ("params", "accent")
        yield Finding("error", "invalid-value", fact, remedy, "site.yaml", pointer)


def plan_accent(edition: Edition) -> Iterator[Artifact]:
    """One stylesheet for all languages."""
    accent = find_accent(edition.settings)
    if accent:
        file = accent_file(accent.light, accent.dark)
        yield Artifact(file, TemplateRecipe("accent.css"), AccentSheet(accent.light, accent.dark))
