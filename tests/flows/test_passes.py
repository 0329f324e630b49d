"""The pass of a child: found, checked, followed, and told apart (F6, F11, F25 to F27)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from tests.domain.building import (
    NOON,
    NUMBER,
    OTHER_NUMBER,
    SAID,
    a_pass,
    a_pass_without_social_tariff,
    a_problem,
    forbidden,
    no_tariffs,
    tariffs,
)
from tests.flows.house import House
from uitkern.domain.errors import ConsentNeeded, InvalidValue, NotFound, PassTaken, Rejected, Unreachable
from uitkern.domain.flows.offer import offers
from uitkern.domain.flows.passes import check_pass, link_pass, participants, pass_status, save_participant
from uitkern.domain.model.identifier import ChipNumber, Identifier, InszBarcode
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.participant import Consent, Participant
from uitkern.domain.model.pass_status import PassStatus
from uitkern.domain.model.policy import CacheRule, Policy
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.reason import Reason
from uitkern.domain.model.renewal import Renewal
from uitkern.domain.model.sentences import explain
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.uitpas import CardSystem, SocialTariffStatus
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.ports.effects import transact
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import FindCards, FindPass, QuoteTariffs

INSZ = Insz("17010180147")
STORING = Policy(privacy=Privacy(store_insz=True))
REPLACED = evolve(a_problem("invalid-card-status"), card_status="DELETED", passholder_id="holder-7513")
GENT, DENDER = CardSystem(5, "UiTPAS Gent"), CardSystem(1, "UiTPAS Dender")


def status(house: House, participant: str = "lena") -> PassStatus:
    return house.run(pass_status(participant, house.policy))


def number_of(house: House, participant: str = "lena") -> UitpasNumber | None:
    return house.look(lambda ledger: ledger.participant(participant)).uitpas_number


def with_insz(house: House, number: UitpasNumber | None = NUMBER) -> House:
    """A child whose INSZ is kept, with consent. The ledger refuses it without a key, so tests give one."""
    house.policy = STORING
    house.run(save_participant(Participant("lena", number, insz=INSZ), STORING))
    house.look(lambda ledger: ledger.save_consent(Consent("lena", NOON, "a parent")))
    return house


@pytest.mark.parametrize(
    "identifier", [OTHER_NUMBER, ChipNumber("04363CDAEE3880")], ids=lambda each: type(each).__name__
)
def test_a_card_that_is_shown_needs_no_consent(house: House, identifier: Identifier) -> None:
    house.publiq.will_answer(FindPass, a_pass(number=OTHER_NUMBER))
    house.run(link_pass("lena", identifier, house.policy))
    assert house.publiq.asked == [FindPass(identifier)]
    assert number_of(house) == OTHER_NUMBER


@pytest.mark.parametrize(
    "identifier", [INSZ, InszBarcode(f"9{INSZ.value}77")], ids=lambda each: type(each).__name__
)
def test_a_person_is_looked_up_only_with_consent_which_is_kept(house: House, identifier: Identifier) -> None:
    with pytest.raises(ConsentNeeded) as refused:
        house.run(link_pass("lena", identifier, house.policy))
    assert refused.value.message.nl
    assert house.publiq.asked == []

    house.publiq.always_answers(FindPass, a_pass())
    house.run(link_pass("lena", identifier, house.policy, "her father, at the desk"))
    kept = house.look(lambda ledger: ledger.consent("lena"))
    assert kept is not None
    assert (kept.given_at, kept.given_by) == (NOON, "her father, at the desk")
    house.run(link_pass("lena", identifier, house.policy))
    assert house.publiq.count() == 2


def test_an_insz_is_not_kept_unless_the_policy_says_so(house: House) -> None:
    house.publiq.always_answers(FindPass, a_pass())
    house.run(save_participant(Participant("lena", NUMBER, insz=INSZ), house.policy))
    assert house.look(lambda ledger: ledger.participant("lena")).insz is None
    house.run(link_pass("lena", INSZ, house.policy, "a parent"))
    assert house.look(lambda ledger: ledger.participant("lena")).insz is None
    house.run(link_pass("lena", INSZ, STORING))
    assert house.look(lambda ledger: ledger.participant("lena")).insz == INSZ


def test_an_insz_that_contradicts_the_birth_date_is_not_asked_for(house: House) -> None:
    born = Participant("lena", birth_date=date(2019, 1, 1))
    house.run(save_participant(born, house.policy))
    with pytest.raises(InvalidValue) as refused:
        house.run(link_pass("lena", INSZ, house.policy, "a parent"))
    assert refused.value.message is not None
    assert "geboortedatum" in refused.value.message.nl
    assert house.publiq.asked == []


def test_f6_a_pass_that_is_found_may_be_another_childs(house: House) -> None:
    house.run(save_participant(Participant("mo"), house.policy))
    house.publiq.always_answers(FindPass, a_pass())
    with pytest.raises(PassTaken):
        house.run(link_pass("mo", NUMBER, house.policy))
    assert number_of(house, "mo") is None
    house.run(link_pass("mo", NUMBER, house.policy, shared_by="the secretary"))
    assert number_of(house, "mo") == NUMBER


def test_an_offer_keeps_how_the_pass_stands_with_its_date(house: House) -> None:
    assert status(house).standing is Standing.NOT_CHECKED
    house.publiq.will_answer(FindPass, a_pass(end_date=NOON + timedelta(days=9)))
    house.publiq.will_answer(QuoteTariffs, tariffs())
    house.offer()
    seen = status(house)
    assert (seen.standing, seen.checked_at, seen.end_date) == (
        Standing.ENTITLED,
        NOON,
        NOON + timedelta(days=9),
    )
    assert seen.passholder_id == "holder-7513"


def test_another_number_is_another_pass_of_which_nothing_is_known(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff())
    house.offer()
    house.run(save_participant(Participant("lena", NUMBER, language="fr"), house.policy))
    assert status(house).standing is Standing.NONE
    house.run(save_participant(Participant("lena", OTHER_NUMBER), house.policy))
    assert status(house).standing is Standing.NOT_CHECKED
    house.run(save_participant(Participant("lena"), house.policy))
    assert status(house).standing is Standing.NO_NUMBER


def test_f11_a_check_by_hand_asks_whatever_is_remembered(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff(), a_pass())
    house.publiq.will_answer(QuoteTariffs, tariffs())
    assert house.offer().reason is Reason.NO_SOCIAL_TARIFF
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED
    assert house.offer().reason is None


def test_f11_an_answer_without_a_right_is_asked_again_within_the_day(house: House) -> None:
    hour = timedelta(hours=1)
    house.policy = Policy(empty_for=hour)
    house.publiq.will_answer(FindPass, a_pass_without_social_tariff(), a_pass())
    house.publiq.will_answer(QuoteTariffs, no_tariffs(), tariffs())
    house.offer()
    house.clock.moment += hour - timedelta(seconds=1)
    assert house.offer().reason is Reason.NO_SOCIAL_TARIFF
    assert house.publiq.count() == 1
    house.clock.moment += timedelta(seconds=1)
    assert house.offer().reason is Reason.NOT_AVAILABLE
    house.clock.moment += hour
    assert house.offer().reason is None
    assert house.publiq.count(FindPass) == 2, "a right is not asked again"


def test_f11_on_the_day_of_renewal_nothing_of_before_counts(house: House) -> None:
    tomorrow = NOON + timedelta(days=1)
    house.policy = Policy(cache=CacheRule.HOURS_24, renewal=Renewal(tomorrow.month, tomorrow.day))
    house.publiq.will_answer(FindPass, a_pass(), a_pass_without_social_tariff())
    house.publiq.will_answer(QuoteTariffs, tariffs())
    house.offer()
    house.clock.moment += timedelta(hours=13)
    assert house.offer().reason is Reason.NO_SOCIAL_TARIFF


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        (a_pass(), Standing.ENTITLED),
        (a_pass(end_date=NOON - timedelta(days=1)), Standing.GRACE),
        (a_pass(SocialTariffStatus.NONE), Standing.NONE),
        (a_pass(SocialTariffStatus.EXPIRED), Standing.EXPIRED),
        (a_pass(SocialTariffStatus.SUSPENDED), Standing.SUSPENDED),
        (evolve(a_problem("invalid-card-status"), card_status="BLOCKED"), Standing.BLOCKED),
        (evolve(a_problem("invalid-card-status"), card_status="PROVISIONED"), Standing.UNREGISTERED),
        (evolve(a_problem("invalid-card-status"), card_status="DELETED"), Standing.REPLACED),
        (a_problem("pass-not-found", 404), Standing.NO_SUCH_PASS),
        (a_problem("invalid-card"), Standing.REFUSED),
    ],
    ids=lambda each: each.name if isinstance(each, Standing) else "",
)
def test_f26_f27_each_state_of_a_pass_has_an_explanation_of_its_own(
    house: House, found: object, standing: Standing
) -> None:
    house.publiq.will_answer(FindPass, found)
    house.publiq.always_answers(FindCards, forbidden())
    seen = house.run(check_pass("lena", house.policy))
    assert (seen.standing, seen.checked_at) == (standing, NOON)
    assert seen.messages == (explain(standing),)
    assert status(house) == seen


def test_uitpas_s_own_words_come_before_ours(house: House) -> None:
    """R15, F28."""
    house.publiq.will_answer(FindPass, a_pass(messages=(SAID,)), a_problem("invalid-card", message=SAID))
    for _ in range(2):
        assert house.run(check_pass("lena", house.policy)).messages == (SAID,)


def test_f26_a_pass_of_another_region_is_told_apart_where_we_know_our_own(house: House) -> None:
    house.publiq.always_answers(FindPass, evolve(a_pass(), card_system=DENDER))
    house.publiq.always_answers(QuoteTariffs, no_tariffs())
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED
    assert house.offer().reason is Reason.NOT_AVAILABLE
    house.policy = Policy(card_systems=frozenset({5, 3}))
    assert status(house).standing is Standing.OTHER_REGION
    made = house.offer()
    assert (made.reason, made.messages) == (Reason.OTHER_REGION, (explain(Reason.OTHER_REGION),))
    house.publiq.always_answers(FindPass, evolve(a_pass(), card_system=GENT))
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED


def test_f25_a_replaced_card_is_followed_by_the_passholder_it_belongs_to(house: House) -> None:
    house.publiq.will_answer(FindPass, REPLACED, a_pass(number=OTHER_NUMBER))
    house.publiq.will_answer(FindCards, (OTHER_NUMBER,))
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED
    assert number_of(house) == OTHER_NUMBER
    assert house.publiq.asked[1:] == [FindCards("holder-7513"), FindPass(OTHER_NUMBER)]


def test_f25_a_replaced_card_is_followed_before_a_price_is_quoted(house: House) -> None:
    house.publiq.will_answer(
        FindPass, a_pass(), a_problem("pass-not-found", 404), a_pass(number=OTHER_NUMBER)
    )
    house.publiq.will_answer(FindCards, (OTHER_NUMBER,))
    house.publiq.always_answers(QuoteTariffs, tariffs())
    house.offer()
    sold = house.offer()
    house.clock.moment += timedelta(days=1)
    made = house.offer()
    assert (sold.number, made.number, made.reason) == (NUMBER, OTHER_NUMBER, None)
    assert number_of(house) == OTHER_NUMBER
    assert [q.number for q in house.publiq.asked if isinstance(q, QuoteTariffs)] == [NUMBER, OTHER_NUMBER]
    assert house.publiq.calls_of(house.offer) == []


def test_f25_the_new_card_of_one_child_changes_nothing_for_another(house: House) -> None:
    other, replaced = UitpasNumber.parse("0900000095902"), a_problem("pass-not-found", 404)
    house.move_in(participant="mo", number=other)
    said: dict[object, list[object]] = {
        NUMBER: [a_pass(), replaced],
        other: [a_pass(number=other)] * 2,
        OTHER_NUMBER: [a_pass(number=OTHER_NUMBER)],
    }
    house.publiq.always_answers(FindPass, lambda question: said[question.identifier].pop(0))
    house.publiq.always_answers(FindCards, (OTHER_NUMBER,))
    house.publiq.always_answers(QuoteTariffs, tariffs())
    pairs = [("lena", "camp"), ("mo", "camp")]
    house.run(offers(pairs, house.policy))
    house.clock.moment += timedelta(days=1)
    assert [made.number for made in house.run(offers(pairs, house.policy))] == [OTHER_NUMBER, other]


def test_f25_without_permission_for_passholders_the_insz_leads_to_the_new_card(sealed_house: House) -> None:
    house = with_insz(sealed_house)
    house.publiq.will_answer(FindPass, REPLACED, a_pass(number=OTHER_NUMBER))
    house.publiq.will_answer(FindCards, forbidden())
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED
    assert house.publiq.asked[-1] == FindPass(INSZ)
    assert number_of(house) == OTHER_NUMBER


@pytest.mark.parametrize("cards", [forbidden(), Unavailable("time-out"), (), (OTHER_NUMBER,)])
def test_f25_a_card_that_leads_nowhere_stays_refused_and_is_not_asked_again(
    house: House, cards: object
) -> None:
    house.publiq.will_answer(FindPass, REPLACED)
    house.publiq.always_answers(FindPass, a_problem("pass-not-found", 404))
    house.publiq.will_answer(FindCards, cards)
    assert house.offer().reason is Reason.REPLACED
    assert number_of(house) == NUMBER
    house.clock.moment += timedelta(hours=3)
    assert house.publiq.calls_of(house.offer) == []


def test_f25_a_new_card_that_is_another_childs_waits_for_a_person(house: House) -> None:
    house.run(save_participant(Participant("mo", OTHER_NUMBER), house.policy))
    house.publiq.always_answers(
        FindPass, lambda ask: REPLACED if ask.identifier == NUMBER else a_pass(number=OTHER_NUMBER)
    )
    house.publiq.always_answers(FindCards, (OTHER_NUMBER,))
    assert house.offer().reason is Reason.REPLACED
    with pytest.raises(PassTaken):
        house.run(check_pass("lena", house.policy))
    assert number_of(house) == NUMBER


def test_without_a_number_the_insz_on_the_profile_finds_it_with_consent(sealed_house: House) -> None:
    house = with_insz(sealed_house, number=None)
    house.publiq.will_answer(FindPass, a_problem("pass-not-found", 404), a_pass())
    assert house.run(check_pass("lena", house.policy)).standing is Standing.NO_SUCH_PASS
    assert number_of(house) is None
    assert house.run(check_pass("lena", house.policy)).standing is Standing.ENTITLED
    assert number_of(house) == NUMBER


def test_without_consent_the_insz_on_the_profile_is_not_used(sealed_house: House) -> None:
    sealed_house.run(save_participant(Participant("lena", insz=INSZ), STORING))
    with pytest.raises(ConsentNeeded):
        sealed_house.run(check_pass("lena", STORING))
    assert sealed_house.publiq.asked == []


def test_without_number_and_insz_there_is_nothing_to_ask(empty_house: House) -> None:
    empty_house.move_in(number=None)
    assert empty_house.run(check_pass("lena", empty_house.policy)) == PassStatus(Standing.NO_NUMBER)
    assert empty_house.publiq.asked == []


@pytest.mark.parametrize(
    ("answer", "error"), [(forbidden(), Rejected), (Unavailable("time-out"), Unreachable)]
)
def test_what_says_nothing_of_the_pass_changes_nothing(
    house: House, answer: Problem | Unavailable, error: type[Exception]
) -> None:
    house.publiq.will_answer(FindPass, a_pass(), answer)
    house.run(check_pass("lena", house.policy))
    with pytest.raises(error):
        house.run(check_pass("lena", house.policy))
    assert status(house).standing is Standing.ENTITLED


def test_the_overview_shows_those_who_stand_so(house: House) -> None:
    house.run(save_participant(Participant("mo"), house.policy))
    house.publiq.will_answer(FindPass, evolve(a_pass(), card_system=DENDER))
    house.run(check_pass("lena", house.policy))
    everybody = house.run(participants(house.policy))
    assert [(each.participant_id, each.status.standing) for each in everybody] == [
        ("lena", Standing.ENTITLED),
        ("mo", Standing.NO_NUMBER),
    ]
    ours = Policy(card_systems=frozenset({5}))
    (elsewhere,) = house.run(participants(ours, {Standing.OTHER_REGION}))
    assert elsewhere.participant_id == "lena"


def test_nobody_has_no_pass(house: House) -> None:
    for flow in (check_pass("nobody", Policy()), pass_status("nobody", Policy())):
        with pytest.raises(NotFound):
            house.run(flow)
    assert house.run(transact(lambda ledger: ledger.pass_status("nobody"))) is None


def test_f25_a_pass_that_nobody_knows_the_holder_of_leads_nowhere(house: House) -> None:
    house.publiq.will_answer(FindPass, a_problem("pass-not-found", 404))
    assert house.offer().reason is Reason.NO_SUCH_PASS
    assert house.publiq.count() == 1


def test_f25_an_insz_that_leads_nowhere_leaves_the_refusal(sealed_house: House) -> None:
    house = with_insz(sealed_house)
    house.publiq.will_answer(FindPass, REPLACED, a_problem("pass-not-found", 404))
    house.publiq.will_answer(FindCards, forbidden())
    assert house.run(check_pass("lena", house.policy)).standing is Standing.REPLACED
    assert number_of(house) == NUMBER


def test_f12_who_has_a_sale_keeps_the_prices_of_before_it_the_next_day(house: House) -> None:
    house.with_social_tariff().enrol()
    house.clock.moment += timedelta(days=1)
    assert house.publiq.calls_of(house.offer) == ["FindPass"]
