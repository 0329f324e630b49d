"""Check in: points for who was there, never twice, also without an answer (F1, F2, F17, F32, F39)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from tests.domain.building import (
    NUMBER,
    OTHER_NUMBER,
    SAID,
    US,
    a_pass,
    a_problem,
    a_slot,
    an_activity,
    forbidden,
)
from tests.flows.house import House, meddled
from uitkern.domain.errors import CannotCheckIn, NotFound, StillNeeded
from uitkern.domain.flows.checkins import attendants, check_in, retry, undo_check_in, work_on_checkins
from uitkern.domain.flows.enrol import confirm
from uitkern.domain.flows.forget import forget
from uitkern.domain.flows.passes import check_pass
from uitkern.domain.flows.resting import LONGEST
from uitkern.domain.model.checkin import Checkin, CheckinState, CheckinStatus, TakenCheckin
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.reason import Reason
from uitkern.domain.model.said import Said
from uitkern.domain.model.sentences import explain
from uitkern.domain.ports.checkins import AskCheckin, CheckIn, ListCheckins, UndoCheckin
from uitkern.domain.ports.effects import Ask
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.publiq import FindPass

S = CheckinState
CLOSED = Refused(a_problem("checkin-not-allowed", message=SAID))
SILENCE = NoAnswer("time-out")
START = a_slot().start


@pytest.fixture
def door(house: House) -> House:
    """At the door of the camp while it goes on; UiTPAS takes every check-in."""
    house.clock.moment = START + timedelta(minutes=5)
    house.publiq.always_answers(CheckIn, lambda ask: Done(taken(house, ask)))
    house.publiq.always_answers(AskCheckin, CheckinStatus(allowed=True))
    house.publiq.always_answers(UndoCheckin, Done(None))
    return house


def taken(house: House, ask: CheckIn, checkin_id: str = "6400001") -> TakenCheckin:
    return TakenCheckin(checkin_id, ask.event_id, ask.number, 1, house.clock.now())


def checked_in(house: House, **named: Any) -> Checkin:
    return house.run(check_in("lena", "camp", US, house.policy, **named))


def undone(house: House, checkin_id: int = 1) -> Checkin:
    return house.run(undo_check_in(checkin_id, US, house.policy))


def later(house: House, duration: timedelta) -> int:
    house.clock.moment += duration
    return house.run(work_on_checkins(US, house.policy))


def kept(house: House, checkin_id: int = 1) -> Checkin:
    return house.look(lambda ledger: ledger.checkin(checkin_id))


def test_who_is_there_gets_the_points(door: House) -> None:
    made = checked_in(door)
    assert (made.state, made.points, made.checkin_id) == (S.DONE, 1, "6400001")
    assert made.message == explain(Said.CHECKED_IN, points=1)
    assert made.day == START.date()
    assert [type(question) for question in door.publiq.asked] == [CheckIn]


def test_a_second_time_on_one_day_is_the_first_and_the_next_day_is_another(door: House) -> None:
    first = checked_in(door)
    assert checked_in(door) == first
    assert door.publiq.count(CheckIn) == 1
    door.publiq.will_answer(CheckIn, lambda ask: Done(taken(door, ask, "6400002")))
    assert checked_in(door, day=date(2027, 7, 6)).id != first.id


def test_f39_a_free_activity_gives_points_too(door: House) -> None:
    door.look(lambda ledger: ledger.save_activity(an_activity(price=None)))
    assert checked_in(door).state is S.DONE


def test_without_a_pass_or_an_event_nobody_can_be_checked_in(empty_house: House) -> None:
    for number, event, reason in ((None, "e", Reason.NO_PASS), (NUMBER, None, Reason.NOT_PUBLISHED)):
        empty_house.move_in(number=number, event_id=event)
        if event is None:
            empty_house.look(lambda ledger: ledger.drop_publication("camp"))
        with pytest.raises(CannotCheckIn) as refused:
            checked_in(empty_house)
        assert (refused.value.reason, refused.value.message) == (reason, explain(reason))
    for flow in (
        check_in("nobody", "camp", US, empty_house.policy),
        check_in("lena", "nothing", US, empty_house.policy),
        undo_check_in(7, US, empty_house.policy),
        retry(7),
    ):
        with pytest.raises(NotFound):
            empty_house.run(flow)


def test_f32_outside_the_hours_it_waits_with_the_words_of_uitpas_and_is_done_when_it_can_be(
    door: House,
) -> None:
    door.clock.moment = START - timedelta(hours=9)
    door.publiq.will_answer(CheckIn, CLOSED)
    door.publiq.will_answer(AskCheckin, CheckinStatus(allowed=False, message=SAID))
    made = checked_in(door)
    assert (made.state, made.message) == (S.QUEUED, SAID)
    assert made.due == START - timedelta(hours=1), "shortly before it begins"
    assert later(door, timedelta(hours=1)) == 0
    assert later(door, timedelta(hours=7)) == 1
    assert kept(door).state is S.QUEUED
    assert later(door, door.policy.checkin_every) == 1
    assert (kept(door).state, kept(door).points, door.publiq.count(CheckIn)) == (S.DONE, 1, 2)


def test_f32_without_words_of_uitpas_ours_explain_the_queue(door: House) -> None:
    door.publiq.will_answer(CheckIn, Refused(a_problem("checkin-not-allowed")))
    assert checked_in(door).message == explain(Said.CHECK_IN_QUEUED)


def test_f32_what_uitpas_does_not_take_for_a_week_is_given_up(door: House) -> None:
    door.publiq.will_answer(CheckIn, CLOSED)
    door.publiq.always_answers(AskCheckin, CheckinStatus(allowed=False, message=SAID))
    checked_in(door)
    assert later(door, timedelta(days=7)) == 1
    assert kept(door).state is S.QUEUED
    assert later(door, timedelta(days=1)) == 1
    assert (kept(door).state, kept(door).message) == (S.REFUSED, SAID)
    assert door.publiq.count(CheckIn) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (forbidden(), S.PARKED),
        (a_problem("passholder-not-found", 404), S.REFUSED),
        (a_problem("event-not-found", 404), S.QUEUED),
        (Unavailable("time-out"), S.QUEUED),
    ],
)
def test_what_the_status_says_of_a_queued_one(door: House, answer: object, state: CheckinState) -> None:
    door.publiq.will_answer(CheckIn, CLOSED)
    door.publiq.will_answer(AskCheckin, answer)
    checked_in(door)
    later(door, door.policy.checkin_every)
    assert kept(door).state is state


def test_a_refusal_ends_it_and_the_parent_hears_why(door: House) -> None:
    door.publiq.will_answer(CheckIn, Refused(a_problem("invalid-card", message=SAID)))
    made = checked_in(door)
    assert (made.state, made.message) == (S.REFUSED, SAID)
    assert checked_in(door).state is S.DONE, "another card, another try"


def test_without_permission_it_waits_for_a_person(door: House) -> None:
    door.publiq.will_answer(CheckIn, Refused(forbidden()))
    made = checked_in(door)
    assert made.state is S.PARKED
    assert made.why is not None
    assert later(door, timedelta(days=1)) == 0
    assert door.run(retry(made.id)).state is S.UNKNOWN
    assert checked_in(door, day=made.day).id == made.id


@pytest.mark.parametrize("wish", [None, timedelta(minutes=3)])
def test_what_was_not_sent_is_sent_again(door: House, wish: timedelta | None) -> None:
    door.publiq.will_answer(CheckIn, NotSent("no connection", wish))
    made = checked_in(door)
    assert made.state is S.QUEUED
    assert made.due == door.clock.moment + (wish or door.policy.back_off)
    later(door, timedelta(minutes=5))
    assert kept(door).state is S.DONE


def listing(house: House, *held: TakenCheckin) -> None:
    house.publiq.will_answer(ListCheckins, held)


def lost(house: House) -> Checkin:
    house.publiq.will_answer(CheckIn, SILENCE)
    house.publiq.always_answers(FindPass, a_pass())
    made = checked_in(house)
    assert (made.state, made.message) == (S.UNKNOWN, explain(Said.CHECK_IN_UNKNOWN))
    return made


def test_a_lost_answer_is_looked_up_after_the_quiet_period_and_adopted(door: House) -> None:
    made = lost(door)
    assert later(door, door.policy.quiet - timedelta(seconds=1)) == 0
    listing(door, TakenCheckin("6400009", made.event_id, NUMBER, 1, made.sent_at))
    assert later(door, timedelta(seconds=1)) == 1
    assert (kept(door).state, kept(door).checkin_id, door.publiq.count(CheckIn)) == (S.DONE, "6400009", 1)
    assert ListCheckins("holder-7513", US.organizer_id) in door.publiq.asked


def test_what_did_not_land_is_sent_again_and_one_of_before_is_not_taken_for_it(door: House) -> None:
    made = lost(door)
    assert made.sent_at is not None
    listing(
        door,
        TakenCheckin("1", made.event_id, NUMBER, 1, made.sent_at - timedelta(days=1)),
        TakenCheckin("2", "another", NUMBER, 1, made.sent_at),
    )
    assert later(door, door.policy.quiet) == 2, "looked up, and sent"
    assert (kept(door).state, door.publiq.count(CheckIn)) == (S.DONE, 2)


def test_one_without_a_date_that_nobody_else_has_is_ours(door: House) -> None:
    made = lost(door)
    listing(door, TakenCheckin("3", made.event_id, NUMBER, 2))
    later(door, door.policy.quiet)
    assert (kept(door).state, kept(door).points) == (S.DONE, 2)


def test_a_check_in_that_is_kept_already_is_not_adopted_again(door: House) -> None:
    checked_in(door)
    door.publiq.will_answer(CheckIn, SILENCE)
    door.publiq.always_answers(FindPass, a_pass())
    second = checked_in(door, day=date(2027, 7, 6))
    listing(door, TakenCheckin("6400001", second.event_id, NUMBER, 1, second.sent_at))
    door.publiq.will_answer(CheckIn, lambda ask: Done(taken(door, ask, "6400002")))
    later(door, door.policy.quiet)
    assert kept(door, second.id).checkin_id == "6400002"


def test_the_passholder_that_is_known_is_not_asked_for_again(door: House) -> None:
    door.publiq.will_answer(FindPass, a_pass())
    door.run(check_pass("lena", door.policy))
    door.publiq.will_answer(CheckIn, SILENCE)
    checked_in(door)
    listing(door)
    later(door, door.policy.quiet)
    assert door.publiq.count(FindPass) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [(forbidden(), S.PARKED), (a_problem("x"), S.UNKNOWN), (Unavailable("no"), S.UNKNOWN)],
)
def test_a_list_that_cannot_be_read(door: House, answer: object, state: CheckinState) -> None:
    lost(door)
    door.publiq.will_answer(ListCheckins, answer)
    later(door, door.policy.quiet)
    assert kept(door).state is state
    assert door.publiq.count(CheckIn) == 1


def test_a_pass_that_cannot_be_read_is_asked_later(door: House) -> None:
    lost(door)
    door.publiq.will_answer(FindPass, Unavailable("no"))
    later(door, door.policy.quiet)
    assert kept(door).state is S.UNKNOWN


def test_after_so_many_attempts_without_an_answer_a_person_is_asked(door: House) -> None:
    lost(door)
    door.publiq.always_answers(CheckIn, SILENCE)
    door.publiq.always_answers(ListCheckins, ())
    for _ in range(20):
        later(door, timedelta(minutes=30))
    assert kept(door).state is S.PARKED
    assert door.publiq.count(CheckIn) == door.policy.attempts


def test_a_check_in_is_undone_and_may_be_made_again(door: House) -> None:
    checked_in(door)
    gone = undone(door)
    assert (gone.state, gone.message) == (S.UNDONE, explain(Said.CHECK_IN_UNDONE))
    assert undone(door).state is S.UNDONE
    assert door.publiq.count(UndoCheckin) == 1
    door.publiq.will_answer(CheckIn, lambda ask: Done(taken(door, ask, "6400002")))
    assert checked_in(door).id == 2


def test_a_queued_check_in_is_undone_without_a_word_to_uitpas(door: House) -> None:
    door.publiq.will_answer(CheckIn, CLOSED)
    checked_in(door)
    assert undone(door).state is S.UNDONE
    assert door.publiq.count() == 1


def test_f18_what_uitpas_holds_no_more_is_undone(door: House) -> None:
    checked_in(door)
    door.publiq.will_answer(UndoCheckin, Refused(a_problem("not-found", 404)))
    assert undone(door).state is S.UNDONE


@pytest.mark.parametrize("outcome", [SILENCE, NotSent("no"), NotSent("no", timedelta(minutes=1))])
def test_f17_undoing_is_tried_until_it_is_done(door: House, outcome: object) -> None:
    checked_in(door)
    door.publiq.will_answer(UndoCheckin, outcome)
    assert undone(door).state is S.UNDOING
    later(door, timedelta(minutes=2))
    assert kept(door).state is S.UNDONE


def test_f19_an_undo_that_is_refused_again_and_again_waits_for_a_person(door: House) -> None:
    checked_in(door)
    door.publiq.always_answers(UndoCheckin, Refused(forbidden()))
    undone(door)
    for _ in range(20):
        later(door, timedelta(hours=1))
    assert kept(door).state is S.PARKED
    assert door.publiq.count(UndoCheckin) == door.policy.attempts
    door.publiq.always_answers(UndoCheckin, Done(None))
    door.run(retry(1))
    later(door, timedelta(0))
    assert kept(door).state is S.UNDONE


def test_what_is_undone_before_it_is_known_is_undone_when_it_is(door: House) -> None:
    made = lost(door)
    assert undone(door).state is S.UNKNOWN
    listing(door, TakenCheckin("9", made.event_id, NUMBER, 1, made.sent_at))
    later(door, door.policy.quiet)
    assert (kept(door).state, door.publiq.count(UndoCheckin)) == (S.UNDONE, 1)


def test_what_is_undone_while_it_is_sent_is_undone_after(door: House) -> None:
    def meddle(_: int, question: Ask[Any]) -> None:
        if isinstance(question, CheckIn):
            undone(door)

    door.run(meddled(check_in("lena", "camp", US, door.policy), meddle))
    later(door, timedelta(0))
    assert kept(door).state is S.UNDONE


@pytest.mark.parametrize("step", range(12))
def test_f1_whenever_a_process_dies_there_is_one_check_in_in_the_end(door: House, step: int) -> None:
    held: dict[str, TakenCheckin] = {}

    class Dies(Exception):
        pass

    def answer(ask: CheckIn) -> Done[TakenCheckin]:
        held[str(len(held))] = made = taken(door, ask, str(len(held)))
        return Done(made)

    def dies(n: int, _: Ask[Any]) -> None:
        if n == step:
            raise Dies

    door.publiq.always_answers(CheckIn, answer)
    door.publiq.always_answers(FindPass, a_pass())
    door.publiq.always_answers(ListCheckins, lambda _: tuple(held.values()))
    try:
        door.run(meddled(check_in("lena", "camp", US, door.policy), dies))
    except Dies:
        checked_in(door)
    for _ in range(3):
        later(door, timedelta(minutes=3))
    assert len(held) == 1
    assert kept(door).state is S.DONE


def test_another_who_took_the_check_in_over_has_the_last_word(door: House) -> None:
    def meddle(_: int, question: Ask[Any]) -> None:
        if isinstance(question, CheckIn):
            now = door.clock.moment + door.policy.lease
            assert door.look(lambda ledger: ledger.claim_checkin(1, now, door.policy.lease))

    made = door.run(meddled(check_in("lena", "camp", US, door.policy), meddle))
    assert made.state is S.SENDING


def test_a_claim_that_was_lost_before_sending_sends_nothing(door: House) -> None:
    seen: list[str] = []

    def meddle(n: int, question: Ask[Any]) -> None:
        seen.append(type(question).__name__)
        if seen.count("Transact") == 3 and seen[-1] == "Transact":
            now = door.clock.moment + door.policy.lease
            assert door.look(lambda ledger: ledger.claim_checkin(1, now, door.policy.lease))

    door.run(meddled(check_in("lena", "camp", US, door.policy), meddle))
    assert door.publiq.count(CheckIn) == 0


def test_two_at_once_are_one(door: House) -> None:
    def meddle(_: int, question: Ask[Any]) -> None:
        if isinstance(question, CheckIn):
            assert checked_in(door).state is S.SENDING

    door.run(meddled(check_in("lena", "camp", US, door.policy), meddle))
    assert door.publiq.count(CheckIn) == 1


def test_everybody_with_a_confirmed_enrolment_attends(door: House) -> None:
    door.clock.moment = datetime.fromisoformat("2026-07-01T12:00:00+02:00")
    enrolment = door.with_social_tariff().enrol()
    assert door.look(lambda ledger: attendants(ledger, "camp")) == []
    door.run(confirm(enrolment.id))
    assert door.look(lambda ledger: attendants(ledger, "camp")) == ["lena"]


def test_nobody_is_forgotten_while_a_check_in_is_under_way(door: House) -> None:
    door.publiq.will_answer(CheckIn, CLOSED)
    checked_in(door)
    with pytest.raises(StillNeeded) as refused:
        door.run(forget("lena"))
    assert refused.value.why == ("check-in 1 is queued",)


def test_a_worker_does_as_many_as_it_is_asked(door: House) -> None:
    door.publiq.will_answer(CheckIn, CLOSED)
    checked_in(door)
    door.clock.moment += door.policy.checkin_every
    assert door.run(work_on_checkins(US, door.policy, 1)) == 1


def test_every_state_has_something_to_tell() -> None:
    made = Checkin(1, "lena", "camp", START.date(), S.QUEUED, "e", NUMBER, START, START)
    assert {state: evolve(made, state=state).message.nl for state in S}


def test_what_was_being_sent_when_a_process_died_is_left_alone_until_it_is_quiet(door: House) -> None:
    def dies(_: int, question: Ask[Any]) -> None:
        if isinstance(question, CheckIn):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        door.run(meddled(check_in("lena", "camp", US, door.policy), dies))
    assert later(door, door.policy.lease) == 1
    assert (kept(door).state, kept(door).due) == (S.UNKNOWN, START + timedelta(minutes=5) + door.policy.quiet)
    assert door.publiq.count() == 0


def test_f33_when_uitpas_asks_to_wait_every_check_in_does(door: House) -> None:
    door.look(lambda ledger: ledger.save_participant(Participant("mo", OTHER_NUMBER)))
    door.publiq.will_answer(CheckIn, NotSent("status 429", timedelta(minutes=1)))
    assert checked_in(door).state is S.QUEUED
    waits = door.run(check_in("mo", "camp", US, door.policy))
    assert (waits.state, waits.attempts, waits.due) == (S.QUEUED, 0, door.clock.now() + timedelta(minutes=1))
    assert door.publiq.count(CheckIn) == 1

    door.publiq.will_answer(CheckIn, *(lambda ask, n=n: Done(taken(door, ask, f"64{n}")) for n in range(2)))
    later(door, timedelta(minutes=1))
    assert {kept(door, n).state for n in (1, 2)} == {S.DONE}


def test_nobody_rests_longer_than_a_few_minutes_whatever_is_asked(door: House) -> None:
    door.publiq.will_answer(CheckIn, NotSent("status 429", timedelta(days=1)))
    checked_in(door)
    now = door.clock.now()
    assert door.look(lambda ledger: ledger.resting_until("check in", now)) == now + LONGEST
