"""The host's own transaction: an order and its place are kept together, or neither is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, String, Table, create_engine, select
from sqlalchemy.exc import DBAPIError

from tests.adapters.cores import MORNING, a_child, an_activity, made_ready, open_core
from uitkern import EnrolmentState, Euro, LedgerAt, Uitkern, errors
from uitkern.simulator.testing.publiq import Publiq

orders = Table(
    "orders",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("buyer", String(40), nullable=False),
    Column("enrolment", Integer),
)


@pytest.fixture
def host(ledger_url: str) -> Iterator[Engine]:
    """An application with a table of its own in the database where the ledger will be."""
    engine = create_engine(ledger_url.replace("postgresql://", "postgresql+psycopg://"))
    orders.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def core(host: Engine, ledger_url: str, publiq: Publiq) -> Iterator[Uitkern]:
    publiq.clock.freeze(MORNING)
    opened = open_core(publiq, LedgerAt(ledger_url, shared=True))
    made_ready(opened)
    yield opened
    opened.close()


def order(connection: Connection, core: Uitkern, made: Any, agreed: Euro | None = None) -> int:
    """What a shop does at its till; the id of the enrolment."""
    enrolment = core.reserve(connection, made, agreed=agreed)
    connection.execute(orders.insert().values(buyer="a parent", enrolment=enrolment.id))
    return enrolment.id


def ordered(host: Engine) -> list[int]:
    with host.connect() as connection:
        return [int(found) for found in connection.execute(select(orders.c.enrolment)).scalars()]


def sales_at(publiq: Publiq) -> list[str]:
    return [str(sale.id) for sale in publiq.world.state.sales.values()]


def test_a_host_that_rolls_back_leaves_nothing(host: Engine, core: Uitkern, publiq: Publiq) -> None:
    made = core.offer("kid", "camp")
    asked = publiq.journal.count()
    with host.connect() as connection:
        order(connection, core, made)
        assert connection.execute(select(orders.c.enrolment)).scalars().all() == [1]
        connection.rollback()
    assert publiq.journal.count() == asked, "in the host's transaction nothing is asked of publiq"
    assert ordered(host) == []
    assert core.enrolments() == ()
    assert core.open_intents() == ()
    publiq.clock.advance(hours=1)
    assert not core.tick().intents
    assert sales_at(publiq) == []
    with host.begin() as connection:
        order(connection, core, core.offer("kid", "camp"))
    assert len(core.enrolments()) == 1, "the place was free"


def test_what_a_host_committed_is_registered_when_it_says_so(
    host: Engine, core: Uitkern, publiq: Publiq
) -> None:
    made = core.offer("kid", "camp")
    with host.begin() as connection:
        enrolment_id = order(connection, core, made, Euro(220))
    assert sales_at(publiq) == []
    assert core.enrolment(enrolment_id).state is EnrolmentState.REGISTERING
    enrolment = core.register(enrolment_id)
    assert (enrolment.state, enrolment.price) == (EnrolmentState.AWAITING_PAYMENT, Euro(220))
    assert sales_at(publiq) == [enrolment.sale_id]
    assert core.register(enrolment_id) == enrolment, "twice is once"
    assert not core.tick().intents
    assert len(sales_at(publiq)) == 1
    assert ordered(host) == [enrolment_id]
    assert core.confirm(enrolment_id).state is EnrolmentState.CONFIRMED


def test_a_host_that_dies_after_its_commit_has_its_sale_from_the_worker(
    host: Engine, core: Uitkern, publiq: Publiq
) -> None:
    made = core.offer("kid", "camp")
    with host.begin() as connection:
        enrolment_id = order(connection, core, made)
    assert core.tick().intents
    enrolment = core.enrolment(enrolment_id)
    assert enrolment.state is EnrolmentState.AWAITING_PAYMENT
    assert sales_at(publiq) == [enrolment.sale_id]
    assert core.register(enrolment_id) == enrolment


def test_a_place_without_a_benefit_awaits_payment_at_once(
    host: Engine, core: Uitkern, publiq: Publiq
) -> None:
    core.save_participant(a_child(None))
    with host.begin() as connection:
        enrolment_id = order(connection, core, core.offer("kid", "camp"))
    assert core.enrolment(enrolment_id).state is EnrolmentState.AWAITING_PAYMENT
    assert core.register(enrolment_id).sale_id is None
    assert core.open_intents() == ()


def test_a_refused_reservation_leaves_the_host_s_transaction_as_it_was(host: Engine, core: Uitkern) -> None:
    made, later = core.offer("kid", "camp"), core.offer("kid", "camp")
    with host.begin() as connection:
        first = order(connection, core, made)
    with host.begin() as connection:
        connection.execute(orders.insert().values(buyer="another", enrolment=0))
        with pytest.raises(errors.AlreadyEnrolled, match=f"enrolment {first} is registering"):
            core.reserve(connection, made)
        with pytest.raises(errors.PriceWentUp):
            core.reserve(connection, later, agreed=Euro(1))
    assert ordered(host) == [first, 0]


@pytest.mark.parametrize("one_child", [True, False], ids=["one child", "the last place"])
def test_of_two_hosts_that_race_one_has_the_place(
    host: Engine, core: Uitkern, ledger_url: str, one_child: bool
) -> None:
    """R1 and R17 hold between transactions that uitkern did not begin; who loses keeps no order."""
    core.save_activity(an_activity(capacity=1))
    for child in ("kid", "other"):
        core.save_participant(a_child(None, child))
    children = ["kid", "kid" if one_child else "other"]
    offers = [core.offer(child, "camp") for child in children]
    for _ in range(10):
        start = threading.Barrier(2)
        ended: list[object] = []

        def buy(made: Any, at: threading.Barrier = start, told: list[object] = ended) -> None:
            try:
                with host.begin() as connection:
                    connection.execute(select(orders.c.id)).all()  # a host reads before it writes
                    at.wait(10)
                    told.append(order(connection, core, made))
            except (errors.UitkernError, DBAPIError) as error:
                told.append(error)

        both = [threading.Thread(target=buy, args=(made,)) for made in offers]
        for each in both:
            each.start()
        for each in both:
            each.join(30)
        won = [each for each in ended if isinstance(each, int)]
        assert len(ended) == 2
        assert len(won) == 1, ended
        assert ordered(host)[-1:] == won
        core.cancel(won[0])


def test_a_host_that_sees_an_older_state_oversells_nothing(new_postgres: Any, publiq: Publiq) -> None:
    """REPEATABLE READ: what others reserved since its transaction began it cannot see; PostgreSQL says so."""
    url = new_postgres()
    publiq.clock.freeze(MORNING)
    core = open_core(publiq, LedgerAt(url, shared=True))
    core.save_activity(an_activity(capacity=1))
    for child in ("kid", "other"):
        core.save_participant(a_child(None, child))
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="REPEATABLE READ"
    )
    late = core.offer("other", "camp")
    with engine.connect() as connection:
        connection.execute(select(1)).all()
        core.enrol("kid", "camp")
        with pytest.raises(DBAPIError, match="could not serialize"):
            core.reserve(connection, late)
    assert [each.participant_id for each in core.enrolments()] == ["kid"]
    core.close()
    engine.dispose()


def test_the_tables_of_a_host_are_left_alone_and_not_shared_unasked(
    host: Engine, ledger_url: str, publiq: Publiq, tmp_path: Path
) -> None:
    with pytest.raises(errors.LedgerError, match="choose another one, or say that it is shared"):
        open_core(publiq, ledger_url)
    with host.begin() as connection:
        connection.execute(orders.insert().values(buyer="somebody", enrolment=7))
    opened = open_core(publiq, LedgerAt(ledger_url, shared=True))
    opened.close()
    assert ordered(host) == [7]
    open_core(publiq, ledger_url).close()  # once it is there, it is ours to open
