"""Files-to-be: what a site plan is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from site_gen.digest import digest_bytes, digest_value
from site_gen.model.records import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class TemplateRecipe:
    """Render the named template with the artifact's context, whose fields are its variables."""

    template: str


@dataclass(frozen=True, slots=True)
class CopyRecipe:
    """Copy the file `source`, whose bytes have the given digest."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class ScriptRecipe:
    """Copy a script that comes with us, without the comments that stand on lines of their own."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class TextRecipe:
    """Write the artifact's context, a `TextFile` or `PassageFile`, as it is, line ends included."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by its file and the digest of its bytes; an empty `source` is the library's own.

    `has_regions`: a collection of one font for each way to write Chinese characters.
    """

    source: str
    digest: str
    has_regions: bool = False


@dataclass(frozen=True, slots=True)
class CardRecipe:
    """Draw the artifact's context, a `Card`, with the first of the fonts that has a character."""

    bold: tuple[FontFile, ...]
    regular: tuple[FontFile, ...]


Recipe = TemplateRecipe | CopyRecipe | ScriptRecipe | TextRecipe | CardRecipe


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that may stand in many files; made by `make_piece`, digested once."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class TextFile:
    """The pieces of a file that needs no template."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a large file: `mark` stands for all that the text which `write` gives follows
    from, so that it need not be written again where it stands in the file already.
    """

    mark: str
    write: Callable[[], str]


class PassageFile:
    """The passages of a file that grows with the site, each of which can be kept by itself."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages

    @property
    def text(self) -> str:
        return "".join(passage.write() for passage in self.passages)

    @property
    def digest(self) -> str:
        return digest_bytes(self.text.encode("utf-8", "surrogatepass"))


def make_piece(text: str) -> Piece:
    return Piece(text, digest_bytes(text.encode("utf-8", "surrogatepass")))


class Basis:
    """What a context follows from, told without making it.

    `shown` are the records, by `kind:id`, whose bodies the context may hold; of a record without a
    body too, for it may get one. All else that it follows from is in the plan's `ground`: as long
    as that is the same, `shown` is, and alone tells.
    """

    def __init__(self, shown: Iterable[str], find_mark: Callable[[], str] | None) -> None:
        self.shown = shown
        self._find_mark = find_mark

    @cached_property
    def mark(self) -> str | None:
        """Stands for all of it, whatever the ground; None where only the context can tell."""
        return self._find_mark() if self._find_mark else None


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: `path` is relative to the output folder, with `/` between parts.

    `given` is the context, or a `partial` that makes it: of ten thousand pages only those are
    made that are asked for, in the process that renders them. `basis` tells when the context
    is surely the same; None where nothing but the context does. `frame` makes the fields of the
    context that the frame of the page shows, for pages whose context costs more.

    For messages only: `origin` is the record that the file shows, or the field of it, and
    `subject` says what of the record that is (`the tag "EV"`).
    """

    path: str
    recipe: Recipe
    given: object = None
    origin: Origin = field(default=NOWHERE, compare=False)
    subject: str = field(default="", compare=False)
    basis: Basis | None = field(default=None, compare=False)
    frame: Callable[[], Mapping[str, object]] | None = field(default=None, compare=False)

    @property
    def mark(self) -> str | None:
        """Stands for the context without making it; None where that cannot be."""
        return self.basis.mark if self.basis else None

    def with_mark(self, mark: str) -> "Artifact":
        """The same where its mark is known, which is then not worked out."""
        shown = self.basis.shown if self.basis else ()
        return replace(self, basis=Basis(shown, lambda: mark))

    @property
    def context(self) -> object:
        """What the recipe works with; an equal value whenever it is asked for."""
        return self.given() if isinstance(self.given, partial) else self.given

    def settle(self) -> "Artifact":
        """The same with its context made, which is then not made again."""
        return replace(self, given=self.given()) if isinstance(self.given, partial) else self


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A file that is copied: where it is and the digest of its bytes.

    `is_shipped`: it comes with us, and is not the site's own.
    """

    source: str
    digest: str
    is_shipped: bool = False


Ranges = tuple[tuple[int, int], ...]
"""Code points, from the first to the last of each stretch, in order."""


@dataclass(frozen=True, slots=True)
class FontSet:
    """Fonts in the order in which they are asked, and the characters that they have together."""

    bold: tuple[FontFile, ...]
    regular: tuple[FontFile, ...]
    characters: Ranges


@dataclass(frozen=True, slots=True)
class Assets:
    """What the plan may copy: the theme's assets and the site's media, by name.

    `fonts` is None where no pictures can be drawn.
    """

    theme: Mapping[str, AssetFile]
    media: Mapping[str, AssetFile]
    fonts: FontSet | None = None

    @property
    def theme_digest(self) -> str:
        """Stands for all of the theme's assets, which name each other and so go together."""
        return digest_value({name: asset.digest for name, asset in self.theme.items()})
