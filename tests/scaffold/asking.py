"""`site-gen` inside the test's own process: many small questions, quickly answered."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_gen.cli.main import main


@dataclass(frozen=True, slots=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


def ask(folder: Path, *arguments: str) -> Answer:
    """What the program says when it is started in `folder`."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as ending,
    ):
        main(arguments)
    return Answer(int(ending.value.code or 0), out.getvalue(), err.getvalue())
