"""Find what publiq published, and the contract of ours that speaks of the same service."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from attrs import frozen

from ..document import ContractError, as_object, contracts_directory
from .comparison import compare_services
from .contradictions import contradictions
from .differences import Difference
from .outlines import Outline, OutlineReader
from .sources import Source, documents_in, read_object

_PATIENCE = 30.0


@frozen
class Compared:
    """A published document and the service of ours it was compared with; None when we have none."""

    document: str
    service: str | None
    operations: int
    differences: tuple[Difference, ...] = ()
    unresolved: tuple[str, ...] = ()


def compare_published(
    published: str, references: Path | None = None, service: str | None = None, *, within: bool = False
) -> list[Compared]:
    """Compare every published document at a file, a folder or an address with our contracts.

    With `within` they tell as well where a published document contradicts itself.
    Files that references lead to are looked for in `references`, or beside the document. Raises
    ContractError when nothing is there, it cannot be read, or `service` is none of ours.
    """
    ours = our_outlines()
    if service is not None and service not in ours:
        raise ContractError(f"there is no contract of {service!r}; there are {', '.join(ours)}")
    return [_compared(source, ours, service, within=within) for source in _sources(published, references)]


@cache
def our_outlines() -> dict[str, list[Outline]]:
    """Read every contract of ours that is an OpenAPI document, by service, once per process."""
    folder = contracts_directory()
    found = documents_in(sorted(folder.glob("*.json")))
    return {
        file.stem: OutlineReader(Source(file.stem, content, file, folder)).read()
        for file, content in found.items()
    }


def _compared(
    source: Source, ours: dict[str, list[Outline]], service: str | None, *, within: bool
) -> Compared:
    theirs = OutlineReader(source).read()
    known = service or _same_service(theirs, ours)
    found = compare_services(known, ours[known], theirs) if known else []
    if known and within:
        found += contradictions(known, source)
    return Compared(source.label, known, len(theirs), tuple(found), tuple(sorted(source.missing)))


def _same_service(theirs: Sequence[Outline], ours: dict[str, list[Outline]]) -> str | None:
    """Name the contract with which at least half of the operations of one side are shared."""
    asked = {each.key for each in theirs}
    shares = {
        name: len(asked & mine) / max(1, min(len(asked), len(mine)))
        for name, outlines in ours.items()
        if (mine := {each.key for each in outlines})
    }
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= 0.5 else None


def _sources(published: str, references: Path | None) -> list[Source]:
    if urlsplit(published).scheme in {"http", "https"}:
        return [_fetched(published, references)]
    path = Path(published)
    if path.is_dir():
        found = documents_in(sorted(path.rglob("*.json")))
        if not found:
            raise ContractError(f"{published}: no OpenAPI document in this folder")
        root = references or path
        return [Source(file.name, content, file.resolve(), root) for file, content in found.items()]
    content = read_object(path)
    if "openapi" not in content:
        raise ContractError(f"{published}: is no OpenAPI document")
    return [Source(path.name, content, path.resolve(), references or _root_of(path))]


def _root_of(file: Path) -> Path:
    """The folder of the projects, when a document lies as `project/reference/document.json`."""
    above = file.resolve().parent
    return above.parents[1] if above.name == "reference" and len(above.parents) > 1 else above


def _fetched(address: str, references: Path | None) -> Source:
    """Fetch the document, and nothing that it refers to."""
    where = urlsplit(address)
    shown = f"{where.scheme}://{where.hostname}{where.path}"
    try:
        answer = httpx.get(address, follow_redirects=True, timeout=_PATIENCE)
        answer.raise_for_status()
        content = as_object(json.loads(answer.content))
    except httpx.HTTPStatusError as error:
        raise ContractError(f"{shown}: status {error.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ContractError(f"{shown}: {type(error).__name__}") from None
    except ValueError:
        raise ContractError(f"{shown}: is no JSON") from None
    if "openapi" not in content:
        raise ContractError(f"{shown}: is no OpenAPI document")
    after = where.path.partition("/projects/")[2] or Path(where.path).name
    file = (references / after).resolve() if references else None
    return Source(Path(where.path).name or shown, content, file, references)
