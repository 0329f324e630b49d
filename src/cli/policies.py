"""What an organisation decides about people, from the environment."""

from __future__ import annotations

import os
import re
from datetime import timedelta

from ..domain.model.invalid import InvalidValue
from ..domain.model.policy import Policy
from ..domain.model.privacy import Privacy
from ..domain.model.renewal import Renewal

_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"", "0", "false", "no"})


def policy_of_environment() -> Policy:
    """The policy of the command line; raises `InvalidValue` that names the variable.

    UITKERN_STORE_INSZ (1 or 0), UITKERN_CARD_SYSTEMS (ids, such as `5,3`), UITKERN_RENEWAL (`09-01`),
    UITKERN_KEEP_NUMBERS and UITKERN_KEEP_PARTICIPANTS (days).
    """
    renewal = os.environ.get("UITKERN_RENEWAL")
    return Policy(
        card_systems=_systems(),
        renewal=Renewal.parse(renewal) if renewal else None,
        privacy=Privacy(
            store_insz=_chosen("UITKERN_STORE_INSZ"),
            keep_numbers=_days("UITKERN_KEEP_NUMBERS") or Privacy().keep_numbers,
            keep_participants=_days("UITKERN_KEEP_PARTICIPANTS"),
        ),
    )


def _systems() -> frozenset[int]:
    named = filter(None, re.split(r"[,\s]+", os.environ.get("UITKERN_CARD_SYSTEMS", "")))
    try:
        return frozenset(int(each) for each in named)
    except ValueError as error:
        raise InvalidValue("UITKERN_CARD_SYSTEMS", "must be ids of card systems, such as 5,3") from error


def _chosen(variable: str) -> bool:
    value = os.environ.get(variable, "").strip().lower()
    if value not in _YES | _NO:
        raise InvalidValue(variable, "must be 1 or 0")
    return value in _YES


def _days(variable: str) -> timedelta | None:
    value = os.environ.get(variable, "").strip()
    if value and not (value.isascii() and value.isdecimal() and 0 < int(value) < 100_000):
        raise InvalidValue(variable, "must be a number of days, 1 or more")
    return timedelta(days=int(value)) if value else None
