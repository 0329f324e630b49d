"""Every flow asks the same, ends the same and leaves the same behind, blocking or awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from attrs import Factory, define

from tests.domain.building import (
    BASE,
    ENTRY,
    EVENT,
    NOON,
    NUMBER,
    ORGANIZER,
    OTHER_NUMBER,
    SAID,
    US,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    a_sale,
    an_activity,
    forbidden,
    tariffs,
)
from tests.flows.house import House, meddled
from tests.flows.records import a_draft, a_place, an_event, an_organizer, found
from tests.flows.till import LENA, MO, open_till
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.domain.errors import BadCredentials, SaleUnknown, UitkernError
from uitkern.domain.flows.cancel import cancel, lapse, release
from uitkern.domain.flows.checkout import checkout
from uitkern.domain.flows.doctor import examine
from uitkern.domain.flows.enrol import confirm, enrol, register_reserved, reinstate
from uitkern.domain.flows.link import check_event, link, suggest
from uitkern.domain.flows.look_up import cannot, permissions, sales_at_uitpas, static_tariff
from uitkern.domain.flows.offer import offer, offers
from uitkern.domain.flows.opt_out import card_systems, opt_in, opt_out
from uitkern.domain.flows.organizers import find_organizers, organizer_warnings, partnership_of
from uitkern.domain.flows.passes import link_pass
from uitkern.domain.flows.places import check_place, check_places, find_places
from uitkern.domain.flows.publish import await_registration, publish
from uitkern.domain.flows.reconcile import reconcile, repair
from uitkern.domain.flows.recover import retry
from uitkern.domain.flows.tick import audit, tick
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.match import CardSystemChoice
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.report import Difference, Finding
from uitkern.domain.model.sale import SalesPage
from uitkern.domain.model.uitpas import CardSystem
from uitkern.domain.ports.effects import Ask, Flow, Transact
from uitkern.domain.ports.ledger import Ledger
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import (
    CreateEvent,
    EventCardSystems,
    FindPass,
    ListPermissions,
    ListSales,
    QuoteStaticTariff,
    QuoteTariffs,
    RegisterSales,
    UndoSale,
)
from uitkern.domain.ports.uitdatabank import EventPermissions, GetEvent, GetOrganizer, GetPlace
from uitkern.domain.ports.uitdatabank_search import ListTerms, SearchEvents, SearchOrganizers, SearchPlaces
from uitkern.domain.ports.uitpas_event import CardSystemsOf, SetCardSystems, TimeThere
from uitkern.domain.rules.comparing import Period

Told = dict[type[Ask[Any]], list[object]]

GRANTED = (OrganizerPermissions(ORGANIZER, frozenset({"TARIFFS_READ", "TICKETSALES_REGISTER"})),)
NOT_THERE = a_problem("event-not-found", 404)
SILENCE = Unavailable("time-out")


CHOICES = (CardSystemChoice(5, "UiTPAS Gent"),)
LINKABLE: Told = {
    GetEvent: [an_event()],
    EventCardSystems: [(CardSystem(5, "UiTPAS Gent"),)],
    EventPermissions: [frozenset({"Aanbod bewerken"})],
}


@define
class Scene:
    """A flow, what publiq is told to answer, and what happened before."""

    flow: Callable[[House], Flow[Any]]
    told: Told = Factory(dict)
    before: Callable[[House], object] = lambda house: None


@define
class Transcript:
    """All that can be seen of a played scene."""

    heard: list[object]
    asked: list[str]
    ended: object
    left: list[object]


def enrolled(house: House) -> None:
    house.with_social_tariff().enrol()


def cancelled_in_vain(house: House) -> None:
    enrolled(house)
    house.publiq.will_answer(UndoSale, NoAnswer("time-out"))
    house.run(cancel(1, house.policy))


def cancelled(house: House) -> None:
    enrolled(house)
    house.run(cancel(1, house.policy))
    house.publiq.will_answer(RegisterSales, Done((a_sale("499854"),)))


def hold_over(house: House) -> None:
    enrolled(house)
    house.clock.moment += house.policy.hold


def unanswered_a_while_ago(house: House) -> None:
    house.with_social_tariff().publiq.will_answer(RegisterSales, NoAnswer("time-out"))
    with pytest.raises(SaleUnknown):
        house.enrol()
    house.clock.moment += house.policy.quiet
    house.publiq.always_answers(ListSales, SalesPage(0, ()))


def two_children_at_a_till(house: House) -> None:
    open_till(house)


def both_children(house: House) -> Flow[Any]:
    return checkout((LENA, MO), house.policy)


def unpublished(house: House) -> None:
    house.look(lambda ledger: ledger.drop_publication("camp"))
    house.publiq.always_answers(ListPermissions, GRANTED)


def two_children(house: House) -> None:
    house.move_in(an_activity(id="swim"), "mo", OTHER_NUMBER, "event-of-swim")
    passes = {NUMBER: a_pass(messages=(SAID,)), OTHER_NUMBER: a_pass_without_social_tariff(OTHER_NUMBER)}
    house.publiq.always_answers(FindPass, lambda question: passes[question.identifier])
    house.publiq.always_answers(QuoteTariffs, tariffs())


def one_of_two_refused(house: House) -> None:
    two_children(house)
    house.publiq.always_answers(FindPass, raised)


def raised(_: Ask[Any]) -> object:
    raise BadCredentials("status 401")


def no_social_tariff(house: House) -> None:
    house.publiq.always_answers(FindPass, a_pass_without_social_tariff())


def yes(house: House) -> None:
    house.with_social_tariff()


def enrol_lena(house: House) -> Flow[Any]:
    return enrol("lena", "camp", house.policy)


def offer_to_both(house: House) -> Flow[Any]:
    return offers([(child, what) for child in ("lena", "mo") for what in ("camp", "swim")], house.policy)


def publish_camp(_: House) -> Flow[Any]:
    return publish("camp", US, ENTRY)


def wait_for_camp(house: House) -> Flow[Any]:
    return await_registration("camp", house.policy)


SCENES = {
    "offer": Scene(lambda house: offer("lena", "camp", house.policy), before=yes),
    "offer of a silent day": Scene(lambda house: offer("lena", "camp", house.policy), {FindPass: [SILENCE]}),
    "offer to nobody": Scene(lambda house: offer("nobody", "camp", house.policy)),
    "offers": Scene(offer_to_both, before=two_children),
    "offers, refused at the door": Scene(offer_to_both, before=one_of_two_refused),
    "enrol": Scene(enrol_lena, before=yes),
    "enrol without benefit": Scene(enrol_lena, before=no_social_tariff),
    "enrol twice": Scene(enrol_lena, before=enrolled),
    "enrol, price unknown": Scene(enrol_lena, {FindPass: [SILENCE]}),
    "enrol, dearer": Scene(enrol_lena, {RegisterSales: [Done((a_sale(price=Euro(300)),))]}, yes),
    "enrol, refused": Scene(
        enrol_lena, {RegisterSales: [Refused(a_problem("card-blocked", 422, SAID))]}, yes
    ),
    "enrol, not sent": Scene(enrol_lena, {RegisterSales: [NotSent("no connection")]}, yes),
    "enrol, unknown": Scene(enrol_lena, {RegisterSales: [NoAnswer("time-out")]}, yes),
    "enrol, no such tariff": Scene(lambda house: enrol("lena", "camp", house.policy, "coupon-9"), before=yes),
    "confirm": Scene(lambda _: confirm(1), before=enrolled),
    "confirm nothing": Scene(lambda _: confirm(1)),
    "release": Scene(lambda house: release(1, house.policy), before=enrolled),
    "cancel": Scene(lambda house: cancel(1, house.policy), before=enrolled),
    "cancel, silence": Scene(
        lambda house: cancel(1, house.policy), {UndoSale: [NoAnswer("time-out")]}, enrolled
    ),
    "cancel again": Scene(lambda house: cancel(1, house.policy), before=cancelled_in_vain),
    "basket": Scene(both_children, before=two_children_at_a_till),
    "basket, one refused": Scene(
        both_children,
        {RegisterSales: [Refused(a_problem("card-blocked", 422, SAID))]},
        two_children_at_a_till,
    ),
    "taken up again": Scene(lambda house: reinstate(1, house.policy), before=cancelled),
    "worker, hold over": Scene(lambda house: tick(house.policy), before=hold_over),
    "worker, unknown": Scene(lambda house: tick(house.policy), before=unanswered_a_while_ago),
    "lapse": Scene(lambda _: lapse(), before=hold_over),
    "compare": Scene(
        lambda _: reconcile("camp", Period()), {ListSales: [SalesPage(1, (a_sale(),))]}, enrolled
    ),
    "mend": Scene(
        lambda _: repair(Finding("camp", Difference.MISSING_THERE, "499853", 1)),
        {ListSales: [SalesPage(0, ())]},
        enrolled,
    ),
    "audit": Scene(lambda house: audit(house.policy), {ListSales: [SalesPage(1, (a_sale(),))]}, enrolled),
    "retry": Scene(lambda _: retry(1), before=enrolled),
    "register what is registered": Scene(lambda house: register_reserved(1, house.policy), before=enrolled),
    "cannot": Scene(lambda _: cannot(US), {ListPermissions: [GRANTED]}),
    "publish": Scene(publish_camp, {CreateEvent: [Done(EVENT)]}, unpublished),
    "publish, refused": Scene(publish_camp, {CreateEvent: [Refused(forbidden())]}, unpublished),
    "publish, answer lost": Scene(publish_camp, {CreateEvent: [NoAnswer("time-out")]}, unpublished),
    "publish without permission": Scene(
        publish_camp, {ListPermissions: [()], CreateEvent: [Done(EVENT)]}, unpublished
    ),
    "link": Scene(lambda _: link("camp", EVENT, US), LINKABLE, unpublished),
    "link a draft": Scene(lambda _: link("camp", EVENT, US), {GetEvent: [a_draft()]}, unpublished),
    "check an event": Scene(lambda _: check_event("camp", EVENT, US), LINKABLE, unpublished),
    "suggest": Scene(
        lambda _: suggest("camp", US), {SearchEvents: [found(an_event()), found()]}, unpublished
    ),
    "places": Scene(lambda _: find_places("9000"), {SearchPlaces: [found(a_place()), found(a_place())]}),
    "check a place": Scene(lambda _: check_place("camp"), {GetPlace: [a_place()]}),
    "organizers": Scene(lambda _: find_organizers("Speel"), {SearchOrganizers: [found(an_organizer())]}),
    "partnership": Scene(
        lambda _: partnership_of("camp", US), {ListPermissions: [GRANTED], GetOrganizer: [an_organizer()]}
    ),
    "check places": Scene(lambda _: check_places(), {GetPlace: [a_place()]}),
    "warn of organizers": Scene(
        lambda _: organizer_warnings(US), {ListPermissions: [GRANTED], GetOrganizer: [an_organizer()]}
    ),
    "card systems": Scene(lambda _: card_systems("camp"), {CardSystemsOf: [CHOICES]}),
    "opt out": Scene(lambda _: opt_out("camp"), {CardSystemsOf: [CHOICES], SetCardSystems: [Done(None)]}),
    "opt in": Scene(lambda _: opt_in("camp"), {CardSystemsOf: [CHOICES]}),
    "examine": Scene(
        lambda house: examine(US, house.policy.skew),
        {
            ListPermissions: [GRANTED, GRANTED],
            GetOrganizer: [an_organizer(), an_organizer()],
            SearchOrganizers: [found(an_organizer())],
            ListTerms: [()],
            TimeThere: [NOON],
            **LINKABLE,
        },
    ),
    "wait": Scene(wait_for_camp, {EventCardSystems: [NOT_THERE, NOT_THERE, (CardSystem(5, "UiTPAS Gent"),)]}),
    "wait in vain": Scene(wait_for_camp, {EventCardSystems: [NOT_THERE] * 61}),
    "link a pass": Scene(
        lambda _: link_pass("lena", Insz("85073003328"), Policy(), "a parent"), {FindPass: [a_pass()]}
    ),
    "link a pass in vain": Scene(
        lambda _: link_pass("lena", Insz("85073003328"), Policy(), "a parent"),
        {FindPass: [a_problem("pass-not-found", 404)]},
    ),
    "general tariff": Scene(lambda _: static_tariff("camp"), {QuoteStaticTariff: [tariffs()]}),
    "sales": Scene(
        lambda _: sales_at_uitpas("camp"),
        {ListSales: [SalesPage(2, (a_sale("1"),)), SalesPage(2, (a_sale("2"),))] * 2},
    ),
    "sales, forbidden": Scene(lambda _: sales_at_uitpas("camp"), {ListSales: [forbidden()]}),
    "permissions": Scene(lambda _: permissions(), {ListPermissions: [GRANTED]}),
}


async def played(scene: Scene, drive: Callable[[House], Callable[[Flow[Any]], Awaitable[Any]]]) -> Transcript:
    """Play a scene in a house of its own."""
    house = House(LedgerStore("sqlite://")).move_in()
    scene.before(house)
    for kind, replies in scene.told.items():
        house.publiq.will_answer(kind, *replies)
    house.publiq.asked.clear()
    heard: list[object] = []
    flow = meddled(scene.flow(house), lambda _, question: heard.append(name_of(question)))
    try:
        ended: object = await drive(house)(flow)
    except UitkernError as error:
        ended = (type(error), str(error), repr(error.__dict__))
    left = house.look(all_that_is_kept)
    house.store.close()
    return Transcript(heard, sorted(map(repr, house.publiq.asked)), ended, [*left, house.clock.moment])


def name_of(question: Ask[Any]) -> object:
    """The question itself; a transaction, whose work is a function made anew each time, by its kind."""
    return Transact if isinstance(question, Transact) else question


def all_that_is_kept(ledger: Ledger) -> list[object]:
    return [
        ledger.participant("lena"),
        ledger.publication("camp"),
        ledger.remembered_pass(NUMBER),
        ledger.remembered_pass(OTHER_NUMBER),
        ledger.remembered_tariffs(NUMBER, EVENT, BASE),
        *ledger.enrolments(),
        *(ledger.intent_of(each.id, kind) for each in ledger.enrolments() for kind in IntentKind),
    ]


def blocking(house: House) -> Callable[[Flow[Any]], Awaitable[Any]]:
    async def drive(flow: Flow[Any]) -> Any:
        return house.run(flow)

    return drive


def awaited(house: House) -> Callable[[Flow[Any]], Awaitable[Any]]:
    return house.arun


@pytest.mark.parametrize("name", SCENES)
async def test_both_drivers_tell_the_same_story(name: str) -> None:
    first = await played(SCENES[name], blocking)
    second = await played(SCENES[name], awaited)

    assert first.heard
    assert second == first


def test_every_flow_is_in_a_scene() -> None:
    flows = [cancel, release, confirm, enrol, link_pass, permissions, sales_at_uitpas, static_tariff]
    flows += [offer, offers, await_registration, publish, cannot]
    flows += [link, check_event, suggest, find_places, check_place, find_organizers, partnership_of, examine]
    flows += [card_systems, opt_in, opt_out, check_places, organizer_warnings]
    flows += [checkout, reinstate, register_reserved, lapse, tick, audit, reconcile, repair, retry]
    house = House(LedgerStore("sqlite://"))

    played_flows = {scene.flow(house).__name__ for scene in SCENES.values()}  # type: ignore[attr-defined]

    house.store.close()
    assert played_flows == {flow.__name__ for flow in flows}
