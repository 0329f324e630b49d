"""A list of participants: kept row by row, each mistake told in words a secretary understands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.domain.building import NOON, NUMBER, OTHER_NUMBER, SAID, a_pass, a_problem
from tests.flows.house import House
from uitkern.domain.errors import InvalidValue
from uitkern.domain.flows.importing import row_flows
from uitkern.domain.model.insz import Insz
from uitkern.domain.model.listed import Cell, Column, ListedRow, RowOutcome, RowReport
from uitkern.domain.model.participant import Participant
from uitkern.domain.model.policy import Policy
from uitkern.domain.model.privacy import Privacy
from uitkern.domain.model.reason import Reason
from uitkern.domain.model.said import Mistake, Said
from uitkern.domain.model.sentences import explain
from uitkern.domain.ports.outcomes import Unavailable
from uitkern.domain.ports.publiq import FindPass
from uitkern.domain.rules.roster import columns_of, insz_in, number_in

Out = RowOutcome
C = Column
INSZ = "17010180147"


def imported(house: House, *rows: dict[Column, Cell], consent_by: str | None = None) -> list[RowReport]:
    listed = [ListedRow(number, cells) for number, cells in enumerate(rows, 2)]
    return [house.run(flow) for flow in row_flows(listed, house.policy, consent_by)]


def kept(house: House, participant: str) -> Participant:
    return house.look(lambda ledger: ledger.participant(participant))


def refused(house: House, cells: dict[Column, Cell]) -> str:
    (report,) = imported(house, {C.ID: "mo", **cells})
    assert report.outcome is Out.REFUSED
    assert report.message is not None
    return report.message.nl


def test_a_list_is_kept_and_each_row_told_of(house: House) -> None:
    rows: list[dict[Column, Cell]] = [
        {C.ID: "lena", C.UITPAS: NUMBER.value},
        {C.ID: "mo", C.UITPAS: "0900 0000 589 18", C.BIRTH_DATE: "31/12/2019", C.LANGUAGE: "FR"},
        {C.ID: 17, C.UITPAS: None},
    ]
    assert [each.outcome for each in imported(house, *rows)] == [Out.UNCHANGED, Out.ADDED, Out.ADDED]
    assert kept(house, "mo") == Participant("mo", OTHER_NUMBER, birth_date=date(2019, 12, 31), language="fr")
    assert kept(house, "17").uitpas_number is None
    assert [each.outcome for each in imported(house, *rows)] == [Out.UNCHANGED] * 3
    assert house.publiq.asked == []


def test_an_empty_cell_leaves_what_was_known(house: House) -> None:
    imported(house, {C.ID: "mo", C.UITPAS: OTHER_NUMBER.value, C.BIRTH_DATE: date(2019, 1, 1)})
    (report,) = imported(house, {C.ID: "mo", C.LANGUAGE: "de"})
    assert report == RowReport(2, "mo", Out.CHANGED)
    assert kept(house, "mo") == Participant("mo", OTHER_NUMBER, birth_date=date(2019, 1, 1), language="de")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({C.UITPAS: "090000006751"}, explain(Mistake.NUMBER_LENGTH, count=12)),
        ({C.UITPAS: "0900006751"}, explain(Mistake.NUMBER_LENGTH, count=10)),
        ({C.UITPAS: "09000000675133"}, explain(Mistake.NUMBER_LENGTH, count=14)),
        ({C.UITPAS: "09000000675I3"}, explain(Mistake.NUMBER_LETTERS)),
        ({C.UITPAS: "0900000067514"}, explain(Mistake.NUMBER_CHECK)),
        ({C.UITPAS: "9,00E+11"}, explain(Mistake.ROUNDED)),
        ({C.UITPAS: 900000067513.5}, explain(Mistake.ROUNDED)),
        ({C.INSZ: "1701018014"}, explain(Mistake.INSZ_LENGTH, count=10)),
        ({C.INSZ: "17.01.01-801.4x"}, explain(Mistake.INSZ_LETTERS)),
        ({C.INSZ: "17010180148"}, explain(Mistake.INSZ_CHECK)),
        ({C.INSZ: INSZ, C.BIRTH_DATE: "2019-01-01"}, explain(Mistake.INSZ_OTHER_BIRTH)),
        ({C.BIRTH_DATE: "31/02/2019"}, explain(Mistake.BIRTH_DATE)),
        ({C.BIRTH_DATE: "toen"}, explain(Mistake.BIRTH_DATE)),
        ({C.LANGUAGE: "Vlaams"}, explain(Mistake.LANGUAGE)),
        ({C.UITPAS: NUMBER.value}, explain(Said.PASS_TAKEN)),
    ],
)
def test_what_is_wrong_with_a_row_is_told_in_words(house: House, cells: Any, words: Any) -> None:
    assert refused(house, cells) == words.nl
    with pytest.raises(Exception, match="there is none"):
        kept(house, "mo")


def test_a_row_without_an_id_and_one_that_comes_twice_are_told_where(house: House) -> None:
    rows: list[dict[Column, Cell]] = [
        {C.ID: "mo", C.UITPAS: OTHER_NUMBER.value},
        {C.ID: " ", C.UITPAS: NUMBER.value},
        {C.ID: "mo"},
        {C.ID: "twin", C.UITPAS: OTHER_NUMBER.value},
    ]
    reports = imported(house, *rows)
    assert [each.outcome for each in reports] == [Out.ADDED, Out.REFUSED, Out.REFUSED, Out.REFUSED]
    assert [each.message for each in reports[1:]] == [
        explain(Mistake.NO_ID),
        explain(Mistake.TWICE_ID, row=2),
        explain(Mistake.TWICE_NUMBER, row=2),
    ]


@pytest.mark.parametrize("cell", [900000067513, 900000067513.0])
def test_the_zero_that_a_spreadsheet_drops_is_put_back(cell: Cell) -> None:
    assert number_in(cell) == NUMBER


def test_the_zeros_of_a_child_born_in_this_century_are_put_back() -> None:
    assert insz_in(8091860684) == Insz("08091860684")
    assert insz_in(17010180147) == Insz(INSZ)


@pytest.mark.parametrize("cell", ["900000067513", 90000006751])
def test_no_zero_is_guessed_where_none_was_dropped(cell: Cell) -> None:
    with pytest.raises(InvalidValue):
        number_in(cell)


def test_a_date_with_a_time_is_a_day(house: House) -> None:
    imported(house, {C.ID: "mo", C.BIRTH_DATE: datetime(2019, 5, 1, 10, 0, tzinfo=NOON.tzinfo)})
    assert kept(house, "mo").birth_date == date(2019, 5, 1)


def test_with_consent_the_insz_finds_the_pass(house: House) -> None:
    house.publiq.will_answer(FindPass, a_pass(number=OTHER_NUMBER))
    (report,) = imported(house, {C.ID: "mo", C.INSZ: INSZ}, consent_by="on paper")
    assert report == RowReport(2, "mo", Out.ADDED)
    assert kept(house, "mo") == Participant("mo", OTHER_NUMBER), "the INSZ itself is not kept"
    consent = house.look(lambda ledger: ledger.consent("mo"))
    assert consent is not None
    assert consent.given_by == "on paper"


def test_a_pass_that_is_found_later_is_a_change(house: House) -> None:
    imported(house, {C.ID: "mo", C.INSZ: INSZ})
    assert house.publiq.asked == []
    house.publiq.will_answer(FindPass, a_pass(number=OTHER_NUMBER))
    (report,) = imported(house, {C.ID: "mo", C.INSZ: INSZ}, consent_by="on paper")
    assert report.outcome is Out.CHANGED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (a_problem("pass-not-found", 404), explain(Reason.NO_SUCH_PASS)),
        (a_problem("pass-not-found", 404, SAID), SAID),
        (Unavailable("time-out"), explain(Reason.UNREACHABLE)),
        (a_pass(), explain(Said.PASS_TAKEN)),
    ],
)
def test_who_has_no_pass_is_kept_without_one_and_told_of(house: House, answer: Any, words: Any) -> None:
    house.publiq.will_answer(FindPass, answer)
    (report,) = imported(house, {C.ID: "mo", C.INSZ: INSZ}, consent_by="on paper")
    assert report == RowReport(2, "mo", Out.ADDED, words)
    assert kept(house, "mo") == Participant("mo")


def test_an_insz_is_kept_where_the_policy_says_so(sealed_house: House) -> None:
    sealed_house.policy = Policy(privacy=Privacy(store_insz=True))
    imported(sealed_house, {C.ID: "mo", C.INSZ: INSZ})
    imported(sealed_house, {C.ID: "mo", C.UITPAS: OTHER_NUMBER.value})
    assert kept(sealed_house, "mo") == Participant("mo", OTHER_NUMBER, insz=Insz(INSZ))


def test_headers_are_read_as_secretaries_write_them() -> None:
    header = ["Naam", "Lidnummer", "UiTPAS-nummer", "Rijksregister nr.", "Geboortedatum", None, "TAAL "]
    assert columns_of(header) == {1: C.ID, 2: C.UITPAS, 3: C.INSZ, 4: C.BIRTH_DATE, 6: C.LANGUAGE}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ([], explain(Mistake.NO_HEADER, column="id")),
        (["naam", "uitpas"], explain(Mistake.NO_HEADER, column="id")),
        (["id", "naam"], explain(Mistake.NO_HEADER, column="uitpas")),
        (["id", "uitpas", "UiTPAS nr"], explain(Mistake.TWICE_HEADER, column="uitpas")),
    ],
)
def test_headers_that_cannot_be_read_are_told(header: list[Cell], message: Any) -> None:
    with pytest.raises(InvalidValue) as wrong:
        columns_of(header)
    assert (wrong.value.field, wrong.value.message) == ("file", message)
