"""Registered sales in the ledger, and the daily audits of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from ...domain.errors import NotFound
from ...domain.model.enrolment import EnrolmentState
from ...domain.model.euro import Euro
from ...domain.model.report import Comparison
from ...domain.model.sale import KeptSale, TicketSale
from ...domain.model.uitpas_number import FORGOTTEN
from .codec import from_json, to_json
from .records import Records
from .tables import audits, enrolments, sales

_AUDIT_TAKES = timedelta(hours=1)


class Sales(Records):
    """Sales under publiq's own ids, each there once."""

    def save_sale(self, enrolment_id: int, sale: TicketSale) -> None:
        """Keep a registered sale under publiq's id."""
        values = {
            "id": sale.id,
            "organisation": self.organisation,
            "enrolment_id": enrolment_id,
            "tariff_id": sale.tariff_id,
            "event_id": sale.event_id,
            **self.number_values(sale.number),
            "price_cents": sale.price.cents,
            "regular_price_cents": sale.regular_price.cents if sale.regular_price else None,
            "label": sale.label,
            "created": sale.created,
        }
        self.connection.execute(sales.insert().values(values))

    def sale(self, sale_id: str) -> TicketSale:
        """Read a sale; raises `NotFound`."""
        row = self.connection.execute(select(sales).where(self.ours(sales, id=sale_id))).one_or_none()
        if row is None:
            raise NotFound("ticket sale", sale_id)
        return self._sale(row)

    def known_sales(self, sale_ids: Collection[str]) -> frozenset[str]:
        """Which of these are kept already, by any organisation."""
        found: set[str] = set()
        wanted = list(sale_ids)
        for start in range(0, len(wanted), 500):
            query = select(sales.c.id).where(sales.c.id.in_(wanted[start : start + 500]))
            found.update(self.connection.execute(query).scalars())
        return frozenset(found)

    def kept_sales(self, event_id: str) -> tuple[KeptSale, ...]:
        """Every sale of an event, with the state of its enrolment."""
        state = enrolments.c.state.label("enrolment_state")
        joined = sales.join(enrolments, enrolments.c.id == sales.c.enrolment_id)
        query = select(sales, state).select_from(joined).where(self.ours(sales, event_id=event_id))
        rows = self.connection.execute(query.order_by(sales.c.enrolment_id))
        return tuple(self._kept(row) for row in rows)

    def _kept(self, row: Row[Any]) -> KeptSale:
        state = EnrolmentState(row.enrolment_state)
        return KeptSale(self._sale(row), row.enrolment_id, state, row.undone_at is not None)

    def mark_undone(self, sale_id: str, now: datetime) -> None:
        """Write that UiTPAS holds a sale no more."""
        where = self.ours(sales, id=sale_id)
        self.connection.execute(sales.update().where(where).values(undone_at=now))

    def sold_activities(self) -> tuple[str, ...]:
        """The activities for which a sale was ever wanted, whether or not one is kept."""
        discounted = self.ours(enrolments) & enrolments.c.tariff_id.is_not(None)
        query = select(enrolments.c.activity_id).where(discounted).distinct()
        return tuple(sorted(self.connection.execute(query).scalars()))

    def begin_audit(self, day: date, now: datetime) -> bool:
        """Take the audit of a day; one that was begun and never finished may be taken after an hour."""
        taken = self.insert_if_absent(audits, {"day": day.isoformat()}, {"begun_at": now})
        if taken:
            return True
        stale = audits.c.finished_at.is_(None) & (audits.c.begun_at <= now - _AUDIT_TAKES)
        where = self.ours(audits, day=day.isoformat()) & stale
        return self.connection.execute(audits.update().where(where).values(begun_at=now)).rowcount == 1

    def save_audit(self, day: date, comparisons: tuple[Comparison, ...], now: datetime) -> None:
        """Keep what an audit found."""
        where = self.ours(audits, day=day.isoformat())
        found = to_json(comparisons, tuple[Comparison, ...])
        self.connection.execute(audits.update().where(where).values(finished_at=now, comparisons=found))

    def audit(self) -> tuple[Comparison, ...]:
        """What the latest finished audit found."""
        finished = self.ours(audits) & audits.c.finished_at.is_not(None)
        query = select(audits.c.comparisons).where(finished).order_by(audits.c.day.desc()).limit(1)
        found = self.connection.execute(query).scalar()
        if found is None:
            return ()
        comparisons: tuple[Comparison, ...] = from_json(found, tuple[Comparison, ...])
        return comparisons

    def _sale(self, row: Row[Any]) -> TicketSale:
        regular = row.regular_price_cents
        return TicketSale(
            id=row.id,
            price=Euro(row.price_cents),
            tariff_id=row.tariff_id,
            event_id=row.event_id,
            number=self.number_of(row) or FORGOTTEN,
            regular_price=Euro(regular) if regular is not None else None,
            created=row.created,
            label=row.label,
        )
