"""The arithmetic of the page's script, in Node.js, and that it agrees with the build's."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from site_gen.plan.drawing.layout import measure_text
from site_gen.plan.drawing.pieces import DAY
from site_gen.plan.drawing.scale import Scale, fit_scale
from site_gen.plan.drawing.ticks import YEAR, find_ticks

HERE = Path(__file__).resolve().parent
TEXTS = ["", "Xiaomi launches the SU7", "小米发布SU7", "Łódź – 1899", "한국어 と 日本語"]


@pytest.fixture(scope="module")
def modules(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theme's modules and their tests in one folder, known to Node.js as modules."""
    if shutil.which("node") is None:
        message = "there is no node; install Node.js 20 or newer"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("modules")
    (folder / "package.json").write_text('{"type": "module"}')
    for path in (*(checkout / "templates/assets").glob("timeline*.js"), *HERE.glob("*.js")):
        shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize("name", ["scale", "layout", "marks"])
def test_the_arithmetic_of_the_page_holds(name: str, modules: Path) -> None:
    run = subprocess.run(
        ["node", "--test", f"{name}.test.js"],
        cwd=modules,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_page_and_the_build_agree(modules: Path) -> None:
    spans = [
        [(0, DAY)],
        [(DAY * day, DAY * day + DAY) for day in (10, 40, 300, 470)],
        [(year * YEAR, year * YEAR + DAY) for year in (-170_000_000, -44, 1066, 2000, 2001, 2002)],
        [(minute * 60, minute * 60 + 60) for minute in (1, 5, 27)],
        [(year * YEAR, (year + 30) * YEAR) for year in (-2700, -1500, 400)],
    ]
    scales = [fit_scale(span) for span in spans]
    cases = [_case(scale, text) for scale, text in zip(scales, TEXTS, strict=True)]
    run = subprocess.run(
        ["node", "parity.js"],
        cwd=modules,
        input=json.dumps(cases),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    answers = json.loads(run.stdout)
    for scale, case, answer in zip(scales, cases, answers, strict=True):
        assert answer["places"] == pytest.approx([scale.place(one) for one in case["moments"]])
        ticks = [[tick.moment, tick.kind] for tick in find_ticks(scale, width=960, widest=100)]
        assert answer["ticks"] == ticks
        assert answer["width"] == pytest.approx(measure_text(case["text"]))


def _case(scale: Scale, text: str) -> dict[str, Any]:
    step = (scale.end - scale.start) // 9
    return {
        "knots": [[knot.moment, knot.place] for knot in scale.knots],
        "breaks": scale.breaks,
        "moments": [scale.start + step * index for index in range(10)],
        "text": text,
    }
