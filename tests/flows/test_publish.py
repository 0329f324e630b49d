"""Publish: an activity becomes an event of UiTdatabank (R10, R11)."""

from __future__ import annotations

import pytest

from tests.domain.building import (
    ENTRY,
    EVENT,
    NOON,
    ORGANIZER,
    PROMOTER,
    US,
    a_problem,
    an_activity,
    forbidden,
)
from tests.flows.house import House
from uitkern.domain.errors import NotFound, PublicationUnknown, Rejected, Unreachable
from uitkern.domain.flows.publish import await_registration, publish
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.model.publication import Publication, PublicationState
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import CreateEvent, ListPermissions
from uitkern.domain.rules.event_body import event_body

PUBLISHED = Publication("camp", PublicationState.PUBLISHED, EVENT)
REGISTERED = Publication("camp", PublicationState.REGISTERED, EVENT)
NOT_THERE = a_problem("event-not-found", 404)
SILENCE = Unavailable("time-out")


def granted(organizer_id: str = ORGANIZER, *more: str) -> tuple[OrganizerPermissions, ...]:
    names = frozenset({"TARIFFS_READ", "TICKETSALES_REGISTER", *more})
    return (OrganizerPermissions(organizer_id, names),)


def published(house: House, activity_id: str = "camp") -> Publication:
    return house.run(publish(activity_id, US, ENTRY))


@pytest.fixture
def house(empty_house: House) -> House:
    """A camp that is not published yet, of an organizer that may sell at UiTPAS prices."""
    empty_house.move_in(event_id=None)
    empty_house.publiq.always_answers(ListPermissions, granted())
    return empty_house


def test_an_activity_is_published_with_the_body_of_the_seed(house: House) -> None:
    house.publiq.will_answer(CreateEvent, Done(EVENT))

    assert published(house) == PUBLISHED == house.publication()
    body, deadline = event_body(an_activity(), ORGANIZER, ENTRY), NOON + house.policy.send_within
    assert house.publiq.asked == [ListPermissions(), CreateEvent(body, deadline)]


def test_publishing_twice_is_publishing_once(house: House) -> None:
    house.publiq.will_answer(CreateEvent, Done(EVENT))
    published(house)

    assert house.publiq.calls_of(lambda: published(house)) == []
    assert published(house) == PUBLISHED


def test_the_promoter_is_the_organizer_whose_permissions_count(empty_house: House) -> None:
    """R11."""
    empty_house.move_in(an_activity(promoter_id=PROMOTER), event_id=None)
    empty_house.publiq.will_answer(ListPermissions, granted())
    empty_house.publiq.will_answer(CreateEvent, Done(EVENT))

    (warning,) = published(empty_house).warnings
    assert warning.startswith(f"organizer {PROMOTER} is no UiTPAS partner")

    (created,) = [question for question in empty_house.publiq.asked if isinstance(question, CreateEvent)]
    assert created.body["organizer"] == {"@id": f"{ENTRY}/organizers/{PROMOTER}"}


def test_what_is_missing_for_a_discount_is_a_warning_that_names_it(house: House) -> None:
    """R10."""
    house.publiq.will_answer(ListPermissions, (OrganizerPermissions(ORGANIZER, frozenset()),))

    house.publiq.will_answer(CreateEvent, Done(EVENT))

    warnings = published(house).warnings

    assert [sentence.split()[5] for sentence in warnings] == ["TARIFFS_READ", "TICKETSALES_REGISTER"]
    assert house.publication() == PUBLISHED


@pytest.mark.parametrize(("answer", "error"), [(forbidden(), Rejected), (SILENCE, Unreachable)])
def test_without_an_answer_about_permissions_nothing_is_sent(
    house: House, answer: object, error: type[Exception]
) -> None:
    house.publiq.will_answer(ListPermissions, answer)

    with pytest.raises(error, match="UiTPAS"):
        published(house)

    assert house.publication() is None


@pytest.mark.parametrize(
    ("outcome", "error", "said"),
    [
        (Refused(a_problem("invalid-body")), Rejected, "UiTdatabank refused: uitpas/invalid-body"),
        (NotSent("no connection"), Unreachable, "UiTdatabank does not answer: no connection"),
    ],
)
def test_what_was_refused_or_not_sent_can_be_published_again(
    house: House, outcome: object, error: type[Exception], said: str
) -> None:
    house.publiq.will_answer(CreateEvent, outcome, Done(EVENT))

    with pytest.raises(error, match=said):
        published(house)

    assert house.publication() is None
    assert published(house) == PUBLISHED


def test_an_event_whose_answer_was_lost_is_never_sent_again(house: House) -> None:
    house.publiq.will_answer(CreateEvent, NoAnswer("time-out"))

    with pytest.raises(Unreachable, match="the event was sent, no answer came: time-out"):
        published(house)

    assert house.publication() == Publication("camp", PublicationState.UNKNOWN)
    with pytest.raises(PublicationUnknown):
        published(house)
    assert house.publiq.count(CreateEvent) == 1


def test_that_an_event_leaves_is_written_before_it_does(house: House) -> None:
    def power_cut(_: Ask[object]) -> object:
        assert house.publication() == Publication("camp", PublicationState.PUBLISHING)
        raise KeyboardInterrupt

    house.publiq.will_answer(CreateEvent, power_cut)
    with pytest.raises(KeyboardInterrupt):
        published(house)

    with pytest.raises(PublicationUnknown, match="look its event up and link it"):
        published(house)


def test_of_two_that_publish_at_once_one_sends(house: House) -> None:
    house.publiq.will_answer(CreateEvent, Done(EVENT))

    def meanwhile(_: Ask[object]) -> object:
        published(house)
        return granted()

    house.publiq.will_answer(ListPermissions, meanwhile)

    assert published(house) == PUBLISHED
    assert house.publiq.count(CreateEvent) == 1


def test_an_unknown_activity_is_named_and_costs_no_call(house: House) -> None:
    for flow in (publish("x", US, ENTRY), await_registration("x", house.policy)):
        with pytest.raises(NotFound, match=r"^activity: there is none with id 'x'$"):
            house.run(flow)

    assert house.publiq.asked == []
