"""Pass numbers and national numbers: what is read, what is refused, and that neither is ever shown."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import NUMBER, a_discounted_enrolment, a_pass, a_sale, an_offer
from uitkern.domain.errors import InvalidValue
from uitkern.domain.model.identifier import ChipNumber, parse_identifier
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.uitpas_number import UitpasNumber


def an_insz(born: date, counter: int, *, month_offset: int = 0) -> str:
    """The number of somebody born then; the check digits count a 2 in front since 2000."""
    stem = f"{born:%y}{born.month + month_offset:02d}{born:%d}{counter:03d}"
    century = "2" if born.year >= 2000 else ""
    return f"{stem}{97 - int(century + stem) % 97:02d}"


def luhn_digit(stem: str) -> str:
    doubled = [int(digit) * 2 if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(stem))]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


births = st.dates(date(1930, 1, 1), date(2025, 12, 31))
counters = st.integers(1, 997)


@pytest.mark.parametrize("typed", ["0900000067513", "090 0000 067513", "0900.0000-67513", " 0900000067513\n"])
def test_a_pass_number_is_read_as_people_type_it(typed: str) -> None:
    assert UitpasNumber.parse(typed) == UitpasNumber("0900000067513")


@pytest.mark.parametrize(
    "typed", ["", "090000006751", "09000000675130", "090000006751x", "٠٩٠٠٠٠٠٠٦٧٥١٣", "0900000067513;"]
)
def test_a_pass_number_that_is_not_13_digits_is_refused_by_name_and_rule(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        UitpasNumber.parse(typed)

    assert (refused.value.field, refused.value.rule) == ("uitpas_number", "must be 13 digits")


@pytest.mark.parametrize("value", [None, 900000067513, b"0900000067513"])
def test_a_pass_number_is_a_text(value: object) -> None:
    with pytest.raises(InvalidValue, match="uitpas_number: must be 13 digits"):
        UitpasNumber(value)  # type: ignore[arg-type]


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(1, 9))
def test_one_mistyped_digit_of_a_pass_number_is_noticed(stem: str, slip: int) -> None:
    right = luhn_digit(stem)
    wrong = str((int(right) + slip) % 10)

    assert UitpasNumber.parse(stem + right).value == stem + right
    with pytest.raises(InvalidValue, match="uitpas_number: its check digit is wrong"):
        UitpasNumber.parse(stem + wrong)


def test_uitpas_may_answer_a_number_whose_check_digit_is_wrong() -> None:
    assert UitpasNumber("0560002524314").value == "0560002524314"


@given(births, counters)
def test_a_national_number_is_read_whatever_the_century(born: date, counter: int) -> None:
    typed = an_insz(born, counter)

    assert Insz.parse(typed).value == typed
    assert Insz.parse(f"{typed[:2]}.{typed[2:4]}.{typed[4:6]}-{typed[6:9]}.{typed[9:]}").value == typed


@given(births, counters, st.sampled_from([20, 40]))
def test_a_bis_number_is_a_national_number_too(born: date, counter: int, month_offset: int) -> None:
    typed = an_insz(born, counter, month_offset=month_offset)

    assert Insz.parse(typed).value == typed


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("", "must be 11 digits"),
        ("8507300332", "must be 11 digits"),
        ("850730033280", "must be 11 digits"),
        ("8507300332x", "must be 11 digits"),
        ("85073003329", "is no national number: its birth date or check digits are wrong"),
        ("00000000000", "is no national number: its birth date or check digits are wrong"),
        (
            an_insz(date(1985, 7, 30), 33, month_offset=8),
            "is no national number: its birth date or check digits are wrong",
        ),
    ],
)
def test_what_is_no_national_number_is_refused_by_name_and_rule(typed: str, rule: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Insz.parse(typed)

    assert (refused.value.field, refused.value.rule) == ("insz", rule)


@pytest.mark.parametrize("read", [UitpasNumber.parse, Insz.parse, ChipNumber.parse, parse_identifier])
def test_a_field_left_out_of_a_form_is_nothing_typed(read: Callable[[object], object]) -> None:
    """A web form or a JSON body may hold no number, or a number that is none of ours to guess at."""
    with pytest.raises(InvalidValue) as left_out:
        read(None)
    assert left_out.value.message is not None
    with pytest.raises(InvalidValue, match="must be a text: as a number it loses the zeros it begins with"):
        read(900000067513)


def test_nothing_typed_is_a_matter_of_length_and_not_of_letters() -> None:
    with pytest.raises(InvalidValue) as nothing:
        UitpasNumber.parse(" ")
    assert nothing.value.message is not None
    assert nothing.value.message.nl == "Een UiTPAS-nummer heeft 13 cijfers; hier staan er 0."


def test_a_national_number_is_a_text() -> None:
    with pytest.raises(InvalidValue, match="insz: must be 11 digits"):
        Insz(85073003328)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (UitpasNumber.parse, "0900000067514"),
        (UitpasNumber.parse, "09000000675130"),
        (UitpasNumber, "0900000067513x"),
        (Insz.parse, "85073003329"),
        (Insz.parse, "850730033280"),
        (Insz, "85.07.30-033.28"),
    ],
)
def test_a_refused_number_is_not_in_what_is_printed(read: Callable[[str], object], typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read(typed)

    said = f"{refused.value} {refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"
    assert typed not in said
    assert typed not in str(refused.value.__dict__)


@pytest.mark.parametrize(
    "holder",
    [
        NUMBER,
        Participant("lena", NUMBER),
        a_pass(),
        a_sale(),
        an_offer(),
        a_discounted_enrolment(),
    ],
    ids=lambda holder: type(holder).__name__,
)
def test_a_pass_number_is_shown_by_its_last_digits_alone(holder: object) -> None:
    shown = f"{holder!r} {holder} {[holder]}"

    assert NUMBER.value not in shown
    assert NUMBER.value[:9] not in shown
    assert "*********7513" in shown


def test_nothing_of_a_national_number_is_shown() -> None:
    insz = Insz.parse("85.07.30-033.28")

    assert f"{insz} {insz!r} {[insz]}" == "*********** Insz(***********) [Insz(***********)]"


@pytest.mark.parametrize("number", [NUMBER, Insz("85073003328")], ids=["pass", "insz"])
def test_numbers_survive_a_process_border_and_count_by_value(number: object) -> None:
    assert pickle.loads(pickle.dumps(number)) == number  # noqa: S301 - our own bytes
    assert len({number, pickle.loads(pickle.dumps(number))}) == 1  # noqa: S301
