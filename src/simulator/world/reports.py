"""Report the sales of an organizer over a period, as publiq exports them."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from . import refusals
from . import rights_refusals as refused
from .clock import BRUSSELS
from .offices import Report
from .sequences import following
from .state import State
from .tickets import TicketSale

FIRST = 1201
KEPT = timedelta(days=7)
_LONGEST = timedelta(days=366)
_ID = re.compile("[1-9][0-9]{0,17}")
_SUGGESTED = 3
COLUMNS = (
    "Verkoop",
    "Datum",
    "Activiteit",
    "Activiteit-id",
    "Normaal tarief",
    "Normale prijs",
    "UiTPAS-tarief",
    "Betaalde prijs",
    "Tegemoetkoming",
)


def suggested_periods(now: datetime) -> list[tuple[date, date]]:
    """List the last whole months in Brussels, newest first."""
    periods: list[tuple[date, date]] = []
    first = now.astimezone(BRUSSELS).date().replace(day=1)
    for _ in range(_SUGGESTED):
        last = first - timedelta(days=1)
        first = last.replace(day=1)
        periods.append((first, last))
    return periods


def start(state: State, now: datetime, organizer: str, first: date, last: date) -> Report:
    """Make a report over days, both included; one over more than a year fails."""
    if last < first:
        raise refusals.invalid_data(("/endDate", "The end comes before the beginning"))
    too_long = last - first >= _LONGEST
    report = Report(
        id=int(following(state, "report", FIRST)),
        organizer=organizer,
        start=first,
        end=last,
        created=now,
        ready=now + state.settings.report_delay,
        csv="" if too_long else _written(_sales(state, organizer, first, last)),
        failure="Kies een periode van ten hoogste een jaar." if too_long else None,
    )
    state.reports.put(report.id, report)
    return report


def kept(state: State, now: datetime, organizer: str) -> list[Report]:
    """List the reports of an organizer that were not thrown away yet, newest first."""
    own = [each for each in state.reports.values() if each.organizer == organizer]
    return [each for each in reversed(own) if now < each.created + KEPT]


def report_by_id(state: State, now: datetime, organizer: str, report_id: str) -> Report:
    """Take a report; refused with `report-not-found`, also for one of another organizer or too old."""
    found = state.reports.get(int(report_id)) if _ID.fullmatch(report_id) else None
    if found is None or found not in kept(state, now, organizer):
        raise refused.report_not_found()
    return found


def status(report: Report, now: datetime) -> str:
    if now < report.ready:
        return "STARTED"
    return "AVAILABLE" if report.failure is None else "FAILED"


def available(state: State, now: datetime, organizer: str, report_id: str) -> Report:
    """Take a report that can be downloaded; refused with `report-invalid-status` when it cannot."""
    report = report_by_id(state, now, organizer, report_id)
    if status(report, now) != "AVAILABLE":
        raise refused.report_invalid_status(status(report, now))
    return report


def _sales(state: State, organizer: str, first: date, last: date) -> Iterator[TicketSale]:
    for sale in state.sales.values():
        if sale.organizer == organizer and first <= sale.created.astimezone(BRUSSELS).date() <= last:
            yield sale


def _written(sales: Iterator[TicketSale]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(COLUMNS)
    for sale in sales:
        rows.writerow(
            (
                sale.id,
                sale.created.astimezone(BRUSSELS).isoformat(timespec="seconds"),
                sale.event_title,
                sale.event,
                sale.label or "",
                _euros(sale.regular_price),
                sale.tariff.name,
                _euros(sale.tariff.price),
                _euros(sale.regular_price - sale.tariff.price),
            )
        )
    return text.getvalue()


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"
