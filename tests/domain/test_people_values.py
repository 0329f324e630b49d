"""What people type and what an organisation decides, checked where it is made."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saga.memory_ledger import MemoryLedger
from uitkern.domain.errors import InvalidValue, PassTaken
from uitkern.domain.model.forgotten import Forgotten
from uitkern.domain.model.identifier import ChipNumber, InszBarcode, parse_identifier
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.invalid import InvalidValue as Invalid
from uitkern.domain.model.participant import Consent, Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.renewal import Renewal
from uitkern.domain.model.said import Mistake
from uitkern.domain.model.sentences import explain
from uitkern.domain.model.uitpas_number import UitpasNumber
from uitkern.domain.model.viewer import Viewer
from uitkern.domain.rules.entitlement import gives_a_right

NUMBER, INSZ, CHIP = "0900000067513", "36051380284", "04363CDAEE3880"


def with_checks(nine: str, *, century: str = "") -> str:
    """An INSZ with the check digits that belong to its first nine."""
    return f"{nine}{97 - int(century + nine) % 97:02d}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (NUMBER, UitpasNumber(NUMBER)),
        (" 0900 0000.675-13", UitpasNumber(NUMBER)),
        ("0900\u20130000\u201367513", UitpasNumber(NUMBER)),
        (INSZ, Insz(INSZ)),
        ("36.05.13-802.84", Insz(INSZ)),
        ("04:36:3c:da:ee:38:80", ChipNumber(CHIP)),
        (CHIP.lower(), ChipNumber(CHIP)),
        (f"98{INSZ}123", InszBarcode(f"98{INSZ}123")),
    ],
)
def test_what_is_typed_or_scanned_is_recognised(typed: str, found: object) -> None:
    assert parse_identifier(typed) == found
    assert not any(number in f"{found!r} {found}" for number in (NUMBER, INSZ, CHIP))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", explain(Mistake.IDENTIFIER, count=0)),
        ("0900006751", explain(Mistake.IDENTIFIER, count=10)),
        ("09000000675133", explain(Mistake.IDENTIFIER, count=14)),
        ("0900000067514", explain(Mistake.NUMBER_CHECK)),
        ("36051380285", explain(Mistake.INSZ_CHECK)),
        ("0436 3CDA EE38 8Z", explain(Mistake.CHIP)),
        ("1234567890123456", explain(Mistake.BARCODE)),
        ("36051380284\u00e9\u00e9\u00e9\u00e9", explain(Mistake.BARCODE)),
    ],
)
def test_what_is_none_of_them_is_told_in_words(typed: str, message: object) -> None:
    with pytest.raises(InvalidValue) as wrong:
        parse_identifier(typed)
    assert wrong.value.message == message
    assert not typed or typed not in str(wrong.value)


@pytest.mark.parametrize("value", [None, 4, "04363cdaee3880"])
def test_a_chip_number_is_fourteen_hexadecimal_digits(value: object) -> None:
    with pytest.raises(InvalidValue):
        ChipNumber(value)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        InszBarcode(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("insz", "born"),
    [
        (with_checks("190203001", century="2"), date(2019, 2, 3)),
        (with_checks("360513802"), date(1936, 5, 13)),
        (with_checks("194203001", century="2"), date(2019, 2, 3)),
        (with_checks("192203001", century="2"), date(2019, 2, 3)),
    ],
    ids=["a child of 2019", "a pensioner", "a bis number", "a bis number of unknown gender"],
)
def test_a_national_and_a_bis_number_hold_the_birth_date(insz: str, born: date) -> None:
    assert Insz.parse(insz).birth_date == born
    Participant("kid", insz=Insz(insz), birth_date=born)
    with pytest.raises(InvalidValue) as wrong:
        Participant("kid", insz=Insz(insz), birth_date=born + timedelta(days=1))
    assert (wrong.value.field, wrong.value.message) == ("insz", explain(Mistake.INSZ_OTHER_BIRTH))


def test_who_does_not_know_the_birth_date_contradicts_none() -> None:
    unknown = Insz(with_checks("000000001", century="2"))
    assert unknown.birth_date is None
    Participant("kid", insz=unknown, birth_date=date(2019, 1, 1))


def test_a_participant_shows_nothing_that_identifies_it() -> None:
    shown = repr(Participant("kid", UitpasNumber(NUMBER), insz=Insz(INSZ), birth_date=date(1936, 5, 13)))
    assert not any(each in shown for each in (NUMBER, INSZ, "1936"))


@pytest.mark.parametrize("changes", [{"language": "vl"}, {"insz": INSZ}, {"birth_date": "1936-05-13"}])
def test_a_participant_is_checked_where_it_is_made(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        Participant("kid", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Privacy(questions=0),
        lambda: Privacy(window=timedelta(0)),
        lambda: Privacy(keep_answers=timedelta(days=-1)),
        lambda: Privacy(keep_numbers=timedelta(0)),
        lambda: Policy(empty_for=timedelta(0)),
        lambda: Policy(checkin_every=timedelta(0)),
        lambda: Renewal(2, 29),
        lambda: Renewal(13, 1),
        lambda: Renewal.parse("september"),
        lambda: Renewal.parse("09-"),
        lambda: Viewer(" "),
        lambda: Consent("kid", None, ""),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_decided_is_named(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


def test_a_renewal_comes_every_year() -> None:
    renewal = Renewal.parse("09-01")
    assert renewal == Renewal(9, 1)
    assert renewal.latest(date(2027, 8, 31)) == date(2026, 9, 1)
    assert renewal.latest(date(2027, 9, 1)) == date(2027, 9, 1)


def test_what_is_forgotten_adds_up() -> None:
    assert Forgotten(1, 2, 3) + Forgotten(1, 1, 1) == Forgotten(2, 3, 4)


def test_only_a_pass_and_a_tariff_give_a_right() -> None:
    assert not gives_a_right(None)


def test_the_error_for_a_value_is_the_one_of_the_model() -> None:
    assert InvalidValue is Invalid


def _save(ledger: Any, child: Participant, by: str | None) -> None:
    ledger.save_participant(child, by)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from([None, NUMBER, "0900000095902"]), st.booleans())
    )
)
def test_r13_a_number_has_one_holder_and_those_whom_a_person_allowed(
    saves: list[tuple[str, str | None, bool]],
) -> None:
    ledger = MemoryLedger()
    for name, number, allowed in saves:
        child = Participant(name, UitpasNumber(number) if number else None)
        with suppress(PassTaken):
            by = "a person" if allowed else None
            ledger.transact(partial(_save, child=child, by=by))
        alone = [p.number for p in ledger.participants() if p.number and p.shared_by is None]
        assert len(alone) == len(set(alone))


@given(
    st.sampled_from([NUMBER, "0900010959113"]),
    st.lists(st.sampled_from(" .-/\u2013"), max_size=30),
    st.randoms(),
)
def test_separators_between_digits_never_matter(digits: str, separators: list[str], chance: Random) -> None:
    typed = list(digits)
    for each in separators:
        typed.insert(chance.randint(0, len(typed)), each)
    assert parse_identifier("".join(typed)) == UitpasNumber(digits)
