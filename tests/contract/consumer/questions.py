"""Every question that the adapter can ask, at least once; one that is not here fails a test."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.adapters.publiq.samples import EVENT, NUMBER, SOON, a_sale_request
from tests.adapters.publiq.test_requests import EXPECTED
from tests.adapters.publiq.udb_samples import CHANGED, ORGANIZER, WHOLE
from tests.adapters.publiq.wire import NOON
from uitkern import Euro
from uitkern.domain.model.match import CardSystemChoice, DistributionKey
from uitkern.domain.model.reward import (
    RedeemLimit,
    Redemption,
    Reward,
    RewardPeriod,
    RewardSearch,
    RewardType,
)
from uitkern.domain.model.search import OfferQuery, OrganizerQuery, Paging
from uitkern.domain.ports import checkins, rewards, uitpas_event
from uitkern.domain.ports import uitdatabank_images as images
from uitkern.domain.ports import uitdatabank_search as search
from uitkern.domain.ports.publiq import FindCards, RegisterSales
from uitkern.domain.ports.uitdatabank import EventsAtPlace

SPRING = RewardPeriod(NOON, NOON + timedelta(days=30))
SHORT = Reward("Drinkbus", "Een bus", SPRING, (ORGANIZER,), 20, categories=("Gadget of item",))
WHOLE_REWARD = Reward(
    "Welkom",
    "Een welkom",
    SPRING,
    (ORGANIZER,),
    type=RewardType.WELCOME,
    redeemable=SPRING,
    granted=SPRING,
    units=5,
    limit=RedeemLimit(1, "MONTH"),
    practical_info="Aan de balie",
)
EVERYTHING = OfferQuery(
    text="kamp",
    organizer_id=ORGANIZER,
    postal_code="9000",
    labels=("spel",),
    terms=("0.57.0.0.0",),
    dates=(NOON, None),
    ages=(6, 12),
    uitpas=True,
    sort={"modified": "desc"},
    page=Paging(30, 30),
)

REWARDS: dict[str, Any] = {
    "search rewards": rewards.SearchRewards(RewardSearch("drink", ORGANIZER, kind=RewardType.POINTS)),
    "reward": rewards.FindReward("21343"),
    "create reward": rewards.CreateReward(SHORT),
    "create whole reward": rewards.CreateReward(WHOLE_REWARD),
    "redeem status": rewards.AskRedeemStatus("21343", NUMBER),
    "redeem": rewards.RedeemReward(Redemption(NUMBER, "21343", 20), SOON),
    "return reward": rewards.ReturnReward("731", SOON),
    "redeemed": rewards.ListRedeemed(NUMBER),
}
OTHERS: dict[str, Any] = {
    "events at a place": EventsAtPlace("8248e289-c986-4006-902f-b0616dcbcde7"),
    "register with a label": RegisterSales((a_sale_request(Euro(1255), "Basistarief"),), SOON),
    "replace reward": rewards.ReplaceReward(Reward("Bus", "Een bus", SPRING, (ORGANIZER,), 20, id="21343")),
    "upload image": images.UploadImage(b"\x89PNG", "image/png", "Een vlag", "Ann"),
    "cards": FindCards("73baf78f-310a-5618-bebf-8cde77a6dd51"),
    "may check in": checkins.AskCheckin(NUMBER, EVENT),
    "check in": checkins.CheckIn(NUMBER, EVENT, SOON),
    "undo check-in": checkins.UndoCheckin("4711", SOON),
    "check-ins": checkins.ListCheckins("73baf78f-310a-5618-bebf-8cde77a6dd51", ORGANIZER),
    "card systems of": uitpas_event.CardSystemsOf(EVENT),
    "set card systems": uitpas_event.SetCardSystems(
        EVENT, (CardSystemChoice(5, distribution_keys=(DistributionKey(24),)),)
    ),
    "time there": uitpas_event.TimeThere(),
    "search events": search.SearchEvents(EVERYTHING),
    "search all events": search.SearchEvents(OfferQuery()),
    "search places": search.SearchPlaces(OfferQuery(text="zaal")),
    "search offers": search.SearchOffers(OfferQuery(text="kamp")),
    "search organizers": search.SearchOrganizers(OrganizerQuery(name="Speel")),
    "terms": search.ListTerms(),
}
QUESTIONS: dict[str, Any] = (
    {name: question for name, (question, *_) in EXPECTED.items()}
    | {f"udb {name}": each.question for name, each in WHOLE.items()}
    | {f"change {name}": each.question for name, each in CHANGED.items()}
    | REWARDS
    | OTHERS
)
