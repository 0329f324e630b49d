"""Every switch of the policy can be set on the command line, and is in the docs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import fields

from uitkern import CacheRule, Policy, Privacy, QuoteRule, Renewal
from uitkern.cli.policies import PRIVACY_SWITCHES, SWITCHES, policy_of_environment, variable_of
from uitkern.domain.errors import InvalidValue

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
SET: dict[str, tuple[str, object]] = {
    "cache": ("hours-24", CacheRule.HOURS_24),
    "quote": ("every-pass", QuoteRule.EVERY_PASS),
    "hold": ("45m", timedelta(minutes=45)),
    "lease": ("90s", timedelta(seconds=90)),
    "send_within": ("10s", timedelta(seconds=10)),
    "quiet": ("5m", timedelta(minutes=5)),
    "skew": ("0s", timedelta(0)),
    "back_off": ("5s", timedelta(seconds=5)),
    "longest_back_off": ("2h", timedelta(hours=2)),
    "attempts": ("3", 3),
    "reference": ("1", True),
    "discount_later": ("yes", True),
    "audit_days": ("7", 7),
    "watch": ("1h", timedelta(hours=1)),
    "poll": ("2s", timedelta(seconds=2)),
    "patience": ("3m", timedelta(minutes=3)),
    "card_systems": ("5, 3", frozenset({3, 5})),
    "renewal": ("09-01", Renewal(9, 1)),
    "empty_for": ("2h", timedelta(hours=2)),
    "checkin_every": ("1m", timedelta(minutes=1)),
    "checkin_within": ("2d", timedelta(days=2)),
    "store_insz": ("true", True),
    "questions": ("5", 5),
    "window": ("30m", timedelta(minutes=30)),
    "keep_numbers": ("30", timedelta(days=30)),
    "keep_answers": ("1", timedelta(days=1)),
    "keep_participants": ("900", timedelta(days=900)),
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for switch in SET:
        monkeypatch.delenv(variable_of(switch), raising=False)


def test_what_is_not_set_is_as_the_policy_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert policy_of_environment() == Policy()
    monkeypatch.setenv("UITKERN_HOLD", " ")
    assert policy_of_environment() == Policy()


def test_every_switch_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {each.name for each in fields(Policy)} - {"privacy"} | {each.name for each in fields(Privacy)}
    assert {*SWITCHES, *PRIVACY_SWITCHES} == set(SET) == wanted
    for switch, (text, _) in SET.items():
        monkeypatch.setenv(variable_of(switch), text)
    policy = policy_of_environment()
    read = {each: getattr(policy.privacy if each in PRIVACY_SWITCHES else policy, each) for each in SET}
    assert read == {switch: value for switch, (_, value) in SET.items()}


@pytest.mark.parametrize("switch", SET)
def test_every_switch_is_in_the_docs(switch: str) -> None:
    assert f"`{variable_of(switch)}`" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("variable", "text", "rule"),
    [
        ("UITKERN_HOLD", "half an hour", "must be a time such as 90s, 30m, 12h or 2d"),
        ("UITKERN_HOLD", "0m", "must be longer than nothing"),
        ("UITKERN_LEASE", "10m", "must be longer than lease: a request may still be under way until then"),
        ("UITKERN_CACHE", "forever", "must be one of calendar-day, hours-24"),
        ("UITKERN_ATTEMPTS", "0", "must be a number, 1 or more"),
        ("UITKERN_REFERENCE", "perhaps", "must be 1 or 0"),
        ("UITKERN_RENEWAL", "september", "must be a month and a day such as 09-01"),
        ("UITKERN_CARD_SYSTEMS", "Gent", "must be ids of card systems, such as 5,3"),
        ("UITKERN_KEEP_NUMBERS", "30d", "must be a number of days, 1 or more"),
    ],
)
def test_a_switch_that_cannot_be_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, rule: str
) -> None:
    monkeypatch.setenv(variable, text)
    with pytest.raises(InvalidValue) as refused:
        policy_of_environment()
    named = "UITKERN_QUIET" if variable == "UITKERN_LEASE" else variable
    assert (refused.value.field, refused.value.rule) == (named, rule)
