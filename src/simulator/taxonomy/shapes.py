"""What the Taxonomy API answers."""

from functools import cache

from .terms import TERMS, Term

Json = dict[str, object]


@cache
def every_term() -> list[Json]:
    """Write all terms, each with the terms that are suggested to go with it."""
    return [_with_suggestions(term) for term in TERMS.values()]


def _with_suggestions(term: Term) -> Json:
    shape = _shape(term)
    if term.suggested:
        shape["otherSuggestedTerms"] = [_shape(TERMS[each]) for each in term.suggested]
    return shape


def _shape(term: Term) -> Json:
    return {"id": term.id, "domain": term.domain, "name": dict(term.name), "scope": list(term.scope)}
