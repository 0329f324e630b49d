"""Remarks on operations not to be called, on wrong requests, and on messages that must be shown."""

from collections.abc import Iterator, Mapping, Sequence

from ..journal import Entry
from .finding import Finding, Weight
from .reading import counted, day_of, end_user_message, grouped, numbers, problem_type, succeeded

_LOOKUPS_A_DAY = 2
_WRONG = ("body/", "url/", "header/", "headers/")


def deprecated_used(entries: Sequence[Entry], deprecated: Mapping[str, str]) -> Iterator[Finding]:
    """Deprecated operations go away; `deprecated` names them with how they are called."""
    used = [entry for entry in entries if entry.operation_id in deprecated]
    for operation_id, calls in grouped(used, lambda entry: entry.operation_id or "").items():
        yield Finding(
            "deprecated-operation",
            Weight.PROBLEM,
            f"{deprecated[operation_id]} is deprecated and was called {counted(calls, 'time', 'times')}",
            "Use the operation that replaces it; its description in publiq's reference names it.",
            numbers(calls),
        )


def wrong_requests(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A request that the contract refuses is a mistake in the program that made it."""
    refused = [entry for entry in entries if problem_type(entry).startswith(_WRONG)]
    for (operation, kind), calls in grouped(
        refused, lambda entry: (entry.operation_id, problem_type(entry))
    ).items():
        yield Finding(
            "request-against-the-contract",
            Weight.PROBLEM,
            f"{operation or 'An unknown address'} was refused with {kind}, {counted(calls, 'time', 'times')}",
            "Read schemaErrors, jsonPointer or detail of these answers: they name what is wrong and where.",
            numbers(calls),
        )


def passes_looked_up_again(entries: Sequence[Entry]) -> Iterator[Finding]:
    """What a pass says changes rarely; asking more than twice a day is without need."""
    asked = [
        entry
        for entry in entries
        if entry.method == "GET"
        and entry.service == "uitpas"
        and entry.path.startswith("/passes")
        and succeeded(entry)
    ]
    groups = grouped(asked, lambda entry: (entry.client_id, day_of(entry), entry.target))
    repeated = [entry for group in groups.values() for entry in group[_LOOKUPS_A_DAY:] if entry.target]
    if repeated:
        yield Finding(
            "pass-looked-up-again",
            Weight.ADVICE,
            f"{counted(repeated, 'look-up', 'look-ups')} of a pass beyond {_LOOKUPS_A_DAY} a day",
            "GET /tariffs checks the pass itself; look one up when its number is entered, no more.",
            numbers(repeated),
        )


def messages_for_people(entries: Sequence[Entry]) -> Iterator[Finding]:
    """publiq's messages are for the person at the screen; nobody but them can tell whether they got there."""
    told = [entry for entry in entries if end_user_message(entry)]
    for text, calls in grouped(told, lambda entry: end_user_message(entry) or "").items():
        yield Finding(
            "message-for-the-user",
            Weight.NOTE,
            f"\u201c{text}\u201d came back {counted(calls, 'time', 'times')}",
            "Show this text to the buyer as it is: see for yourself that your screens do.",
            numbers(calls),
        )
