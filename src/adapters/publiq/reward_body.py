"""A reward as UiTPAS wants to read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ...domain.model.reward import Reward, RewardPeriod, RewardType


def body_of(reward: Reward) -> dict[str, Any]:
    """The whole reward: what is left out of a replacement is gone (publiq `RewardInput`)."""
    body: dict[str, Any] = {
        "title": reward.title,
        "type": reward.type.value,
        "promotionalDescription": reward.description,
        "publicationPeriod": _written(reward.published),
        "moreInfoURL": reward.more_info_url,
        "organizers": [{"id": organizer} for organizer in reward.organizers],
        "allCardSystems": not reward.card_systems,
        "forKids": reward.for_kids,
        "sport": reward.sport,
        "featured": reward.featured,
        "online": reward.online,
    }
    if reward.type is RewardType.POINTS:
        body |= {"points": reward.points, "categories": list(reward.categories)}
    optional: dict[str, Any] = {
        "redeemPeriod": _written(reward.redeemable) if reward.redeemable else None,
        "grantingPeriod": _written(reward.granted) if reward.granted else None,
        "maxAvailableUnits": reward.units,
        "redeemConstraint": {"volume": reward.limit.volume, "period": reward.limit.period}
        if reward.limit
        else None,
        "applicableCardSystems": [{"id": system.id} for system in reward.card_systems] or None,
        "owningCardSystem": {"id": reward.owner.id} if reward.owner else None,
        "practicalInfo": reward.practical_info,
        "pictures": list(reward.pictures) or None,
    }
    return body | {name: value for name, value in optional.items() if value is not None}


def _written(period: RewardPeriod) -> dict[str, str]:
    end = {"end": _moment(period.end)} if period.end else {}
    return {"begin": _moment(period.begin)} | end


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
