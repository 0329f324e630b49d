"""Trouble with the database in every transaction: an error, then all goes on, nothing lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.adapters.cores import MORNING, a_child, an_activity, made_ready, open_core
from tests.adapters.ledger.outages import ON_POSTGRESQL, ON_SQLITE, Failing, Outage, failing
from tests.adapters.ledger.samples import url_of
from uitkern import EnrolmentState, Uitkern, errors
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

MOST_TRANSACTIONS = 25
EVERY = [
    *(pytest.param("sqlite", outage, id=f"sqlite-{name}") for name, outage in ON_SQLITE.items()),
    *(pytest.param("postgresql", outage, id=f"postgresql-{name}") for name, outage in ON_POSTGRESQL.items()),
]
_S = EnrolmentState


@pytest.fixture
def core(
    request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path, empty_file: Path
) -> Iterator[Uitkern]:
    publiq.clock.freeze(MORNING)
    if request.param == "sqlite":
        copy(empty_file, tmp_path / "ledger.db")
        url = url_of(tmp_path)
    else:
        store: LedgerStore = request.getfixturevalue("postgres")
        url = store._engine.url.render_as_string(hide_password=False)
    opened: Uitkern = open_core(publiq, url)
    made_ready(opened)
    yield opened
    opened.close()


def sales_at(publiq: Publiq) -> list[str]:
    return [str(sale.id) for sale in publiq.world.state.sales.values()]


def settle(core: Uitkern, publiq: Publiq) -> None:
    """Five minutes later the workers have done what there is to do."""
    publiq.clock.advance(minutes=5)
    while not core.tick().idle:
        pass
    assert core.open_intents() == ()
    assert core.parked() == ()


def agree(core: Uitkern, publiq: Publiq) -> None:
    """Each sale at UiTPAS is that of an enrolment that stands, and each such enrolment has its sale."""
    standing = [each for each in core.enrolments() if each.state in {_S.AWAITING_PAYMENT, _S.CONFIRMED}]
    assert sorted(sales_at(publiq)) == sorted(str(each.sale_id) for each in standing)
    assert all(core.reconcile(activity).agrees for activity in core.sold_activities())


def live(core: Uitkern) -> list[EnrolmentState]:
    return [each.state for each in core.enrolments() if each.state in {_S.AWAITING_PAYMENT, _S.CONFIRMED}]


def play(way: Failing, flow: Callable[[], object], after: Callable[[bool], None]) -> int:
    """Let a flow have trouble in each of its transactions in turn; in how many of them there was any."""
    felt = 0
    for nth in range(MOST_TRANSACTIONS):
        with way.trouble_in(nth):
            told = False
            try:
                flow()
            except errors.LedgerError:
                told = True
            assert told is way.felt, "trouble is an error to who asked"
            reached = way.reached
        after(way.felt)
        felt += way.felt
        if not reached:
            return felt
    pytest.fail("the flow never came to its end")


@pytest.mark.parametrize(("core", "outage"), EVERY, indirect=["core"])
def test_an_enrolment_through_trouble(core: Uitkern, publiq: Publiq, outage: Outage) -> None:
    def after(felt: bool) -> None:
        settle(core, publiq)
        agree(core, publiq)
        if not live(core):  # nothing was written when the trouble came: the same works now
            assert felt
            core.enrol("kid", "camp")
        assert live(core) == [_S.AWAITING_PAYMENT]
        agree(core, publiq)
        core.cancel(core.enrolments()[-1].id)
        assert sales_at(publiq) == []

    way = failing(core, outage)
    assert play(way, lambda: core.enrol("kid", "camp"), after) >= 3
    assert publiq.journal.count("post-ticket-sales") == publiq.journal.count("delete-ticket-sales")


@pytest.mark.parametrize(("core", "outage"), EVERY, indirect=["core"])
def test_a_cancellation_through_trouble(core: Uitkern, publiq: Publiq, outage: Outage) -> None:
    def after(felt: bool) -> None:
        settle(core, publiq)
        agree(core, publiq)
        enrolment = core.enrolments()[-1]
        if enrolment.state is _S.AWAITING_PAYMENT:
            assert felt
            core.cancel(enrolment.id)
        assert core.enrolment(enrolment.id).state is _S.CANCELLED
        assert sales_at(publiq) == []
        core.enrol("kid", "camp")

    core.enrol("kid", "camp")
    way = failing(core, outage)
    assert play(way, lambda: core.cancel(core.enrolments()[-1].id), after) >= 3


@pytest.mark.parametrize(("core", "outage"), EVERY, indirect=["core"])
def test_a_worker_through_trouble(core: Uitkern, publiq: Publiq, outage: Outage) -> None:
    """It has a hold that ran out, its sale to undo, and a sale of which no answer came."""
    core.save_activity(an_activity("class"))
    core.link("class", official.PERMANENT_EVENT)
    core.save_participant(a_child("0900010959113", "lost"))

    def prepare() -> None:
        core.enrol("kid", "camp")
        publiq.clock.advance(minutes=31)
        core.offer("lost", "class")
        with publiq.fault("post-ticket-sales", cut="after"), pytest.raises(errors.SaleUnknown):
            core.enrol("lost", "class")
        publiq.clock.advance(minutes=5)

    def after(felt: bool) -> None:
        settle(core, publiq)
        agree(core, publiq)
        states = {each.participant_id: each.state for each in core.enrolments()}
        assert states == {"kid": _S.LAPSED, "lost": _S.AWAITING_PAYMENT}
        core.cancel(core.enrolments()[-1].id)
        assert sales_at(publiq) == []
        prepare()

    prepare()
    way = failing(core, outage)
    assert play(way, core.tick, after) >= 6
