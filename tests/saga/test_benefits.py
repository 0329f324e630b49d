"""Points in the world are points granted minus redeemed, on every day, whatever goes wrong."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime
from typing import Any

import pytest

from tests.saga.benefit_day import BenefitDay
from tests.saga.memory_ledger import MemoryLedger
from tests.saga.simulation import Chances
from tests.saga.truth_benefits import COUPON, GROUP
from uitkern.domain.flows import cancel, recover, redeem, undo, withdraw
from uitkern.domain.model.enrolment import Enrolment, PlaceKind
from uitkern.domain.model.intent import Intent, IntentKind
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.reward import Redeemed
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import Flow, transact
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NoAnswer, Written

SEEDS = int(os.environ.get("UITKERN_SAGA_SEEDS", "120"))
SHARDS = 4
TEETH = 260


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_sale_reward_or_point_is_lost_doubled_or_left_open(shard: int) -> None:
    days = [BenefitDay(seed).run() for seed in range(shard, SEEDS, SHARDS)]
    assert {day.seed: day.broken for day in days if day.broken} == {}


def test_every_benefit_is_sold_and_given_back_on_these_days() -> None:
    days = [BenefitDay(seed).run() for seed in range(20)]
    places = [place for day in days for place in day.ledger.rows.enrolments.values()]
    assert {place.kind for place in places} == set(PlaceKind)
    assert any(place.number == GROUP and place.sale_id for place in places)
    assert any(place.tariff_id == COUPON and place.sale_id for place in places)
    kept = [each for day in days for each in day.ledger.rows.redeemed.values()]
    assert len(kept) > 20
    assert 5 < sum(each.returned for each in kept) < len(kept)
    told = " ".join(what for day in days for _, _, what in day.trace)
    assert "return r" in told


def test_on_a_day_without_trouble_points_are_spent_too() -> None:
    day = BenefitDay(3, chances=Chances.none()).run()
    assert day.broken == []
    assert day.ledger.rows.redeemed


def test_the_same_seed_leaves_the_same_trace() -> None:
    assert BenefitDay(7).run().trace == BenefitDay(7).run().trace


def is_caught(ledger: type[MemoryLedger] = MemoryLedger) -> bool:
    """Whether the checker sees something wrong on one of many days."""
    return any(BenefitDay(seed, ledger=ledger()).run().broken for seed in range(TEETH))


def test_redeeming_again_without_looking_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_there(claimed: Intent, now: datetime, policy: Policy) -> Flow[Any]:
        return (yield from transact(lambda ledger: None))

    monkeypatch.setattr(recover, "_look_at_rewards", nothing_there)
    assert is_caught()


def test_going_on_after_standing_still_without_looking_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_if_pending(
        ledger: Ledger, intent_id: int, now: datetime, policy: Policy
    ) -> tuple[Intent | None, Enrolment]:
        claimed = ledger.claim(intent_id, now, policy.lease)
        return claimed, ledger.enrolment(ledger.intent(intent_id).lines[0].enrolment_id)

    monkeypatch.setattr(redeem, "_claimed", as_if_pending)
    assert is_caught()


def test_undoing_a_reward_as_if_it_were_a_sale_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_a_sale(enrolment: Enrolment) -> IntentKind:
        return IntentKind.UNDO

    monkeypatch.setattr(cancel, "giving_back", as_a_sale)
    monkeypatch.setattr(withdraw, "giving_back", as_a_sale)
    assert is_caught()


def test_taking_silence_for_a_reward_that_came_back_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = undo._settle

    def hopeful(
        ledger: Ledger, sent: Intent, outcome: Written[None], now: datetime, policy: Policy
    ) -> Enrolment:
        silent = isinstance(outcome, NoAnswer) and sent.kind is IntentKind.RETURN
        return settle(ledger, sent, Done(None) if silent else outcome, now, policy)

    monkeypatch.setattr(undo, "_settle", hopeful)
    assert is_caught()


class WithoutUniqueRewards(MemoryLedger):
    """One redeemed reward may be kept for two places."""

    def save_redeemed(self, enrolment_id: int, number: UitpasNumber, redeemed: Redeemed) -> None:
        self.rows.redeemed.pop(redeemed.id, None)
        super().save_redeemed(enrolment_id, number, redeemed)

    def known_redeemed(self, redeemed_ids: Collection[str]) -> frozenset[str]:
        return frozenset()


def test_no_unique_index_on_redeemed_rewards_is_caught() -> None:
    assert is_caught(WithoutUniqueRewards)
