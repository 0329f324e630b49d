"""Hide what names a pass or a person, and every secret, before a call is shown."""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

_HIDDEN = frozenset(
    {
        "apikey",
        "identifier",
        "uitpasnumber",
        "insznumber",
        "chipnumber",
        "client_secret",
        "client_assertion",
        "access_token",
        "refresh_token",
        "id_token",
        "password",
        "code",
        "code_verifier",
    }
)
_ENDINGS = ("uitpasnumber", "insznumber", "chipnumber", "secret", "token", "password")
_MASK = "***"
_HIDDEN_VALUE = re.compile(rf"((?:^|&)(?:{'|'.join(sorted(_HIDDEN))})=)[^&]*", re.IGNORECASE)
_PERSONAL = re.compile(r"(?<![0-9A-Za-z-])(?:\d{11,}|[0-9A-Fa-f]{14})(?![0-9A-Za-z-])")
_SPACED = re.compile(r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[. -]?\d{3}[. -]?\d{2}(?!\d)")
_LONGEST_TEXT = 2000


def without_persons(path: str, query: str, parameters: Mapping[str, str]) -> str:
    """Write a path with its query, everything that names a pass or a person masked."""
    for name, value in parameters.items():
        if name.lower() in _HIDDEN and value:
            path = path.replace(value, _MASK)
    masked = _PERSONAL.sub(_MASK, path)
    return f"{masked}?{_masked_query(query)}" if query else masked


def shown(content_type: str | None, body: bytes) -> object:
    """Give a body as it may be seen: JSON and forms by their members, other text cut short, bytes never."""
    media_type = (content_type or "application/json").partition(";")[0].strip().lower()
    if not body:
        return None
    try:
        if media_type.endswith("json"):
            return _masked(json.loads(body))
        if media_type == "application/x-www-form-urlencoded":
            return {name: _masked_member(name, value) for name, value in parse_qsl(body.decode())}
        return _plain(body.decode())[:_LONGEST_TEXT] if media_type.startswith("text/") else None
    except (ValueError, RecursionError):
        return _plain(body.decode(errors="replace"))[:_LONGEST_TEXT]


def _masked(value: object) -> object:
    if isinstance(value, dict):
        return {name: _masked_member(name, each) for name, each in value.items()}
    if isinstance(value, list):
        return [_masked(each) for each in value]
    return _plain(value) if isinstance(value, str) else _number(value)


def _masked_member(name: str, value: object) -> object:
    lowered = name.lower()
    secret = lowered in _HIDDEN or lowered.endswith(_ENDINGS)
    return _MASK if secret and isinstance(value, str | int) else _masked(value)


def _number(value: object) -> object:
    return _MASK if isinstance(value, int) and abs(value) >= 10**10 else value


def _plain(text: str) -> str:
    return _SPACED.sub(_MASK, _PERSONAL.sub(_MASK, text))


def _masked_query(query: str) -> str:
    if "%" not in query and "+" not in query:
        return _PERSONAL.sub(_MASK, _HIDDEN_VALUE.sub(rf"\1{_MASK}", query))
    masked = [
        (name, _MASK if name.lower() in _HIDDEN else _PERSONAL.sub(_MASK, value))
        for name, value in parse_qsl(query, keep_blank_values=True)
    ]
    return urlencode(masked, safe="*:")
