"""Remarks on tokens, refused access and limits."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ..journal import Entry
from .finding import Finding, Weight
from .reading import TOKENS, day_of, grouped, numbers, succeeded

_TOKEN_LIFETIME = timedelta(days=1)
_TOKENS_A_DAY = 2
_LOOP = 3
_PERMISSIONS_A_DAY = 3


def tokens_too_often(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A token lasts a day; who asks for more of them does not keep it (a 401 excuses the next one)."""
    excused = False
    asked: list[Entry] = []
    for entry in entries:
        if entry.operation_id in TOKENS and succeeded(entry):
            if not excused:
                asked.append(entry)
            excused = False
        elif entry.status == 401:
            excused = True
    for client, of_client in grouped(asked, lambda entry: entry.client_id).items():
        close = _within_a_lifetime(of_client)
        if len(close) > _TOKENS_A_DAY:
            yield Finding(
                "token-requested-too-often",
                Weight.PROBLEM,
                f"{client or 'A client'} asked for {len(close)} tokens within the life of one",
                "Keep a token for all requests, and ask for another one shortly before it expires.",
                numbers(close),
            )


def _within_a_lifetime(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Find the longest stretch of requests within the life of one token."""
    best: Sequence[Entry] = ()
    first = 0
    for last, entry in enumerate(entries):
        while entry.at - entries[first].at >= _TOKEN_LIFETIME:
            first += 1
        if last + 1 - first > len(best):
            best = entries[first : last + 1]
    return best


def unauthorized_loops(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Several 401 in a row, without a new token between them, lead nowhere."""
    for loop in _runs(entries, 401):
        yield Finding(
            "unauthorized-loop",
            Weight.PROBLEM,
            f"{len(loop)} requests in a row were refused with 401",
            "After a 401 ask for a new token once, repeat the request once, and then give up with an error.",
            numbers(loop),
        )


def limits_ignored(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Who goes on after 429 is refused again."""
    for run in _runs(entries, 429):
        yield Finding(
            "rate-limit-ignored",
            Weight.PROBLEM,
            f"{len(run)} requests in a row were refused with 429",
            "Wait as long as Retry-After says before the next request.",
            numbers(run),
        )


def _runs(entries: Sequence[Entry], status: int) -> Iterator[list[Entry]]:
    run: list[Entry] = []
    for entry in entries:
        if entry.status == status and entry.operation_id not in TOKENS:
            run.append(entry)
            continue
        if len(run) >= _LOOP:
            yield run
        run = []
    if len(run) >= _LOOP:
        yield run


def permissions_polled(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Permissions change rarely; a few requests a day find out."""
    asked = [entry for entry in entries if entry.operation_id == "get-permissions" and succeeded(entry)]
    for (client, day), of_day in grouped(asked, lambda entry: (entry.client_id, day_of(entry))).items():
        if len(of_day) > _PERMISSIONS_A_DAY:
            yield Finding(
                "permissions-polled",
                Weight.ADVICE,
                f"{client or 'A client'} asked for its permissions {len(of_day)} times on {day}",
                "Ask when somebody connects an organizer, and after a 403; keep the answer meanwhile.",
                numbers(of_day),
            )
