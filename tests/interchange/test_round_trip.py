"""There and back again: what both a format and our files can hold comes back as it was."""

import csv
import html
import io
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.build import plan_site
from site_gen.interchange.export import export_site
from site_gen.output.report import BuildOptions
from tests.interchange.importing import NOW, import_text

WORDS = (
    st.text(
        st.characters(categories=("L", "Nd"), include_characters=" -.,;:!?'\"()*_[]#&<>|`~\\乐道"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)))
)
PLAIN = WORDS.map(html.escape)
ADDRESSES = st.from_regex(r"https://example\.org/[a-z0-9/]{0,12}[a-z0-9]", fullmatch=True)


@st.composite
def dates(draw: st.DrawFn) -> dict[str, Any]:
    """As fine as it is, with texts for the clock, as an hour 0 needs them."""
    found: dict[str, Any] = {"year": draw(st.integers(-4000, 4000).filter(bool))}
    for name, values in (
        ("month", st.integers(1, 12)),
        ("day", st.integers(1, 28)),
    ):
        if not draw(st.booleans()):
            return found
        found[name] = draw(values)
    if draw(st.booleans()):
        found |= {
            "hour": str(draw(st.integers(0, 23))),
            "minute": f"{draw(st.integers(0, 59)):02d}",
        }
    return found


@st.composite
def spans(draw: st.DrawFn, *, is_era: bool = False) -> dict[str, Any]:
    start = draw(dates())
    if not is_era and draw(st.booleans()):
        return {"start_date": start}
    end = {**start, "year": start["year"] + draw(st.integers(1, 100))}
    if end["year"] >= 0 > start["year"]:
        end["year"] += 1
    return {"start_date": start, "end_date": end}


@st.composite
def slides(draw: st.DrawFn) -> dict[str, Any]:
    text = {"headline": draw(PLAIN)}
    if draw(st.booleans()):
        paragraphs = draw(st.lists(PLAIN, min_size=1, max_size=3))
        text["text"] = "".join(f"<p>{words}</p>" for words in paragraphs)
    found = {"text": text, "autolink": False, **draw(spans())}
    if draw(st.booleans()):
        found["media"] = {
            "url": draw(ADDRESSES),
            **draw(st.dictionaries(st.sampled_from(["caption", "credit", "alt"]), PLAIN)),
        }
    if draw(st.booleans()):
        found["group"] = draw(st.sampled_from(["North pier", "South pier", "東岸"]))
    if draw(st.booleans()):
        found["display_date"] = draw(PLAIN)
    return found


@st.composite
def timelines(draw: st.DrawFn) -> dict[str, Any]:
    events = draw(st.lists(slides(), min_size=1, max_size=6))
    for number, slide in enumerate(events):
        slide["unique_id"] = f"slide-{number}"
    eras = [
        {
            "unique_id": f"era-{number}",
            "text": {"headline": draw(PLAIN)},
            **draw(spans(is_era=True)),
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    title = {"text": {"headline": draw(PLAIN), "text": draw(PLAIN)}}
    return {"title": title, "events": events, "eras": eras}


def to_words(value: Any) -> Any:
    """Texts as they are seen: without marks of HTML, character references resolved."""
    if isinstance(value, dict):
        return {name: to_words(inner) for name, inner in value.items()}
    if isinstance(value, str):
        flat = value.replace("</p>", " ").replace("<p>", " ").replace("\n", " ")
        return " ".join(html.unescape(flat).split())
    return value


def by_id(listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {slide["unique_id"]: slide for slide in listed}


@given(timelines())
@settings(max_examples=20)
def test_every_field_that_both_can_hold_comes_back(timeline: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        result, _ = import_text("timelinejs", json.dumps(timeline), Path(folder))
        assert [loss.fact for loss in result.lost] == []
        assert result.wrong == ()
        site = plan_site(BuildOptions(Path(folder) / "site", NOW))
        back = json.loads(export_site(site, "timelinejs").content)
    assert to_words(back["title"]["text"]) == to_words(timeline["title"]["text"])
    for name in ("events", "eras"):
        there, here = by_id(back[name]), by_id(timeline[name])
        assert there.keys() == here.keys()
        for id, slide in here.items():
            slide.pop("autolink", None)
            same = {field: there[id].get(field) for field in slide}
            same["text"] = {part: there[id]["text"].get(part) for part in slide["text"]}
            assert to_words(same) == to_words(slide)


def read_rows(site: Path) -> dict[str, dict[str, str]]:
    content = export_site(plan_site(BuildOptions(site, NOW)), "csv").content.decode()
    return {row["id"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}


def test_our_own_table_comes_back_whole_but_for_its_claims(checkout: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(checkout / "content", site / "content")
    shutil.copy(checkout / "site.yaml", site)
    text = export_site(plan_site(BuildOptions(site, NOW)), "csv").content
    before = read_rows(site)
    shutil.rmtree(site / "content/events")
    result, files = import_text("csv", text, tmp_path)
    counted = [one for one in before.values() if one["claims"] != "0"]
    assert len(result.lost) == len(counted) > 10
    assert all("counted here" in loss.fact for loss in result.lost)
    assert result.wrong == ()
    after = read_rows(site)
    for row in (*before.values(), *after.values()):
        del row["claims"]
    assert after == before
    assert len(files) == len(before)
