"""What an organisation decides, from the environment: every switch of `Policy` and `Privacy`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from attrs import evolve

from ..domain.model.invalid import InvalidValue
from ..domain.model.policy import CacheRule, Policy, QuoteRule
from ..domain.model.privacy import Privacy
from ..domain.model.renewal import Renewal

S = TypeVar("S", Policy, Privacy)
_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
_SPAN = re.compile(r"(\d{1,5})\s*([smhd])", re.ASCII)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _systems(variable: str, value: str) -> frozenset[int]:
    try:
        return frozenset(int(each) for each in filter(None, re.split(r"[,\s]+", value)))
    except ValueError as error:
        raise InvalidValue(variable, "must be ids of card systems, such as 5,3") from error


def _chosen(variable: str, value: str) -> bool:
    if value.lower() not in _YES | _NO:
        raise InvalidValue(variable, "must be 1 or 0")
    return value.lower() in _YES


def _days(variable: str, value: str) -> timedelta:
    if not (value.isascii() and value.isdecimal() and 0 < int(value) < 100_000):
        raise InvalidValue(variable, "must be a number of days, 1 or more")
    return timedelta(days=int(value))


def _span(variable: str, value: str) -> timedelta:
    found = _SPAN.fullmatch(value)
    if found is None:
        raise InvalidValue(variable, "must be a time such as 90s, 30m, 12h or 2d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _count(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and 0 < int(value) < 100_000):
        raise InvalidValue(variable, "must be a number, 1 or more")
    return int(value)


def _renewal(variable: str, value: str) -> Renewal:
    try:
        return Renewal.parse(value)
    except InvalidValue as error:
        raise InvalidValue(variable, error.rule) from error


def _one_of(**named: StrEnum) -> Callable[[str, str], StrEnum]:
    words = {name.replace("_", "-"): value for name, value in named.items()}

    def read(variable: str, value: str) -> StrEnum:
        if value.lower() not in words:
            raise InvalidValue(variable, f"must be one of {', '.join(words)}")
        return words[value.lower()]

    return read


_SPANS = (
    *("hold", "lease", "send_within", "quiet", "skew", "back_off", "longest_back_off"),
    *("watch", "poll", "patience", "empty_for", "checkin_every", "checkin_within"),
)
SWITCHES: Mapping[str, Callable[[str, str], Any]] = {
    "cache": _one_of(calendar_day=CacheRule.CALENDAR_DAY, hours_24=CacheRule.HOURS_24),
    "quote": _one_of(social_tariff=QuoteRule.SOCIAL_TARIFF, every_pass=QuoteRule.EVERY_PASS),
    **dict.fromkeys(_SPANS, _span),
    **dict.fromkeys(("attempts", "audit_days"), _count),
    **dict.fromkeys(("reference", "discount_later"), _chosen),
    "card_systems": _systems,
    "renewal": _renewal,
}
"""Every switch of `Policy` but `privacy`, and how its value is read; a test compares."""

PRIVACY_SWITCHES: Mapping[str, Callable[[str, str], Any]] = {
    "store_insz": _chosen,
    "questions": _count,
    "window": _span,
    **dict.fromkeys(("keep_numbers", "keep_answers", "keep_participants"), _days),
}
"""Every switch of `Privacy`."""


def policy_of_environment() -> Policy:
    """The policy of the command line; raises `InvalidValue` that names the variable.

    Each switch is UITKERN_ and its name, such as UITKERN_DISCOUNT_LATER=1 or UITKERN_HOLD=45m; what is not
    set is as `Policy` and `Privacy` have it.
    """
    privacy = _made(Privacy, PRIVACY_SWITCHES)
    return evolve(_made(Policy, SWITCHES), privacy=privacy)


def variable_of(switch: str) -> str:
    """The environment variable of a switch."""
    return f"UITKERN_{switch.upper()}"


def _made(kind: type[S], switches: Mapping[str, Callable[[str, str], Any]]) -> S:
    given = {switch: os.environ.get(variable_of(switch), "").strip() for switch in switches}
    said = {switch: switches[switch](variable_of(switch), value) for switch, value in given.items() if value}
    try:
        return kind(**said)
    except InvalidValue as error:
        raise InvalidValue(variable_of(error.field), error.rule) from error
