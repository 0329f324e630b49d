"""Use the terms of the taxonomy in what is written to UiTdatabank."""

from ..taxonomy.terms import EVENTS, PLACES, TERMS, Term


def term_in(scope: str, domain: str, term_id: str) -> Term | None:
    """Take a term of a domain that may be used for events or for places."""
    term = TERMS.get(term_id)
    return term if term is not None and term.domain == domain and scope in term.scope else None


def as_json(term: Term) -> dict[str, object]:
    return {"id": term.id, "label": term.label, "domain": term.domain}


OBSOLETE_DOMAINS = frozenset(
    {
        "municipal",
        "IPE",
        "actortype",
        "educationfield",
        "educationlevel",
        "flandersregion",
        "flanderstouristregion",
        "misc",
        "publicscope",
        "targetaudience",
        "umv",
        "workingregion",
    }
)
ENDS_AT_ITS_START = frozenset({"0.3.1.0.0", "0.57.0.0.0"})
"""Courses and camps are no longer available once they have begun."""

__all__ = [
    "ENDS_AT_ITS_START",
    "EVENTS",
    "OBSOLETE_DOMAINS",
    "PLACES",
    "TERMS",
    "Term",
    "as_json",
    "term_in",
]
