"""Rewards: made once, imported, kept as UiTPAS has them, edited while nobody redeemed them."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.domain.building import BASE, HALF, ORGANIZER, US, a_problem, forbidden
from tests.domain.test_rewarding import a_reward
from tests.flows.house import House
from uitkern.domain.errors import (
    InvalidValue,
    NotFound,
    Rejected,
    RewardNotEditable,
    RewardUnknown,
    Unreachable,
)
from uitkern.domain.flows.reward_prices import price_reward, rewards_of, unprice_reward
from uitkern.domain.flows.rewards import (
    create_reward,
    edit_reward,
    import_rewards,
    search_rewards,
    synchronise_reward,
)
from uitkern.domain.model.reward import (
    InvalidReward,
    KeptReward,
    PricedFor,
    Reward,
    RewardSearch,
    RewardsPage,
)
from uitkern.domain.ports.outcomes import Done, NoAnswer, NotSent, Refused, Unavailable
from uitkern.domain.ports.rewards import CreateReward, FindReward, ReplaceReward, SearchRewards

DRAFT = a_reward(id="")
MADE = a_reward(id="6001")


def page(*rewards: Reward) -> RewardsPage:
    return RewardsPage(len(rewards), rewards)


def kept(house: House) -> tuple[KeptReward, ...]:
    return house.run(rewards_of(None))


def test_a_reward_is_made_at_uitpas_and_kept_under_its_id(house: House) -> None:
    house.publiq.will_answer(CreateReward, Done(MADE))
    made = house.run(create_reward(DRAFT))
    assert (made.reward, made.imported, made.reference) == (MADE, False, "6001")
    assert kept(house) == (made,)
    assert house.run(rewards_of(ORGANIZER)) == (made,)
    assert house.run(rewards_of("another")) == ()


def test_a_bad_draft_reaches_nobody(house: House) -> None:
    with pytest.raises(InvalidReward):
        house.run(create_reward(a_reward(organizers=())))
    assert house.publiq.asked == []


@pytest.mark.parametrize(
    ("outcome", "error"),
    [(Refused(forbidden()), Rejected), (NotSent("no connection"), Unreachable)],
    ids=["refused", "not sent"],
)
def test_what_is_not_made_is_not_kept(house: House, outcome: Any, error: type[Exception]) -> None:
    house.publiq.will_answer(CreateReward, outcome)
    with pytest.raises(error):
        house.run(create_reward(DRAFT))
    assert kept(house) == ()


def test_a_reward_without_an_answer_is_looked_up_and_adopted(house: House) -> None:
    house.publiq.will_answer(CreateReward, NoAnswer("time-out"))
    house.publiq.will_answer(SearchRewards, page(a_reward(id="1", title="Iets anders"), MADE))
    assert house.run(create_reward(DRAFT)).reward == MADE
    (asked,) = [each for each in house.publiq.asked if isinstance(each, SearchRewards)]
    assert asked.search == RewardSearch(DRAFT.title, ORGANIZER, all_periods=True)


@pytest.mark.parametrize(
    "listed",
    [page(), page(MADE, a_reward(id="6002")), Unavailable("time-out"), forbidden()],
    ids=["not there", "two alike", "silence", "refused"],
)
def test_a_reward_that_may_be_there_is_not_made_again(house: House, listed: Any) -> None:
    house.publiq.will_answer(CreateReward, NoAnswer("time-out"))
    house.publiq.will_answer(SearchRewards, listed)
    with pytest.raises(RewardUnknown):
        house.run(create_reward(DRAFT))
    assert kept(house) == ()


def test_a_search_says_something(house: House) -> None:
    for nothing in (RewardSearch(), RewardSearch(" * ")):
        with pytest.raises(InvalidValue, match="must say something"):
            house.run(search_rewards(nothing))


def test_a_word_is_searched_at_uitpas_a_part_of_one_here(house: House) -> None:
    tea = a_reward(id="2", title="Thee", description="Warm.")
    house.publiq.always_answers(SearchRewards, page(MADE, tea))
    assert house.run(search_rewards(RewardSearch(" koffie ", ORGANIZER))) == (MADE, tea), "as UiTPAS finds"
    assert house.run(search_rewards(RewardSearch("koff*"))) == (MADE,)
    assert [each.search.text for each in house.publiq.asked] == ["koffie", ""]  # type: ignore[attr-defined]


def test_a_search_that_is_refused_is_an_error(house: House) -> None:
    house.publiq.always_answers(SearchRewards, forbidden())
    with pytest.raises(Rejected):
        house.run(search_rewards(RewardSearch("koffie")))


def test_rewards_are_imported_each_once(house: House) -> None:
    house.publiq.always_answers(FindReward, lambda question: a_reward(id=question.reward_id))
    found = house.run(import_rewards(["5687", "5823", "5687"]))
    assert [each.reference for each in found] == ["UiT_5687", "UiT_5823"]
    assert house.publiq.count() == 2


def test_what_was_made_here_stays_ours_after_an_import(house: House) -> None:
    house.publiq.will_answer(CreateReward, Done(MADE))
    house.run(create_reward(DRAFT))
    house.publiq.always_answers(FindReward, evolve(MADE, title="Anders"))
    (again,) = house.run(import_rewards(["6001"]))
    assert (again.imported, again.reward.title) == (False, "Anders")


def test_synchronising_takes_over_what_uitpas_has(house: House) -> None:
    with pytest.raises(NotFound):
        house.run(synchronise_reward("5687"))
    house.publiq.will_answer(FindReward, a_reward(), a_reward(title="Nieuw"))
    house.run(import_rewards(["5687"]))
    assert house.run(synchronise_reward("5687")).reward.title == "Nieuw"


@pytest.fixture
def imported(house: House) -> House:
    house.publiq.will_answer(FindReward, a_reward(title="Oud", practical_info="Aan de kassa."))
    house.run(import_rewards(["5687"]))
    return house


def test_an_edit_sends_the_whole_reward_as_it_is_now(imported: House) -> None:
    present = a_reward(title="Ondertussen anders", practical_info="Aan de kassa.")
    imported.publiq.will_answer(FindReward, present)
    imported.publiq.will_answer(ReplaceReward, lambda question: Done(question.reward))
    edited = imported.run(edit_reward("5687", {"points": 12}))
    assert edited.reward == evolve(present, points=12)
    assert edited.imported


def test_a_reward_that_was_redeemed_is_fixed_and_says_why(imported: House) -> None:
    imported.publiq.will_answer(FindReward, a_reward(taken=3))
    with pytest.raises(RewardNotEditable) as fixed:
        imported.run(edit_reward("5687", {"points": 12}))
    assert (fixed.value.taken, fixed.value.reward_id) == (3, "5687")
    assert "al 3 keer ingeruild" in fixed.value.message.nl
    assert imported.publiq.count(ReplaceReward) == 0


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        (Refused(a_problem("reward-not-editable")), RewardNotEditable),
        (Refused(forbidden()), Rejected),
        (NotSent("no connection"), Unreachable),
        (NoAnswer("time-out"), Unreachable),
    ],
    ids=["redeemed meanwhile", "refused", "not sent", "no answer"],
)
def test_an_edit_that_is_not_done_changes_nothing_here(
    imported: House, outcome: Any, error: type[Exception]
) -> None:
    imported.publiq.will_answer(FindReward, a_reward())
    imported.publiq.will_answer(ReplaceReward, outcome)
    with pytest.raises(error):
        imported.run(edit_reward("5687", {"title": "Nieuw"}))
    assert kept(imported)[0].reward.title == "Oud"


@pytest.mark.parametrize("field", ["id", "taken", "status", "nonsense"])
def test_what_uitpas_decides_cannot_be_edited(imported: House, field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        imported.run(edit_reward("5687", {field: "x"}))
    assert refused.value.field == field


def test_a_bad_edit_is_refused_before_it_is_sent(imported: House) -> None:
    imported.publiq.will_answer(FindReward, a_reward())
    with pytest.raises(InvalidReward):
        imported.run(edit_reward("5687", {"points": -1}))


def test_a_reward_gets_a_price_for_an_activity_or_a_type(imported: House) -> None:
    price = imported.run(price_reward("5687", HALF, PricedFor.ACTIVITY, "camp", US))
    by_type = imported.run(price_reward("5687", BASE, PricedFor.TYPE, "camps", US))
    assert imported.look(lambda ledger: ledger.reward_prices()) == (price, by_type)
    assert imported.run(unprice_reward("5687", PricedFor.TYPE, "camps"))
    assert not imported.run(unprice_reward("5687", PricedFor.TYPE, "camps"))
    for missing in (("1", "camp"), ("5687", "nowhere")):
        with pytest.raises(NotFound):
            imported.run(price_reward(missing[0], HALF, PricedFor.ACTIVITY, missing[1], US))
