"""The entry point of `site-gen` and of `python -m site_gen`."""

import click

from site_gen import __version__


@click.group()
@click.version_option(__version__, prog_name="site-gen")
def main() -> None:
    """Turn a folder of YAML event files into a chronological, sourced website."""
