"""Write a document as RDF, in Turtle, in the words that UiTdatabank's linked data has for its main parts."""

import json
from collections.abc import Iterator
from typing import cast

Json = dict[str, object]

TURTLE = "text/turtle"
_PREFIXES = {
    "cidoc": "http://www.cidoc-crm.org/cidoc-crm/",
    "cp": "https://data.vlaanderen.be/ns/cultuurparticipatie#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "udb": "https://data.uitdatabank.be/ns/platform#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES = {"event": "cidoc:E7_Activity", "place": "dcterms:Location", "organizer": "cp:Organisator"}
_STATUS = "https://data.publiq.be/concepts/workflowStatus/"
_TERM = "https://taxonomy.uitdatabank.be/terms/"


def turtle(document: Json) -> str:
    """Write what a document has of names, moments, terms, place, organizer and address."""
    kind = str(document["@context"]).rpartition("/")[2]
    statements = [f"a {_TYPES[kind]}", *_statements(document, kind)]
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in _PREFIXES.items())
    body = " ;\n  ".join(statements)
    return f"{prefixes}\n<{document['@id']}>\n  {body} .\n"


def _statements(document: Json, kind: str) -> Iterator[str]:
    title = "locn:locatorName" if kind == "place" else "dcterms:title"
    for name, predicate in (("name", title), ("description", "dcterms:description")):
        for language, words in cast("dict[str, str]", document.get(name, {})).items():
            yield f"{predicate} {_text(words)}@{language}"
    for name, predicate in (
        ("created", "dcterms:created"),
        ("modified", "dcterms:modified"),
        ("availableFrom", "udb:availableFrom"),
        ("availableTo", "udb:availableTo"),
    ):
        if name in document:
            yield f"{predicate} {_text(document[name])}^^xsd:dateTime"
    yield f"udb:workflowStatus <{_STATUS}{_camel(str(document['workflowStatus']))}>"
    for term in cast("list[Json]", document.get("terms", [])):
        yield f"dcterms:type <{_TERM}{term['id']}>"
    for name, predicate in (("location", "dcterms:spatial"), ("organizer", "cp:organisator")):
        if name in document:
            yield f"{predicate} <{cast('Json', document[name])['@id']}>"
    for language, address in cast("dict[str, Json]", document.get("address", {})).items():
        yield f"locn:address {_address(address, language)}"
    if "url" in document:
        yield f"foaf:homepage {_text(document['url'])}^^xsd:anyURI"


def _address(address: Json, language: str) -> str:
    parts = (
        ("locn:postCode", _text(address["postalCode"])),
        ("locn:postName", f"{_text(address['addressLocality'])}@{language}"),
        ("locn:thoroughfare", f"{_text(address['streetAddress'])}@{language}"),
        ("locn:adminUnitL1", _text(address["addressCountry"])),
    )
    return f"[ a locn:Address ; {' ; '.join(f'{name} {value}' for name, value in parts)} ]"


def _text(value: object) -> str:
    """Quote a text: the escapes of JSON are escapes of Turtle too."""
    return json.dumps(str(value), ensure_ascii=False)


def _camel(status: str) -> str:
    first, *others = status.lower().split("_")
    return first + "".join(each.capitalize() for each in others)
