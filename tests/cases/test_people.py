"""F6, F11, F25 to F28, F32, F37 and F38 against the simulator, at both faces of the core."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.cores import BLOCKED, ELSEWHERE, ENTITLED, EXPIRED, REGULAR, a_child
from tests.cases.desk import SISTER, Desk, open_desk
from uitkern import Insz, LedgerAt, Participant, Policy, UitpasNumber, errors
from uitkern.adapters.ledger.seal import new_key
from uitkern.domain.model.checkin import Attendance, CheckinState
from uitkern.domain.model.identifier import ChipNumber, parse_identifier
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.viewer import Viewer
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world import nudges

UNREGISTERED, NOBODY = "0900000074519", "1234567890128"


@pytest.fixture(params=["blocking", "awaited"])
def sealed_desk(request: pytest.FixtureRequest, publiq: Publiq, tmp_path: Path) -> Iterator[Desk]:
    """As `any_desk`, with an encrypted ledger that keeps INSZ."""
    at: Any = LedgerAt(f"sqlite:///{tmp_path}/ledger.db", keys=(new_key(),))
    policy = Policy(privacy=Privacy(store_insz=True), card_systems=frozenset({5, 3}))
    opened = open_desk(publiq, at, awaited=request.param == "awaited", policy=policy)
    yield opened
    opened.core.close()


@pytest.mark.parametrize(
    ("number", "standing", "words"),
    [
        (ENTITLED, Standing.ENTITLED, "kansentarief"),
        (REGULAR, Standing.NONE, "geen kansentarief"),
        (EXPIRED, Standing.EXPIRED, "verlopen"),
        (BLOCKED, Standing.BLOCKED, "geblokkeerd"),
        (UNREGISTERED, Standing.UNREGISTERED, "geregistreerd"),
        (ELSEWHERE, Standing.OTHER_REGION, "regio"),
        (NOBODY, Standing.NO_SUCH_PASS, "geen UiTPAS"),
    ],
)
def test_f26_each_pass_of_the_official_data_is_explained(
    sealed_desk: Desk, number: str, standing: Standing, words: str
) -> None:
    core = sealed_desk.core
    core.save_participant(Participant("kid"))
    core.save_participant(a_child(number, "other"))
    seen = core.check_pass("other")
    assert seen.standing is standing
    assert words in " ".join(message.nl for message in seen.messages)
    assert [each.participant_id for each in core.participants({standing})] == ["other"]
    assert core.pass_status("other") == seen


@pytest.mark.parametrize(
    ("typed", "consent"),
    [("0900 0000 675 13", None), ("36.05.13-802.84", "a parent"), ("04:36:3C:DA:EE:38:80", None)],
)
def test_a_pass_is_found_by_number_insz_or_chip(any_desk: Desk, typed: str, consent: str | None) -> None:
    core = any_desk.core
    core.save_participant(Participant("kid"))
    assert core.link_pass("kid", parse_identifier(typed), consent).number.value == ENTITLED
    assert core.participant("kid").uitpas_number == UitpasNumber(ENTITLED)


def test_f6_one_pass_for_two_children_is_for_a_person_to_allow(any_desk: Desk) -> None:
    with pytest.raises(errors.PassTaken):
        any_desk.core.save_participant(a_child(ENTITLED, "twin"))
    any_desk.core.save_participant(a_child(ENTITLED, "twin"), "the secretary")
    assert any_desk.core.participant("twin").uitpas_number == UitpasNumber(ENTITLED)


def test_f25_a_replaced_card_is_followed_by_insz_and_the_sale_keeps_its_number(sealed_desk: Desk) -> None:
    core, state = sealed_desk.core, sealed_desk.publiq.world.state
    core.save_participant(Participant("kid", UitpasNumber(ENTITLED), insz=Insz("36051380284")))
    core.link_pass("kid", Insz("36051380284"), "a parent")
    sold = core.enrol("kid", "camp")
    new = nudges.replace_card(state, ENTITLED)
    sealed_desk.later(days=1)
    made = core.offer("kid", "camp")
    assert made.number == core.participant("kid").uitpas_number == UitpasNumber(new.number)
    assert core.enrolment(sold.id).number == UitpasNumber(ENTITLED)
    assert core.cancel(sold.id).state.value == "cancelled"


def test_f32_a_check_in_too_early_is_queued_and_done_when_the_activity_begins(any_desk: Desk) -> None:
    core, publiq = any_desk.core, any_desk.publiq
    start = publiq.clock.now() + timedelta(days=30)
    publiq.clock.freeze(start - timedelta(hours=20))
    early = core.check_in("kid", "camp", start.date())
    assert early.state is CheckinState.QUEUED
    assert early.message.nl
    assert core.tick().checkins == 0
    publiq.clock.freeze(start + timedelta(minutes=5))
    assert core.tick().checkins == 1
    (made,) = core.checkins("camp")
    assert (made.state, made.points) == (CheckinState.DONE, 1)
    assert any_desk.asked("post-checkins") == 2
    assert core.undo_check_in(made.id).state is CheckinState.UNDONE
    assert any_desk.asked("delete-checkins-checkinId") == 1


def test_a_list_is_checked_in_one_by_one_and_a_second_time_nobody_is(desk: Desk) -> None:
    publiq, core = desk.publiq, desk.core
    core.save_participant(Participant("none"))
    for child in ("kid", "sister"):
        core.confirm(core.enrol(child, "camp").id)
    publiq.clock.freeze(publiq.clock.now() + timedelta(days=30, minutes=5))
    told = list(core.check_in_all("camp"))
    assert [(each.participant_id, each.checkin.points) for each in told if each.checkin] == [
        ("kid", 1),
        ("sister", 1),
    ]
    assert list(core.check_in_all("camp")) == told
    assert desk.asked("post-checkins") == 2
    (refused,) = core.check_in_all("camp", ["none"])
    assert isinstance(refused.error, errors.CannotCheckIn)
    assert refused.checkin is None


def test_a_list_is_checked_in_awaited(publiq: Publiq, tmp_path: Path) -> None:
    """The awaited core tells of each as it is done."""
    opened = open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", awaited=True)
    publiq.clock.freeze(publiq.clock.now() + timedelta(days=30, minutes=5))

    async def whole() -> list[Attendance]:
        return [each async for each in opened.core._core.check_in_all("camp", ["kid", "nobody"])]

    one, other = asyncio.run(whole())
    assert one.checkin is not None
    assert one.checkin.points == 1
    assert isinstance(other.error, errors.NotFound)
    opened.core.close()


def test_f2_a_lost_answer_to_a_check_in_gives_the_points_once(any_desk: Desk) -> None:
    core, publiq = any_desk.core, any_desk.publiq
    publiq.clock.freeze(publiq.clock.now() + timedelta(days=30, minutes=5))
    with publiq.fault("post-checkins", cut="after"):
        made = core.check_in("kid", "camp")
    assert made.state is CheckinState.UNKNOWN
    any_desk.later(minutes=3)
    assert core.tick().checkins == 1
    (made,) = core.checkins()
    assert (made.state, made.points) == (CheckinState.DONE, 1)
    assert any_desk.asked("post-checkins") == 1


def test_f37_an_encrypted_ledger_file_holds_no_number(sealed_desk: Desk) -> None:
    core = sealed_desk.core
    core.link_pass("kid", Insz("36051380284"), "a parent")
    core.enrol("kid", "camp")
    core.enrol("sister", "camp")
    sealed_desk.publiq.clock.freeze(sealed_desk.publiq.clock.now() + timedelta(days=30, minutes=5))
    core.check_in("kid", "camp")
    at: Any = sealed_desk.ledger
    folder = Path(at.url.removeprefix("sqlite:///")).parent
    held = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"uitkern_participants" in held
    for number in (ENTITLED, SISTER, "36051380284"):
        assert number.encode() not in held


def test_f38_a_stranger_is_told_nothing_and_a_parent_not_too_often(any_desk: Desk) -> None:
    core = any_desk.core
    core.check_pass("kid")
    stranger, parent = Viewer("stranger"), Viewer("parent", frozenset({"kid"}))
    assert core.status_for(stranger, "kid") == core.status_for(stranger, "nobody")
    assert core.offer_for(stranger, "kid", "camp").price == core.offer_for(stranger, "nobody", "camp").price
    assert core.status_for(parent, "kid").standing is Standing.ENTITLED
    assert core.link_pass_for(parent, "kid", ChipNumber.parse("04363CDAEE3880")).standing is Standing.ENTITLED
    for _ in range(28):
        core.offer_for(parent, "kid", "camp")
    with pytest.raises(errors.TooManyQuestions):
        core.offer_for(parent, "kid", "camp")


def test_f37_who_is_forgotten_can_be_cancelled_no_more_but_the_books_agree(any_desk: Desk) -> None:
    core = any_desk.core
    sold = core.enrol("kid", "camp")
    with pytest.raises(errors.StillNeeded):
        core.forget("kid")
    core.confirm(sold.id)
    any_desk.later(days=60)
    assert core.forget("kid").numbers == 1
    assert core.reconcile("camp").agrees
    assert core.retain().participants == 0


def test_messages_are_said_in_the_language_of_the_participant_or_of_the_call(any_desk: Desk) -> None:
    core = any_desk.core
    core.save_participant(Participant("kid", UitpasNumber(REGULAR), language="fr"))
    messages = core.check_pass("kid").messages
    assert core.words("kid", messages) == ("Cet UiTPAS ne donne pas droit au tarif réduit.",)
    assert core.words("kid", messages, "de") == ("Dieser UiTPAS gibt kein Recht auf den Sozialtarif.",)


def test_an_insz_is_kept_encrypted_only(publiq: Publiq, tmp_path: Path) -> None:
    storing = Policy(privacy=Privacy(store_insz=True))
    with pytest.raises(errors.LedgerError, match="kept encrypted only"):
        open_desk(publiq, f"sqlite:///{tmp_path}/ledger.db", policy=storing)
