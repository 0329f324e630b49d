"""Remarks on prices, sales and their undoing."""

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs

from ..journal import Entry
from .finding import Finding, Weight
from .reading import (
    QUOTE,
    REGISTER,
    SEARCH,
    UNDO,
    Ticket,
    counted,
    day_of,
    grouped,
    is_lost,
    numbers,
    parsed,
    succeeded,
    tickets,
)

_MANY_SALES = 10
_WRITES = frozenset({REGISTER, UNDO})


def quotes_never_registered(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Who asks for prices sells at them, and what is sold must be registered."""
    by_client = grouped((e for e in entries if e.operation_id in {QUOTE, REGISTER}), lambda e: e.client_id)
    for client, calls in by_client.items():
        quotes = [each for each in calls if each.operation_id == QUOTE and _has_tariffs(each)]
        if quotes and not any(each.operation_id == REGISTER for each in calls):
            yield Finding(
                "quotes-never-registered",
                Weight.PROBLEM,
                f"{client or 'A client'} asked {counted(quotes, 'price', 'prices')} and registered no sale",
                "Register every ticket sold at a UiTPAS tariff with POST /ticket-sales, before payment.",
                numbers(quotes),
            )


def _has_tariffs(entry: Entry) -> bool:
    body = parsed(entry.answer)
    return succeeded(entry) and isinstance(body, dict) and bool(body.get("available"))


def quotes_repeated(entries: Sequence[Entry]) -> Iterator[Finding]:
    """The price of a pass for an event stays the same within a day, unless something was sold or undone."""
    repeated: list[Entry] = []
    known: set[tuple[str | None, str, str]] = set()
    for entry in entries:
        if entry.operation_id in _WRITES and succeeded(entry):
            known.clear()
        elif entry.operation_id == QUOTE and succeeded(entry) and entry.target:
            quote = (entry.client_id, day_of(entry), entry.target)
            if quote in known:
                repeated.append(entry)
            known.add(quote)
    if repeated:
        yield Finding(
            "same-quote-repeated",
            Weight.ADVICE,
            f"{counted(repeated, 'price was', 'prices were')} asked again without need the same day",
            "Keep the answer of GET /tariffs for the day, and ask again only after a sale or its undoing.",
            numbers(repeated),
        )


def sold_without_quote(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A price that was never asked for may not be what the pass pays."""
    quoted: set[Ticket] = set()
    unasked: list[Entry] = []
    for entry in entries:
        if entry.operation_id == QUOTE and entry.target:
            quoted.add(_quoted(entry))
        if entry.operation_id == REGISTER and succeeded(entry) and not quoted.issuperset(tickets(entry)):
            unasked.append(entry)
    if unasked:
        yield Finding(
            "sold-without-quote",
            Weight.ADVICE,
            f"{counted(unasked, 'registration was', 'registrations were')} without asking the price first",
            "Ask GET /tariffs first: it says which tariffs a pass has, or why it has none.",
            numbers(unasked),
        )


def _quoted(entry: Entry) -> Ticket:
    query = parse_qs(entry.target.partition("?")[2])
    return Ticket(query.get("eventId", [""])[0], query.get("uitpasNumber", [""])[0])


def lost_and_not_looked_up(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A registration whose answer was lost exists; only a search can tell."""
    for index, entry in enumerate(entries):
        if entry.operation_id == REGISTER and is_lost(entry):
            following = [each for each in entries[index + 1 :] if each.operation_id in {REGISTER, SEARCH}]
            again = [each for each in following if tickets(each) == tickets(entry)]
            if not any(each.operation_id == SEARCH for each in following):
                yield Finding(
                    "lost-registration-not-looked-up",
                    Weight.PROBLEM,
                    "The answer of a registration was lost, and the sale was never searched for",
                    "When no answer came, search with GET /ticket-sales before registering again.",
                    numbers([entry, *again]),
                )


def refused_and_repeated(entries: Sequence[Entry]) -> Iterator[Finding]:
    """The same registration is refused for the same reason."""
    refused = [
        entry
        for entry in entries
        if entry.operation_id == REGISTER and 400 <= entry.status < 429 and entry.status != 401
    ]
    for group in grouped(refused, lambda entry: (entry.client_id, entry.request.kept)).values():
        if len(group) > 1 and group[0].request.kept:
            yield Finding(
                "refused-registration-repeated",
                Weight.ADVICE,
                f"A registration that was refused was sent {len(group)} times without a change",
                "Show the refusal to the buyer; repeat only what failed on the way, or with 500 and more.",
                numbers(group),
            )


def never_undone(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Among many sales some are cancelled, and a cancelled one must be undone."""
    by_client = grouped((e for e in entries if e.operation_id in _WRITES), lambda entry: entry.client_id)
    for client, calls in by_client.items():
        sold = [each for each in calls if each.operation_id == REGISTER and succeeded(each)]
        if len(sold) >= _MANY_SALES and len(sold) == sum(succeeded(each) for each in calls):
            yield Finding(
                "sales-never-undone",
                Weight.ADVICE,
                f"{client or 'A client'} registered {len(sold)} times and never undid a sale",
                "Undo a sale with DELETE /ticket-sales/{id} when it is cancelled or its payment fails.",
                numbers(sold),
            )
