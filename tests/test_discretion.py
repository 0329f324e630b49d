"""The watch over the suite sees what it has to see, and everything we do passes it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cases.desk import open_desk
from tests.discretion import KNOWN, Watch, betrayed
from uitkern import Insz, LedgerAt, errors
from uitkern.adapters.publiq.discretion import discreetly
from uitkern.simulator.testing.publiq import Publiq

NUMBER = "0900000067513"


def test_a_number_in_our_log_in_our_error_or_in_our_file_is_seen(watch: Watch, tmp_path: Path) -> None:
    logging.getLogger("uitkern.adapters").warning("sold to %s", NUMBER)
    with discreetly():
        logging.getLogger("httpx").info("GET /passes?identifier=%s", NUMBER)
    errors.LedgerError(f"no room for {NUMBER}")
    assert len(watch.take()) == 3
    watch.exported.add(tmp_path / "out.csv")
    (tmp_path / "out.csv").write_text(NUMBER)
    assert watch.take() == ["file out.csv: 7513"]


def test_what_is_not_ours_is_left_alone(watch: Watch) -> None:
    logging.getLogger("httpx").info("a test asks for %s", NUMBER)
    logging.getLogger("uitkern.simulator.wire").warning("card %s", NUMBER)
    errors.LedgerError("*********7513")
    assert watch.take() == []


@pytest.fixture
def everything_logged() -> Iterator[None]:
    """Every library at its most talkative, as on a bad day in production."""
    names = ("httpx", "httpcore", "sqlalchemy.engine", "sqlalchemy.pool", "alembic", "asyncio", "stamina")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("everything_logged")
@pytest.mark.parametrize("awaited", [False, True])
def test_f37_a_whole_day_at_the_loudest_tells_no_number(
    publiq: Publiq, tmp_path: Path, caplog: pytest.LogCaptureFixture, awaited: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=awaited)
    desk.core.link_pass("kid", Insz("36051380284"), "a parent")
    sold = desk.core.enrol("kid", "camp")
    with pytest.raises(errors.PassTaken):
        desk.core.link_pass("sister", Insz("36051380284"), "a parent")
    with pytest.raises(errors.Rejected):
        desk.core.link_pass("sister", Insz("85073003328"), "a parent")
    desk.core.confirm(sold.id)
    publiq.clock.freeze(publiq.clock.now() + timedelta(days=30, minutes=5))
    desk.core.check_in("kid", "camp")
    desk.core.tick()
    desk.core.cancel(sold.id)
    told = " ".join(record.getMessage() for record in caplog.records if "simulator" not in record.name)
    assert "SELECT" in told, "the databases were loud"
    assert betrayed(told + str(list(desk.core.calls))) == set()
    desk.core.close()


def test_values_and_records_show_no_number(publiq: Publiq, tmp_path: Path) -> None:
    at = LedgerAt(f"sqlite:///{tmp_path}/ledger.db")
    desk = open_desk(publiq, at.url)
    sold = desk.core.enrol("kid", "camp")
    shown = [
        sold,
        desk.core.offer("kid", "camp"),
        desk.core.participants(),
        desk.core.sales_at_uitpas("camp"),
    ]
    assert betrayed(repr(shown) + str(shown)) == set()
    assert NUMBER in KNOWN
    desk.core.close()
