from __future__ import annotations

import pytest

from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.values import SocialTariffStatus
from uitkern.simulator.world.world import World

NONE, ACTIVE, EXPIRED = SocialTariffStatus.NONE, SocialTariffStatus.ACTIVE, SocialTariffStatus.EXPIRED

OFFICIAL = [
    ("0900000095902", "04784CDAEE3880", "83030201540", NONE, "9000", 5),
    ("0900000067513", "04363CDAEE3880", "36051380284", ACTIVE, "9090", 5),
    ("0900000031618", "04CEE7528E6180", "66010101785", EXPIRED, "9000", 5),
    ("0900010959113", "04ED6ACACF6180", "08091860684", ACTIVE, "9090", 5),
    ("0900000058918", "045157B2B63780", "17010180147", EXPIRED, "1000", 3),
    ("1000000520006", "045A4832633680", "80010101392", NONE, "9000", 5),
    ("0900000093204", "045D69DAEE3880", "10010105762", ACTIVE, "9000", 1),
    ("0900004518305", None, "80010170282", NONE, "9000", 5),
    ("0900004518404", None, "20010170215", NONE, "9000", 5),
    ("0900011902815", None, "91063061055", ACTIVE, "9000", 5),
    ("0900011903417", None, "15021760024", NONE, "9000", 5),
    ("0900000672312", None, None, ACTIVE, "9000", 5),
    ("0900000045410", "04D0AB6AF85C80", None, ACTIVE, "9000", 5),
    ("0900000191800", "048B25DAEE3880", None, NONE, "9000", 5),
]


@pytest.mark.parametrize(("number", "chip", "insz", "status", "postal_code", "card_system"), OFFICIAL)
def test_an_official_pass_is_found_by_everything_that_identifies_it(
    world: World,
    number: str,
    chip: str | None,
    insz: str | None,
    status: SocialTariffStatus,
    postal_code: str,
    card_system: int,
) -> None:
    for identifier in filter(None, (number, chip, insz)):
        found = world.find_pass(identifier)
        assert found.card.number == number
        assert found.holder.postal_code == postal_code
        assert found.card_system.id == card_system
        assert found.holder.memberships[0].status(world.clock.now()) is status


def luhn_total(number: str) -> int:
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    return sum(int(digit) for digit in number[::-2]) + sum(d - 9 if d > 9 else d for d in doubled)


def test_every_number_of_the_test_data_passes_its_check_digit(world: World) -> None:
    numbers = list(world.state.cards)
    assert len(numbers) == 17 + 30
    assert [number for number in numbers if luhn_total(number) % 10] == []


@pytest.mark.parametrize("barcode", ["36.05.13-802.84", "36051380284", "360513802840912", "04363cdaee3880"])
def test_separators_a_barcode_and_lower_case_identify_as_well(world: World, barcode: str) -> None:
    assert world.find_pass(barcode).card.number == "0900000067513"


@pytest.mark.parametrize("identifier", ["", "0900000000000", "3605138028400", "00000000000", "nobody"])
def test_a_pass_that_does_not_exist_is_not_found(world: World, identifier: str) -> None:
    with pytest.raises(Refusal) as refused:
        world.find_pass(identifier)
    assert (refused.value.kind, refused.value.status) == ("uitpas/pass-not-found", 404)


@pytest.mark.parametrize("identifier", ["0900000002312", "04B00412F15284", "71030360442"])
def test_a_blocked_card_is_refused_with_its_holder(world: World, identifier: str) -> None:
    with pytest.raises(Refusal) as refused:
        world.find_pass(identifier)
    assert refused.value.kind == "uitpas/invalid-card-status"
    assert refused.value.members == {
        "cardStatus": "BLOCKED",
        "passholderId": world.state.cards["0900000002312"].holder,
        "passType": "INDIVIDUAL",
    }
    assert refused.value.message is not None


@pytest.mark.parametrize("identifier", ["0900000074519", "044AC54A8E6180", "0900000020405"])
def test_an_unregistered_card_is_refused_without_a_holder(world: World, identifier: str) -> None:
    with pytest.raises(Refusal) as refused:
        world.find_pass(identifier)
    assert refused.value.kind == "uitpas/invalid-card-status"
    assert refused.value.members == {"cardStatus": "PROVISIONED"}


def test_no_refusal_repeats_the_number_it_refuses(world: World) -> None:
    for number in ("0900000002312", "0900000074519", "71030360442", "0900000000000"):
        with pytest.raises(Refusal) as refused:
            world.find_pass(number)
        said = f"{refused.value} {refused.value.message} {refused.value.detail} {refused.value.members}"
        assert number not in said
