"""From bytes to a published tree: staging, one atomic step, and the check of internal links."""

from site_gen.output.publication import Publication, open_publication

__all__ = ["Publication", "open_publication"]
