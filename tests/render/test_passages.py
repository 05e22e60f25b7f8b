"""Where the fragments of a file stand in it, to be found there by the next build."""

import json
from collections.abc import Collection
from functools import partial

from markupsafe import Markup as SafeText

from site_gen.plan.artifacts import Passage, PassageFile
from site_gen.plan.standing import NOTHING_STANDS, Standing
from site_gen.render.passages import Fragments, join_passages


class Page(dict[str, bytes], Standing):
    """One that holds nothing but its passages."""

    def leave_out(self, marks: Collection[str]) -> bytes:
        return b"".join(text for mark, text in self.items() if mark not in marks)


def test_fragments_and_what_lies_between_make_up_the_file() -> None:
    fragments = Fragments(NOTHING_STANDS)
    fragments.note("one", SafeText("<a>"))
    fragments.note("two", SafeText("<b>ü</b>"))
    content = "head <a>, <b>ü</b> tail".encode()
    written = fragments.to_written(content)
    assert written.content == content
    assert written.passages == (("", 5), ("one", 3), ("", 2), ("two", 9), ("", 5))


def test_a_fragment_inside_another_is_none_of_the_file() -> None:
    fragments = Fragments(NOTHING_STANDS)
    with fragments.inside():
        fragments.note("inner", SafeText("text"))
    fragments.note("outer", SafeText("(text)"))
    assert [mark for mark, _ in fragments.to_written(b"(text)").passages] == ["", "outer", ""]


def test_a_fragment_that_stands_there_in_another_form_is_left_out() -> None:
    fragments = Fragments(NOTHING_STANDS)
    fragments.note("one", SafeText("<a>"))
    fragments.note("two", SafeText("<b>"))
    assert fragments.to_written(b"&lt;a> <b>").passages == (("", 7), ("two", 3), ("", 0))


def test_a_file_without_fragments_has_no_passages() -> None:
    assert Fragments(NOTHING_STANDS).to_written(b"text").passages == ()


def test_what_stands_is_found_by_its_mark() -> None:
    fragments = Fragments(Page(one="<ü>".encode()))
    assert fragments.recall("one") == SafeText("<ü>")
    assert fragments.recall("two") is None


def test_what_is_new_is_told_with_what_it_replaces() -> None:
    fragments = Fragments(Page({"": b"<old id='x'>", "one": b"<p>1</p>", "two": b"in <b>2</b>"}))
    for mark in ("one", "two", "three"):
        fragments.keep(mark, lambda: "<i>3</i>")
    patch = fragments.to_written(b"<new> <p>1</p> in <b>2</b> <i>3</i>").patch
    assert patch == (b"<new>  in <b>2</b> <i>3</i>", b"<old id='x'>in <b>2</b>")


def test_a_page_that_is_all_new_replaces_nothing() -> None:
    fragments = Fragments(Page(one=b"<p>1</p>"))
    fragments.keep("two", lambda: "<i>2</i>")
    assert fragments.to_written(b"<i>2</i>").patch is None


def test_a_fragment_is_told_from_what_begins_as_it_does() -> None:
    beginning = "<p>" + "a" * 200
    fragments = Fragments(NOTHING_STANDS)
    fragments.note("one", SafeText(f"{beginning}2"))  # noqa: S704 # a text of this test
    content = f"{beginning}1 {beginning}2".encode()
    assert fragments.to_written(content).passages == (("", 205), ("one", 204), ("", 0))


def test_a_large_file_comes_in_pieces_of_which_all_marks_are_told() -> None:
    texts = {f"m{number}": f"{number} ü\n" * 50_000 for number in range(20)} | {"empty": ""}
    passages = tuple(Passage(mark, partial(str, text)) for mark, text in texts.items())
    standing = {"m3": texts["m3"].encode(), "another": b"never"}
    written = join_passages(PassageFile(passages), standing)
    chunks = list(written.chunks)
    assert len(chunks) > 3
    assert b"".join(chunks).decode() == "".join(texts.values())
    assert json.loads(written.passages_json) == [
        [mark, len(text.encode())] for mark, text in texts.items()
    ]
