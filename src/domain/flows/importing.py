"""Import: keep the participants of a list, row by row, and tell what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define, evolve, field

from ..errors import NotFound, PassTaken, Rejected, Unreachable
from ..model.insz import Insz
from ..model.invalid import InvalidValue
from ..model.listed import Column, ListedRow, RowOutcome, RowReport
from ..model.message import EndUserMessage
from ..model.participant import Consent, Participant
from ..model.policy import Policy
from ..model.reason import Reason
from ..model.said import Mistake
from ..model.sentences import explain
from ..ports.effects import Flow, Now, ask, transact
from ..ports.ledger import Ledger
from ..rules.roster import birth_date_in, insz_in, number_in, text_of
from .passes import link_pass, save_participant


@define
class Seen:
    """The ids and the numbers that earlier rows of the list had, with their rows."""

    ids: dict[str, int] = field(factory=dict[str, int])
    numbers: dict[str, int] = field(factory=dict[str, int], repr=False)


def row_flows(rows: Iterable[ListedRow], policy: Policy, consent_by: str | None) -> Iterator[Flow[RowReport]]:
    """A flow for each row, to be run one after the other."""
    seen = Seen()
    for row in rows:
        yield import_row(row, seen, policy, consent_by)


def import_row(row: ListedRow, seen: Seen, policy: Policy, consent_by: str | None) -> Flow[RowReport]:
    """Keep one participant; cells that are empty leave what was known.

    With `consent_by`, who wrote consent down, a row with an INSZ and no number has its pass looked up.
    What is wrong with a row is told, and is wrong with that row alone.
    """
    name = text_of(row.cells.get(Column.ID)) or None
    try:
        listed, insz = _read(row, name, seen)
        return (yield from _keep(row.row, listed, insz, policy, consent_by))
    except (InvalidValue, PassTaken) as error:
        return RowReport(row.row, name, RowOutcome.REFUSED, error.message)


def _read(row: ListedRow, name: str | None, seen: Seen) -> tuple[Participant, Insz | None]:
    if name is None:
        raise _wrong("id", Mistake.NO_ID)
    if name in seen.ids:
        raise _wrong("id", Mistake.TWICE_ID, row=seen.ids[name])
    seen.ids[name] = row.row
    number = number_in(row.cells.get(Column.UITPAS))
    if number is not None and number.value in seen.numbers:
        raise _wrong("uitpas_number", Mistake.TWICE_NUMBER, row=seen.numbers[number.value])
    insz = insz_in(row.cells.get(Column.INSZ))
    spoken: Any = text_of(row.cells.get(Column.LANGUAGE)).lower() or "nl"
    born = birth_date_in(row.cells.get(Column.BIRTH_DATE))
    listed = Participant(name, number, insz=insz, birth_date=born, language=spoken)
    if number is not None:
        seen.numbers[number.value] = row.row
    return listed, insz


def _wrong(of: str, mistake: Mistake, **values: object) -> InvalidValue:
    return InvalidValue(of, str(mistake), explain(mistake, **values))


def _keep(
    row: int, listed: Participant, insz: Insz | None, policy: Policy, consent_by: str | None
) -> Flow[RowReport]:
    known = yield from transact(lambda ledger: _known(ledger, listed.id))
    kept = _joined(known, listed) if known else listed
    saved = yield from save_participant(kept, policy)
    if insz is not None and consent_by:
        yield from _write_consent(listed.id, consent_by)
    outcome = _outcome(known, saved)
    if saved.uitpas_number is not None or insz is None or not consent_by:
        return RowReport(row, listed.id, outcome)
    message = yield from _look_up(listed.id, insz, policy)
    found = outcome if outcome is RowOutcome.ADDED or message else RowOutcome.CHANGED
    return RowReport(row, listed.id, found, message)


def _known(ledger: Ledger, participant_id: str) -> Participant | None:
    try:
        return ledger.participant(participant_id)
    except NotFound:
        return None


def _joined(known: Participant, listed: Participant) -> Participant:
    return evolve(
        listed,
        uitpas_number=listed.uitpas_number or known.uitpas_number,
        insz=listed.insz or known.insz,
        birth_date=listed.birth_date or known.birth_date,
    )


def _outcome(known: Participant | None, saved: Participant) -> RowOutcome:
    if known is None:
        return RowOutcome.ADDED
    return RowOutcome.UNCHANGED if known == saved else RowOutcome.CHANGED


def _write_consent(participant_id: str, consent_by: str) -> Flow[None]:
    now = yield from ask(Now())
    yield from transact(lambda ledger: ledger.save_consent(Consent(participant_id, now, consent_by)))


def _look_up(participant_id: str, insz: Insz, policy: Policy) -> Flow[EndUserMessage | None]:
    """Find the pass of an INSZ; the participant stays without one when it is not found."""
    try:
        yield from link_pass(participant_id, insz, policy)
    except PassTaken as taken:
        return taken.message
    except Rejected as refused:
        return refused.problem.message or explain(Reason.NO_SUCH_PASS)
    except Unreachable:
        return explain(Reason.UNREACHABLE)
    return None
