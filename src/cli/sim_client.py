"""Talk to the controls of a running simulator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, cast
from urllib.parse import quote

from attrs import frozen

from ..domain.errors import UitkernError

_STEPS = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?", re.ASCII)
_LONGER_THAN_ANY_WAIT = 70.0


@frozen
class Controls:
    """The controls of one world; `url` is the base address of the simulator."""

    url: str
    world: str | None
    as_json: bool

    def get(self, path: str, /, **query: object) -> Any:
        """Read something, as JSON."""
        return self._call("GET", path, query=query).json()

    def text(self, path: str, /, **query: object) -> str:
        """Read something, as it is written."""
        return str(self._call("GET", path, query=query).text)

    def send(self, method: str, path: str, body: object = None) -> Any:
        """Ask for a change; the answer as JSON, None when there is none."""
        answer = self._call(method, path, body=body)
        return answer.json() if answer.content else None

    def send_text(self, path: str, text: str, content_type: str) -> None:
        """Hand over a written world."""
        self._call("PUT", path, content=text.encode(), content_type=content_type)

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> Any:
        import httpx

        world = f"/worlds/{part(self.world, 'world')}" if self.world else ""
        address = f"{self.url.rstrip('/')}{world}/_sim{path}"
        known = {name: str(value) for name, value in (query or {}).items() if value is not None}
        refuse_odd_numbers(body)
        headers = {"content-type": content_type} if content_type else {}
        try:
            answer = httpx.request(
                method,
                address,
                params=known,
                json=body,
                content=content,
                headers=headers,
                timeout=_LONGER_THAN_ANY_WAIT,
                trust_env=False,
            )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise UitkernError("url: must be a base URL such as http://127.0.0.1:8800") from None
        except httpx.HTTPError:
            raise UitkernError(
                f"no simulator answers at {self.url}; start one with: uitkern simulate"
            ) from None
        if answer.is_error:
            raise UitkernError(told(_json(answer), answer.status_code))
        return answer


def _json(answer: Any) -> object:
    try:
        return answer.json()
    except ValueError:
        return None


def told(problem: object, status: int) -> str:
    """Tell a problem in one line."""
    if not isinstance(problem, dict):
        return f"the address answers {status}, and is no simulator of this kind"
    known = cast("dict[str, Any]", problem)
    listed = [f"{each['jsonPointer']}: {each['error']}" for each in known.get("schemaErrors", [])]
    missed = [_missed(each) for each in known.get("nearMisses", [])[:1]]
    told = "; ".join(listed) or str(known.get("detail") or known.get("title"))
    return " ".join([told.replace("\n", " "), *missed])


def _missed(miss: Mapping[str, Any]) -> str:
    differs = ", ".join(
        f"{name} {each['found']} instead of {each['wanted']}" for name, each in miss["differs"].items()
    )
    return f"Nearest: number {miss['number']}, with {differs}."


def part(name: str, what: str) -> str:
    """Write a name as one part of a path, so that it leads nowhere else."""
    if name in ("", ".", "..") or "/" in name:
        raise UitkernError(f"{what}: must not be empty, dots only or have a slash")
    return quote(name, safe="")


def refuse_odd_numbers(value: object) -> None:
    """Refuse what JSON cannot write: numbers that are none, and infinite ones."""
    for name, each in cast("dict[str, object]", value).items() if isinstance(value, dict) else ():
        if isinstance(each, float) and not isfinite(each):
            raise UitkernError(f"{name}: must be a finite number")
        refuse_odd_numbers(each)


def step(text: str) -> str | float:
    """Read a duration: 90, 1d, 2h 30m, or one of ISO 8601, which the simulator reads."""
    plain = "".join(text.split())
    try:
        return float(plain)
    except ValueError:
        found = _STEPS.fullmatch(plain.lower()) if plain else None
    if found is None and not plain.upper().startswith("P"):
        raise UitkernError("by: must be a duration such as 1d, 2h30m, 90 (seconds) or P1DT2H")
    if found is None:
        return plain.upper()
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
