"""Read a journal as publiq's reviewer would before an integration goes to production."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..journal import Entry
from . import access, manners, selling
from .finding import Finding, Weight

__all__ = ["Finding", "Report", "Weight", "review"]

_RULES = (
    access.tokens_too_often,
    access.unauthorized_loops,
    access.limits_ignored,
    selling.lost_and_not_looked_up,
    selling.quotes_never_registered,
    selling.quotes_repeated,
    selling.sold_without_quote,
    selling.refused_and_repeated,
    selling.never_undone,
    access.permissions_polled,
    manners.passes_looked_up_again,
    manners.wrong_requests,
    manners.messages_for_people,
)
_ORDER = tuple(Weight)
_UNSEEN: tuple[str, ...] = (
    "whether a sale was registered before the payment: payments do not pass here",
    "whether a cancelled enrolment was undone: only its DELETE is seen, not the cancelling",
    "whether messages for the buyer were shown",
)


@frozen(slots=False)
class Report:
    """What was remarked, heaviest first; `calls` counts what was read, `unseen` what no journal can show."""

    calls: int
    findings: tuple[Finding, ...]
    unseen: tuple[str, ...]


def review(entries: Sequence[Entry], deprecated: Mapping[str, str]) -> Report:
    """Read calls, oldest first; `deprecated` names operations that go away with how they are called."""
    found = [finding for rule in _RULES for finding in rule(entries)]
    found += manners.deprecated_used(entries, deprecated)
    found.sort(key=lambda finding: _ORDER.index(finding.weight))
    unseen = _UNSEEN
    if entries and entries[0].number > 1:
        unseen = (*unseen, f"{entries[0].number - 1} earlier calls, which the journal no longer holds")
    return Report(len(entries), tuple(found), unseen)
