"""What UiTPAS answered, kept for the day (R2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from ...domain.model.euro import Euro
from ...domain.model.problem import Problem
from ...domain.model.tariff import Tariffs
from ...domain.model.uitpas import Pass
from ...domain.model.uitpas_number import UitpasNumber
from ...domain.ports.ledger import Remembered
from .codec import PASS_ANSWER, TARIFFS_ANSWER, from_json, to_json
from .records import Records
from .tables import remembered_passes, remembered_tariffs


class Memory(Records):
    """Answers of UiTPAS; whether they may still be used is the domain's rule."""

    def remembered_pass(self, number: UitpasNumber) -> Remembered[Pass | Problem] | None:
        """What UiTPAS last said of a pass."""
        return self._recall(remembered_passes, {"uitpas_number": self.seal.digest(number.value)}, PASS_ANSWER)

    def remember_pass(self, number: UitpasNumber, answer: Pass | Problem, at: datetime) -> None:
        """Keep what UiTPAS said of a pass, over what it said before."""
        values: dict[str, object] = {"answer": self.seal.close(to_json(answer, PASS_ANSWER)), "asked_at": at}
        self.put(remembered_passes, {"uitpas_number": self.seal.digest(number.value)}, values)

    def remembered_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro
    ) -> Remembered[Tariffs | Problem] | None:
        """What UiTPAS last said a pass can pay for an event."""
        return self._recall(remembered_tariffs, self._key(number, event_id, price), TARIFFS_ANSWER)

    def remember_tariffs(
        self, number: UitpasNumber, event_id: str, price: Euro, answer: Tariffs | Problem, at: datetime
    ) -> None:
        """Keep what UiTPAS said a pass can pay, over what it said before."""
        values: dict[str, object] = {
            "answer": self.seal.close(to_json(answer, TARIFFS_ANSWER)),
            "asked_at": at,
        }
        self.put(remembered_tariffs, self._key(number, event_id, price), values)

    def forget_pass(self, number: UitpasNumber) -> None:
        """Drop everything remembered about a pass."""
        for table in (remembered_passes, remembered_tariffs):
            self.connection.execute(
                table.delete().where(self.ours(table, uitpas_number=self.seal.digest(number.value)))
            )

    def forget_tariffs(self, number: UitpasNumber, but_of: str | None = None) -> None:
        """Drop the tariffs of a pass, but for those of one event."""
        where = self.ours(remembered_tariffs, uitpas_number=self.seal.digest(number.value))
        if but_of is not None:
            where &= remembered_tariffs.c.event_id != but_of
        self.connection.execute(remembered_tariffs.delete().where(where))

    def _recall(self, table: Table, key: dict[str, object], kind: Any) -> Remembered[Any] | None:
        row = self.connection.execute(select(table).where(self.ours(table, **key))).one_or_none()
        if row is None:
            return None
        try:
            return Remembered(from_json(self.seal.open(row.answer), kind), row.asked_at)
        except ValueError:
            return None  # an older version wrote it: ask UiTPAS again

    def _key(self, number: UitpasNumber, event_id: str, price: Euro) -> dict[str, object]:
        return {
            "uitpas_number": self.seal.digest(number.value),
            "event_id": event_id,
            "price_cents": price.cents,
        }
