"""Which requests were ever sent for a pass."""

from __future__ import annotations

from sqlalchemy import select

from ...domain.model.intent import Intent, IntentKind
from ...domain.model.uitpas_number import UitpasNumber
from .intents import Intents, redemption_key, sale_key
from .tables import intent_lines, intents


class Sent(Intents):
    """Intents by what they asked for, whatever became of them."""

    def sent_sales(self, number: UitpasNumber, event_id: str, tariff_id: str) -> tuple[Intent, ...]:
        """Every intent that was sent to register this, oldest first."""
        return self._sent(IntentKind.REGISTER, sale_key(self.seal, number, event_id, tariff_id))

    def sent_redemptions(self, number: UitpasNumber, reward_id: str) -> tuple[Intent, ...]:
        """Every intent that was sent to redeem this, oldest first."""
        return self._sent(IntentKind.REDEEM, redemption_key(self.seal, number, reward_id))

    def _sent(self, kind: IntentKind, key: str) -> tuple[Intent, ...]:
        asked = select(intent_lines.c.intent_id).where(intent_lines.c.sale_key == key)
        sent = intents.c.first_sent_at.is_not(None) & intents.c.id.in_(asked)
        where = self.ours(intents, kind=kind.value) & sent
        return self._whole(self.connection.execute(select(intents).where(where).order_by(intents.c.id)))
