"""Compare the outlines of a service: what each operation takes, answers and refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from .differences import Difference, Kind
from .outlines import Given, Outline
from .schemas import BREAKING, NOTICE, RISK, Found, compare_shapes
from .shapes import Side

_ANYWHERE = "any"
_OPERATION = "operation"


@frozen
class _Pair:
    service: str
    ours: Outline
    published: Outline

    def difference(self, found: Found, side: str) -> Difference:
        return _difference(self.service, self.ours, side, found)


def compare_services(service: str, ours: Sequence[Outline], published: Sequence[Outline]) -> list[Difference]:
    """Compare a contract of ours with a published document; the worst differences come first."""
    theirs = {each.key: each for each in published}
    mine = {each.key: each for each in ours}
    found = [
        difference
        for key, each in mine.items()
        for difference in (
            _operation(_Pair(service, each, theirs[key])) if key in theirs else _gone(service, each)
        )
    ]
    found += [_new(service, each) for key, each in theirs.items() if key not in mine]
    return sorted(dict.fromkeys(found), key=lambda each: each.severity.rank)


def _difference(service: str, outline: Outline, side: str, found: Found) -> Difference:
    return Difference(
        found.severity,
        found.kind,
        service,
        outline.operation_id,
        side,
        found.where,
        found.ours,
        found.published,
        found.effect,
    )


def _gone(service: str, ours: Outline) -> Iterator[Difference]:
    where = f"{ours.method} {ours.path}"
    found = Found(BREAKING, Kind.OPERATION, where, "there", "-", "publiq does not document it (any more)")
    yield _difference(service, ours, _OPERATION, found)


def _new(service: str, published: Outline) -> Difference:
    where = f"{published.method} {published.path}"
    found = Found(NOTICE, Kind.OPERATION, where, "-", "there", "our contract does not have it")
    return _difference(service, published, _OPERATION, found)


def _operation(pair: _Pair) -> Iterator[Difference]:
    for found in (*_identity(pair), *_security(pair), *_problems(pair)):
        yield pair.difference(found, _OPERATION)
    for found in (*_parameters(pair), *_bodies(pair)):
        yield pair.difference(found, Side.REQUEST.value)
    for found in _answers(pair):
        yield pair.difference(found, Side.ANSWER.value)


def _identity(pair: _Pair) -> Iterator[Found]:
    ours, published = pair.ours, pair.published
    if ours.operation_id != published.operation_id:
        said = (ours.operation_id, published.operation_id)
        yield Found(NOTICE, Kind.OPERATION, "operationId", *said, "it has another name")
    if ours.deprecated != published.deprecated:
        severity = RISK if published.deprecated else NOTICE
        effect = "it may go" if published.deprecated else "it stays after all"
        said = (_told(ours), _told(published))
        yield Found(severity, Kind.DEPRECATION, "deprecated", *said, effect)


def _told(outline: Outline) -> str:
    return "deprecated" if outline.deprecated else "current"


def _security(pair: _Pair) -> Iterator[Found]:
    ours, published = pair.ours.schemes, pair.published.schemes
    if (lost := ours - published) and published != {"none"}:
        effect = f"no longer let in: {_listed(lost)}"
        yield Found(BREAKING, Kind.SECURITY, "security", _listed(ours), _listed(published), effect)
    elif ours != published:
        yield Found(NOTICE, Kind.SECURITY, "security", _listed(ours), _listed(published), "more are let in")


def _parameters(pair: _Pair) -> Iterator[Found]:
    ours = {key: each for key, each in pair.ours.parameters.items() if each.location != "path"}
    theirs = {key: each for key, each in pair.published.parameters.items() if each.location != "path"}
    for key in dict.fromkeys((*ours, *theirs)):
        mine, other = ours.get(key), theirs.get(key)
        where = f"{key[0]} {key[1]}"
        if mine is not None and other is not None:
            if mine.required != other.required:
                severity = BREAKING if other.required else NOTICE
                effect = "a request without it is refused" if other.required else "it may be left out"
                yield Found(severity, Kind.REQUIRED, where, _needed(mine), _needed(other), effect)
            yield from compare_shapes(mine.shape, other.shape, Side.REQUEST, where)
        elif mine is not None:
            yield Found(
                RISK, Kind.PARAMETER, where, _needed(mine), "-", "sending it may be ignored or refused"
            )
        elif other is not None:
            severity = BREAKING if other.required else NOTICE
            effect = "a request without it is refused" if other.required else "it may be sent"
            yield Found(severity, Kind.PARAMETER, where, "-", _needed(other), effect)
    yield from _path_parameters(pair)


def _path_parameters(pair: _Pair) -> Iterator[Found]:
    """Compare them in the order of the path: their names do not travel."""
    ours, theirs = (_in_the_path(each) for each in (pair.ours, pair.published))
    for mine, other in zip(ours, theirs, strict=False):
        yield from compare_shapes(mine.shape, other.shape, Side.REQUEST, f"path {mine.name}")


def _in_the_path(outline: Outline) -> list[Given]:
    found = [each for each in outline.parameters.values() if each.location == "path"]
    return sorted(found, key=lambda each: outline.path.find(f"{{{each.name}}}"))


def _needed(given: Given) -> str:
    return "required" if given.required else "optional"


def _bodies(pair: _Pair) -> Iterator[Found]:
    ours, published = pair.ours, pair.published
    if ours.body_required != published.body_required and ours.bodies and published.bodies:
        severity = BREAKING if published.body_required else NOTICE
        needed, wanted = ("required" if each.body_required else "optional" for each in (ours, published))
        effect = "a request without it is refused" if published.body_required else "our contract demands it"
        yield Found(severity, Kind.BODY, "body", needed, wanted, effect)
    yield from _media(ours.bodies, published.bodies, Side.REQUEST, "body")
    for media, shape in ours.bodies.items():
        if media in published.bodies:
            yield from compare_shapes(shape, published.bodies[media], Side.REQUEST, "body")


def _media(ours: Iterable[str], published: Iterable[str], side: Side, where: str) -> Iterator[Found]:
    mine, theirs = frozenset(ours), frozenset(published)
    if mine == theirs:
        return
    said = (_listed(mine), _listed(theirs))
    breaks = mine - theirs if side is Side.REQUEST else theirs - mine
    effect = {
        (Side.REQUEST, True): f"no longer taken: {_listed(breaks)}",
        (Side.REQUEST, False): f"taken as well: {_listed(theirs - mine)}",
        (Side.ANSWER, True): f"may come: {_listed(breaks)}",
        (Side.ANSWER, False): f"not to be expected: {_listed(mine - theirs)}",
    }[side, bool(breaks)]
    yield Found(BREAKING if breaks else NOTICE, Kind.MEDIA, where, *said, effect)


def _answers(pair: _Pair) -> Iterator[Found]:
    ours, theirs = pair.ours.answers, pair.published.answers
    for status in dict.fromkeys((*ours, *theirs)):
        if status not in theirs:
            severity = RISK if status.startswith("2") else NOTICE
            yield Found(severity, Kind.STATUS, status, "declared", "-", "publiq does not document it")
        elif status not in ours:
            severity = BREAKING if status.startswith(("2", "3")) else RISK
            yield Found(severity, Kind.STATUS, status, "-", "declared", "our contract does not expect it")
        else:
            yield from _media(ours[status], theirs[status], Side.ANSWER, status)
            for media, shape in ours[status].items():
                if media in theirs[status]:
                    yield from compare_shapes(shape, theirs[status][media], Side.ANSWER, status)


def _problems(pair: _Pair) -> Iterator[Found]:
    """Compare the types at each status; one named without a status is at any."""
    known = _every(pair.ours.problems.values())
    named = _every(pair.published.problems.values())
    for status, types in pair.published.problems.items():
        here = known if status == _ANYWHERE else pair.ours.problems.get(status, frozenset())
        for each in sorted(types - here):
            elsewhere = each in known
            where = f"{status} {each}"
            effect = (
                "our contract has it at another status"
                if elsewhere
                else "a refusal that our contract does not know"
            )
            yield Found(RISK, Kind.PROBLEM, where, "elsewhere" if elsewhere else "-", "named", effect)
    for status, types in pair.ours.own.items():
        for each in sorted(types - named):
            yield Found(NOTICE, Kind.PROBLEM, f"{status} {each}", "listed", "-", "publiq does not name it")


def _every(types: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*types)


def _listed(values: Iterable[str]) -> str:
    return " | ".join(sorted(values)) or "-"
