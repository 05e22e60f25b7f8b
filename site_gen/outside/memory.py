"""What hosts answered before, kept in the site's state folder: who checks often asks seldom."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from site_gen.outside.exchange import Verdict
from site_gen.outside.visitor import Answer

NAME: Final = "outside.json"
_FORM: Final = 1
_LARGEST: Final = 50_000_000
_LASTING: Mapping[Verdict, timedelta] = {
    "alive": timedelta(days=7),
    "closed": timedelta(days=7),
    "dead": timedelta(days=1),
    "silent": timedelta(hours=1),
}
"""How long an answer is believed. What was not asked is not kept."""


class Memory:
    """Answers by address. What is there may be forged or broken: then it is nothing."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now
        self._kept: dict[str, tuple[Answer, datetime]] = dict(self._read())

    def recall(self, url: str) -> Answer | None:
        found = self._kept.get(url)
        return found[0] if found else None

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Quietly nothing where the folder cannot be written."""
        for url, answer in answers.items():
            if answer.verdict in _LASTING and not answer.is_cut_off:
                self._kept[url] = (answer, self._now)
        plain = {
            url: [answer.verdict, answer.reason, when.isoformat()]
            for url, (answer, when) in sorted(self._kept.items())
        }
        text = json.dumps({"form": _FORM, "answers": plain}, ensure_ascii=False, indent=0)
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            draft = self._folder / f".{NAME}-{os.getpid()}"
            draft.unlink(missing_ok=True)
            with draft.open("x", encoding="utf-8") as file:
                file.write(text)
            draft.replace(self._folder / NAME)

    def _read(self) -> dict[str, tuple[Answer, datetime]]:
        place = self._folder / NAME
        try:
            if place.is_symlink() or not place.is_file() or place.stat().st_size > _LARGEST:
                return {}
            plain = json.loads(place.read_text(encoding="utf-8"))
            if plain["form"] != _FORM:
                return {}
            rows = [self._read_row(url, row) for url, row in plain["answers"].items()]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}
        return {url: (answer, when) for url, answer, when in rows if self._is_fresh(answer, when)}

    def _read_row(self, url: str, row: Any) -> tuple[str, Answer, datetime]:
        verdict, reason, when = row
        if verdict not in get_args(Verdict) or not isinstance(reason, str):
            raise ValueError(row)
        return url, Answer(verdict, reason), datetime.fromisoformat(when)

    def _is_fresh(self, answer: Answer, when: datetime) -> bool:
        lasting = _LASTING.get(answer.verdict)
        return lasting is not None and timedelta(0) <= self._now - when < lasting
