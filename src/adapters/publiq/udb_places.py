"""Read places, organizers and terms of UiTdatabank, whole or embedded in an event."""

from __future__ import annotations

from ...domain.model.organizer import Organizer
from ...domain.model.place import Address, Place
from ...domain.model.term import TaxonomyTerm, Term
from .udb_json import Node, last_segment

__all__ = ["identity", "language_of", "read_organizer", "read_place", "read_taxonomy_term", "read_terms"]


def identity(node: Node) -> str | None:
    """The id of a record, out of its `@id` or else its `id`; `None` for a dummy."""
    url = node.maybe_text("@id") or node.maybe_text("id")
    return (last_segment(url) or None) if url else None


def needed_identity(node: Node) -> str:
    """The id of a record that stands by itself."""
    found = identity(node)
    if found is None:
        node.need("@id").break_("must end in an id")
    return found


def language_of(node: Node) -> str:
    """The language a record was first written in."""
    return node.maybe_text("mainLanguage") or "nl"


def name_of(node: Node, language: str) -> dict[str, str]:
    """The name of a record, in at least one language."""
    name = node.need("name")
    texts = node.translated("name", language)
    return texts or name.break_("must hold a text")


def read_place(node: Node, *, embedded: bool = False) -> Place:
    """Read a place; one that is embedded may be a dummy, which has no id, and may have no name."""
    node.object()
    language = language_of(node)
    return Place(
        id=identity(node) if embedded else needed_identity(node),
        name=node.translated("name", language) if embedded else name_of(node, language),
        addresses=_addresses(node, language),
        terms=read_terms(node),
        workflow_status=node.maybe_text("workflowStatus"),
        duplicate_of=_other(node),
        duplicated_by=tuple(last_segment(url) for url in node.maybe_texts("duplicatedBy")),
        labels=node.maybe_texts("labels"),
        hidden_labels=node.maybe_texts("hiddenLabels"),
        main_language=language,
        creator=node.maybe_text("creator"),
        created=node.maybe_moment("created"),
        modified=node.maybe_moment("modified"),
    )


def _other(node: Node) -> str | None:
    url = node.maybe_text("duplicateOf")
    return last_segment(url) if url else None


def _addresses(node: Node, language: str) -> dict[str, Address]:
    """Addresses by language; an old address without any is in the record's own."""
    held = node.at("address")
    if held is None or not isinstance(held.value, dict):
        return {}
    if held.maybe_text("streetAddress") or held.maybe_text("postalCode"):
        return {language: _address(held)}
    found = {name: held.at(name) for name in held.value}
    return {name: _address(each) for name, each in found.items() if each and isinstance(each.value, dict)}


def _address(node: Node) -> Address:
    return Address(
        node.maybe_text("streetAddress") or "",
        node.maybe_text("postalCode") or "",
        node.maybe_text("addressLocality") or "",
        node.maybe_text("addressCountry") or "",
    )


def read_organizer(node: Node, *, embedded: bool = False) -> Organizer:
    """Read an organizer; one that is embedded may be a dummy, which has no id, and may have no name."""
    node.object()
    language = language_of(node)
    return Organizer(
        id=identity(node) if embedded else needed_identity(node),
        name=node.translated("name", language) if embedded else name_of(node, language),
        url=node.maybe_text("url"),
        labels=node.maybe_texts("labels"),
        hidden_labels=node.maybe_texts("hiddenLabels"),
        workflow_status=node.maybe_text("workflowStatus"),
        main_language=language,
        addresses=_addresses(node, language),
        creator=node.maybe_text("creator"),
        created=node.maybe_moment("created"),
        modified=node.maybe_moment("modified"),
    )


def read_terms(node: Node) -> tuple[Term, ...]:
    """The terms of a record, obsolete ones as well; one without an id says nothing."""
    found = ((each.maybe_text("id"), each) for each in node.items("terms"))
    return tuple(
        Term(term_id, each.maybe_text("label") or "", each.maybe_text("domain") or "")
        for term_id, each in found
        if term_id
    )


def read_taxonomy_term(node: Node) -> TaxonomyTerm:
    """A term as the taxonomy lists it."""
    return TaxonomyTerm(
        id=node.need("id").text(),
        domain=node.need("domain").text(),
        name=node.translated("name", "nl"),
        scope=frozenset(node.maybe_texts("scope")),
    )
