"""Where new files wait until the site is exchanged for another."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_gen.digest import digest_bytes
from site_gen.output.faults import explain_faults
from site_gen.output.paths import check_path
from site_gen.output.trees import make_folder, write_chunks


@dataclass(frozen=True, slots=True)
class Staging:
    """`is_flat`: where the files go, their folders stand already, and so they wait under names of
    their own in one folder. To make a folder for each page and remove it again can cost more than
    to write the page.
    """

    folder: Path
    is_flat: bool = False

    def place(self, path: str) -> str:
        """Where the file of that path waits."""
        name = digest_bytes(path.encode("utf-8", "surrogateescape")) if self.is_flat else path
        return f"{self.folder}/{name}"

    def write(self, path: str, content: bytes) -> None:
        """Raises UnsafePath, EnvironmentFault."""
        self.write_chunks(path, (content,))

    def write_chunks(self, path: str, chunks: Iterable[bytes]) -> None:
        """As `write`, of content that is never held as a whole."""
        check_path(path)
        place = self.place(path)
        with explain_faults(self.folder):
            try:
                write_chunks(place, chunks)
            except FileNotFoundError:
                if not self.is_flat:
                    self._make_parents(path)
                write_chunks(place, chunks)

    def _make_parents(self, path: str) -> None:
        """Never the folder itself: without it the build has ended."""
        parent = path.rpartition("/")[0]
        if not parent:
            return
        with suppress(FileExistsError):
            try:
                make_folder(f"{self.folder}/{parent}")
            except FileNotFoundError:
                self._make_parents(parent)
                make_folder(f"{self.folder}/{parent}")
