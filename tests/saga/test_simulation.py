"""Nothing is lost, nothing is doubled, nothing stays open: many days, each with its own seed."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.saga.memory_ledger import MemoryLedger
from tests.saga.simulation import POLICY, Chances, Simulation
from uitkern.domain.flows import settle
from uitkern.domain.model.enrolment import Enrolment
from uitkern.domain.model.intent import Intent
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.sale import SalesPage, TicketSale
from uitkern.domain.ports.ledger import Ledger

SHORT, LONG = 240, 1500
SEEDS = int(os.environ.get("UITKERN_SAGA_SEEDS", SHORT))
"""The long mode, `make saga`, plays more than ten thousand sales."""
SHARDS = 8
TEETH = 150


def sold(day: Simulation) -> int:
    return len(day.truth.held) + len(day.truth.undone)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_sale_is_lost_doubled_or_left_open_on_any_day(shard: int) -> None:
    days = [Simulation(seed).run() for seed in range(shard, SEEDS, SHARDS)]
    wrong = {day.seed: day.broken for day in days if day.broken}
    assert not wrong
    assert sum(sold(day) for day in days) > 6 * len(days)


@pytest.mark.parametrize("shard", range(2))
def test_nothing_goes_wrong_with_references_in_the_labels_either(shard: int) -> None:
    policy = evolve(POLICY, reference=True)
    days = [Simulation(seed, policy=policy).run() for seed in range(5000 + shard, 5000 + SEEDS // 6, 2)]
    assert {day.seed: day.broken for day in days if day.broken} == {}


def test_the_same_seed_leaves_the_same_trace() -> None:
    first, second = Simulation(7).run(), Simulation(7).run()
    assert first.trace == second.trace
    assert first.trace != Simulation(8).run().trace


def test_every_kind_of_trouble_comes_about() -> None:
    told = " ".join(what for seed in range(30) for _, _, what in Simulation(seed).run().trace)
    for trouble in (
        "crash",
        "request lost",
        "answer lost",
        "BasketRefused",
        "reinstate",
        "cancel",
        "release",
    ):
        assert trouble in told


def test_a_day_without_trouble_has_no_crash() -> None:
    day = Simulation(1, chances=Chances.none()).run()
    assert day.broken == []
    assert not any(what == "crash" for _, _, what in day.trace)


def is_caught(**changes: Any) -> bool:
    """Whether the checker sees something wrong on one of many days."""
    return any(Simulation(seed, **_made(changes)).run().broken for seed in range(TEETH))


def _made(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: change() for name, change in changes.items()}


def test_a_naive_retry_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def send_again(ledger: Ledger, sent: Intent, why: str, due: datetime) -> settle.Settled:
        return settle._unsent(ledger, sent, why, due - POLICY.quiet, settle.WORKER)

    monkeypatch.setattr(settle, "_unanswered", send_again)
    assert is_caught()


def test_never_asking_again_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(ledger: Ledger, sent: Intent, why: str, due: datetime) -> settle.Settled:
        return settle._unsent(ledger, sent, why, due, settle.Manner(keep_rest=True, give_up_unsent=True))

    monkeypatch.setattr(settle, "_unanswered", give_up)
    assert is_caught()


def test_no_quiet_period_is_caught() -> None:
    def hasty() -> Policy:
        policy = evolve(POLICY)
        object.__setattr__(policy, "quiet", timedelta(0))
        return policy

    assert is_caught(policy=hasty)


class WithoutFence(MemoryLedger):
    """Anybody may settle anything."""

    def is_ours(self, claimed: Intent) -> bool:
        return True


def test_no_fence_is_caught() -> None:
    assert is_caught(ledger=WithoutFence)


class WithoutUniqueEnrolments(MemoryLedger):
    """A look-up in place of the index: what is not looked up is not refused."""

    def live_enrolment(self, participant_id: str, activity_id: str) -> Enrolment | None:
        return None


def test_no_unique_index_on_enrolments_is_caught() -> None:
    assert is_caught(ledger=WithoutUniqueEnrolments)


class WithoutUniqueSales(MemoryLedger):
    """One sale may be kept for two enrolments."""

    def save_sale(self, enrolment_id: int, sale: TicketSale) -> None:
        self.rows.sales[sale.id] = (enrolment_id, sale, False)

    def known_sales(self, sale_ids: Any) -> frozenset[str]:
        return frozenset()


def test_no_unique_index_on_sales_is_caught() -> None:
    assert is_caught(ledger=WithoutUniqueSales)


def test_reading_a_changing_list_once_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    from uitkern.domain.flows import recover
    from uitkern.domain.ports.effects import ask
    from uitkern.domain.ports.publiq import ListSales

    def first_page_only(event_id: str) -> Any:
        page = yield from ask(ListSales(event_id))
        return page.sales if isinstance(page, SalesPage) else page

    monkeypatch.setattr(recover, "sales_of_event", first_page_only)
    assert is_caught()
