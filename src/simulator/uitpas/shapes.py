"""Write what a world knows in the shapes of the UiTPAS contract."""

from datetime import datetime

from ..world.clock import write_instant
from ..world.money import to_euros
from ..world.passes import Pass, active_memberships
from ..world.tickets import Quote, Tariff, TicketSale
from ..world.values import CardSystem, SocialTariffStatus

Json = dict[str, object]

_EXPIRED_MESSAGE = "Je kansentarief is verlopen. Ga langs bij een UiTPAS-balie om het te vernieuwen."
_SUSPENDED_MESSAGE = "Je kansentarief is tijdelijk opgeschort. Ga langs bij een UiTPAS-balie."


def instant(at: datetime) -> str:
    return write_instant(at)


def pass_of(found: Pass, now: datetime) -> Json:
    """Write a pass; the social tariff is the best that any of its card systems gives.

    A suspended tariff shows as EXPIRED, because a pass has no status for it.
    """
    shape: Json = {
        "passholderId": found.holder.id,
        "passType": found.holder.pass_type,
        "uitpasNumber": found.card.number,
        "firstName": found.holder.first_name,
        "points": found.holder.points,
        "postalCode": found.holder.postal_code,
        "cardSystem": card_system(found.card_system),
    }
    status, end = _social_tariff(found, now)
    shown = SocialTariffStatus.EXPIRED if status is SocialTariffStatus.SUSPENDED else status
    shape["socialTariff"] = {"status": shown} | ({"endDate": instant(end)} if end else {})
    message = {
        SocialTariffStatus.EXPIRED: _EXPIRED_MESSAGE,
        SocialTariffStatus.SUSPENDED: _SUSPENDED_MESSAGE,
    }.get(status)
    if message is not None:
        shape["messages"] = [{"level": "WARN", "text": message}]
    return shape


_BEST_FIRST = tuple(SocialTariffStatus[name] for name in ("ACTIVE", "SUSPENDED", "EXPIRED", "NONE"))


def _social_tariff(found: Pass, now: datetime) -> tuple[SocialTariffStatus, datetime | None]:
    rights = [(m.status(now), m.social_tariff) for m in active_memberships(found.holder)]
    rights.sort(key=lambda right: _BEST_FIRST.index(right[0]))
    if not rights or rights[0][1] is None:
        return SocialTariffStatus.NONE, None
    return rights[0][0], rights[0][1].end


def card_system(system: CardSystem) -> Json:
    return {
        "id": system.id,
        "name": system.name,
        "links": {"website": system.website},
        "cities": [{"postalCode": city.postal_code, "name": city.name} for city in system.cities],
        "permanent": system.permanent,
    }


def quote(quoted: Quote) -> Json:
    shape: Json = {"available": [{**tariff(t), "remaining": t.remaining} for t in quoted.tariffs]}
    if quoted.message is not None:
        shape["endUserMessage"] = {"nl": quoted.message}
    return shape


def tariff(of: Tariff) -> Json:
    return {"id": of.id, "name": of.name, "price": to_euros(of.price), "type": of.type}


def sale(of: TicketSale) -> Json:
    shape: Json = {
        "id": of.id,
        "creationDate": instant(of.created),
        "regularPrice": to_euros(of.regular_price),
        "tariff": tariff(of.tariff),
        "eventId": of.event,
        "eventTitle": of.event_title,
        "uitpasNumber": of.uitpas_number,
    }
    if of.label is not None:
        shape["regularPriceLabel"] = of.label
    return shape
