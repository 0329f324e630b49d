"""The publication status of an activity, one for each thing that can have happened to it."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.publishing.agenda import GET, Agenda, a_camp
from uitkern import Activity, Did, Euro, Field, Keep, Outcome, PublicationStatus, errors
from uitkern.domain.model.difference import Side
from uitkern.simulator.world import nudges
from uitkern.simulator.world.official import identities as official

S = PublicationStatus


def test_what_is_missing_is_said_each_in_one_sentence_and_nothing_is_sent(agenda: Agenda) -> None:
    agenda.save(Activity("camp", "Zomerkamp"))

    assert agenda.status() is S.INCOMPLETE
    assert agenda.overview().missing == (
        "it has no base price: give one, or 0 when it is free",
        "it has no date: give its slots, or the hours of its period",
        "it has no place: give the UiTdatabank id of one",
    )
    with agenda.costs(), pytest.raises(errors.Incomplete, match="it has no base price"):
        agenda.core.publish("camp")


def test_an_activity_that_is_not_for_uitdatabank_is_not_applicable(agenda: Agenda) -> None:
    agenda.save(a_camp(publish=False))

    assert agenda.status() is S.NOT_APPLICABLE
    with pytest.raises(errors.Incomplete, match="it is not meant for UiTdatabank"):
        agenda.core.publish("camp")


def test_from_ready_over_published_to_registered(any_agenda: Agenda) -> None:
    agenda = any_agenda
    agenda.save(a_camp())
    assert agenda.status() is S.READY

    agenda.core.publish("camp")
    assert agenda.status() is S.PUBLISHED

    agenda.later(minutes=1)
    assert agenda.status() is S.REGISTERED


def test_a_missing_permission_is_a_warning_that_goes_when_the_permission_comes(
    agenda: Agenda,
) -> None:
    """R10."""
    state, client = agenda.publiq.world.state, agenda.publiq.client_id
    nudges.withdraw_permission(state, client, official.ORGANIZER, "TICKETSALES_REGISTER")
    agenda.save(a_camp())
    lacking = "our credentials miss the permission TICKETSALES_REGISTER for organizer"

    (warning,) = agenda.core.publish("camp").warnings
    assert warning.startswith(lacking)
    agenda.core.republish("camp")
    assert lacking in str(agenda.overview().alert)

    with agenda.publiq.fault("get-permissions", status=503):
        agenda.later(minutes=20)
    assert lacking in str(agenda.overview().alert)
    nudges.grant_permission(state, client, official.ORGANIZER, "TICKETSALES_REGISTER")
    agenda.later(minutes=20)
    assert agenda.overview().alert is None


def test_the_wait_for_uitpas_is_a_state_and_costs_no_more_than_a_question(agenda: Agenda) -> None:
    """F23."""
    agenda.save(a_camp())
    agenda.core.publish("camp")
    with agenda.costs("get-events-card-systems"):
        agenda.later(seconds=1)
    assert agenda.status() is S.PUBLISHED

    agenda.later(minutes=5)
    assert agenda.status() is S.REGISTERED


def test_a_change_here_is_seen_at_once_and_one_there_by_the_worker(agenda: Agenda) -> None:
    camp = agenda.published()
    assert agenda.status() is S.REGISTERED

    agenda.save(evolve(camp, name="Ander kamp"))
    assert agenda.status() is S.CHANGED_HERE
    agenda.save(camp)
    assert agenda.status() is S.REGISTERED

    agenda.by_hand("PUT", "name/nl", {"name": "Met de hand"})
    assert agenda.status() is S.REGISTERED
    agenda.later(minutes=20)
    assert agenda.status() is S.CHANGED_THERE
    (difference,) = agenda.overview().differences
    assert str(difference) == (
        'name changed in UiTdatabank: ours {"nl": "Zomerkamp camp"}, theirs {"nl": "Met de hand"}'
    )


@pytest.mark.parametrize("approved", [True, False])
def test_moderation_is_found_and_a_rejection_ends_the_discount_with_an_alert(
    agenda: Agenda, approved: bool
) -> None:
    """F36."""
    agenda.published()
    assert agenda.core.offer("kid", "camp").preselected is not None

    agenda.moderated(approved=approved)
    tick = agenda.later(minutes=20)

    assert (agenda.status() is S.REJECTED) is not approved
    assert (agenda.core.offer("kid", "camp").preselected is None) is not approved
    assert [alert.said for alert in tick.alerts] == [
        (
            f"event {agenda.event_id()} was rejected by UiTdatabank's moderators: "
            "no UiTPAS discount is offered for it any more"
        )
    ][approved:]
    assert agenda.later(minutes=20).alerts == (), "it is told once"


def test_an_event_deleted_there_is_found_and_told(agenda: Agenda) -> None:
    """F36."""
    agenda.published()
    with agenda.publiq.http() as http:
        assert http.delete(f"/uitdatabank/events/{agenda.event_id()}").status_code == 204

    (alert,) = agenda.later(minutes=20).alerts

    assert alert.said.endswith("was deleted in UiTdatabank: no UiTPAS discount is offered for it any more")
    assert agenda.status() is S.DELETED
    with pytest.raises(errors.EventGone, match="unlink it to publish a new one"):
        agenda.core.publish("camp")
    with pytest.raises(errors.EventGone):
        agenda.core.republish("camp")


def test_activities_are_listed_and_filtered_by_status(agenda: Agenda) -> None:
    for name in ("a", "b"):
        agenda.published(activity_id=name)
    agenda.save(a_camp("c"))
    agenda.save(Activity("d", "Zomerkamp"))

    def named(*statuses: PublicationStatus) -> list[str]:
        return [each.activity_id for each in agenda.core.activities(*statuses)]

    with agenda.costs():
        assert named() == ["a", "b", "c", "d"]
        assert named(S.REGISTERED) == ["a", "b"]
        assert named(S.READY, S.INCOMPLETE) == ["c", "d"]
        assert named(S.REJECTED) == []


def test_differences_are_chosen_field_by_field(agenda: Agenda) -> None:
    """F35."""
    camp = agenda.published(description="Van ons", labels=["sport"])
    agenda.by_hand("PUT", "name/nl", {"name": "Hun naam"})
    agenda.by_hand("PUT", "description/nl", {"description": "Hun tekst"})
    agenda.by_hand("PUT", "labels/met de hand")
    agenda.save(evolve(camp, description="Van ons, beter", price=Euro(1200)))

    found: Outcome = agenda.core.republish("camp")

    assert found.did is Did.DIFFERS
    assert found.changed == (Field.PRICES,)
    assert [(each.field, each.side) for each in found.differences] == [
        (Field.NAME, Side.THERE),
        (Field.DESCRIPTION, Side.BOTH),
    ]
    chosen = agenda.core.republish("camp", {Field.NAME: Keep.THEIRS, Field.DESCRIPTION: Keep.OURS})
    assert (chosen.did, chosen.changed, chosen.differences) == (Did.UPDATED, (Field.DESCRIPTION,), ())
    event = agenda.event()
    assert event["name"] == {"nl": "Hun naam"}
    assert event["description"] == {"nl": "Van ons, beter"}
    assert sorted(event["labels"]) == ["met de hand", "sport"]
    assert agenda.status() is S.REGISTERED, "what was chosen stays chosen"
    with agenda.costs(GET):
        assert agenda.core.republish("camp").did is Did.UNCHANGED
