"""What a process keeps in mind that loads a site again and again, in place of a cache folder."""

from collections.abc import Iterable

from site_gen.content.files import ContentFile, settle_signature
from site_gen.content.leaves import Leaf
from site_gen.content.shelf import Header, Row, Shelf


class Opened:
    """The sound files of the last load, and the rows by which they are found to be as they were."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._leaves: dict[str, Leaf] = {}

    def find_leaf(self, path: str, digest: str) -> Leaf | None:
        leaf = self._leaves.get(path)
        return leaf if leaf is not None and leaf.digest == digest else None

    def renew_leaf(self, file: ContentFile, row: Row) -> Leaf:
        """The leaf of a file that is as it was. Raises KeyError."""
        leaf = self._leaves[file.path]
        leaf.file, leaf.row, leaf.shelf = file, row, self.shelf
        return leaf

    def keep(self, leaves: Iterable[Leaf], header: Header, begin: int) -> None:
        """For the next load, once this one has ended well: leaves and rows go together."""
        self._leaves = {leaf.file.path: leaf for leaf in leaves if leaf.is_sound}
        rows = {path: _make_row(leaf, begin) for path, leaf in self._leaves.items()}
        self.shelf = Shelf(None, header, rows)


def _make_row(leaf: Leaf, begin: int) -> Row:
    """As much of a row as is asked of a file whose leaf is kept, with its verdict and places."""
    file, row = leaf.file, leaf.row
    if row is not None and row.signature == file.signature:
        return row
    declared = [(item.kind, item.id, item.pointer) for item in leaf.extract.declared]
    signature = settle_signature(file.signature, begin)
    return Row(
        file.path, leaf.digest, signature,
        extract=[declared], problems=(), verdict=(), places=(), line=b"",
    )  # fmt: skip  # as many as the fields
