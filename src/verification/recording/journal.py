"""A recording: one line of JSON for each call, in the order in which they were answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO, cast

from attrs import asdict, define, field, frozen

VERSION = 1


class BadRecording(Exception):
    """A file that is no recording; the message names it and the line."""


@frozen
class Recorded:
    """A call and its answer as they are kept; `caller` is as in a case, bodies are JSON or text.

    `path` is below the service, and `query` keeps the order and repetition of its parameters.
    """

    service: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    caller: str
    media: str | None
    body: object
    status: int
    answer_media: str | None
    answer: object


@define
class Writer:
    """Writes a recording, a whole line at a time; `about` goes into the first."""

    file: TextIO
    about: Mapping[str, object]
    _begun: bool = field(default=False)

    def write(self, recorded: Recorded) -> None:
        if not self._begun:
            self._begun = True
            self._line({"recording": VERSION, **self.about})
        self._line(asdict(recorded))

    def _line(self, content: Mapping[str, object]) -> None:
        self.file.write(json.dumps(content, ensure_ascii=False) + "\n")
        self.file.flush()


@frozen
class Recording:
    """A recording that was read: what it is about, and its calls."""

    about: Mapping[str, object]
    calls: tuple[Recorded, ...]


def read_recording(file: Path) -> Recording:
    """Read a recording; raises BadRecording."""
    try:
        lines = list(_lines(file))
    except OSError as error:
        raise BadRecording(f"{file}: cannot be read: {error.strerror}") from error
    if not lines or lines[0].get("recording") != VERSION:
        raise BadRecording(f"{file}: is no recording; `uitkern simulate --record` makes one")
    return Recording(
        lines[0], tuple(_call(file, number, each) for number, each in enumerate(lines[1:], start=2))
    )


def _lines(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as opened:
        for number, line in enumerate(opened, start=1):
            try:
                content: object = json.loads(line)
            except ValueError as error:
                raise BadRecording(f"{file}: line {number} is no JSON") from error
            if not isinstance(content, dict):
                raise BadRecording(f"{file}: line {number} is no JSON object")
            yield cast("dict[str, object]", content)


def _call(file: Path, number: int, line: dict[str, object]) -> Recorded:
    try:
        pairs = cast("list[tuple[str, str]]", line.pop("query"))
        return Recorded(**line, query=tuple((name, value) for name, value in pairs))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise BadRecording(f"{file}: line {number} is no call of a recording") from error
