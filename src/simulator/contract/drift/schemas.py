"""Compare two schemas member by member, as the side that reads them would notice."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from .differences import Kind, Severity
from .shapes import UNKNOWN, Shape, Side

BREAKING, RISK, NOTICE = Severity.BREAKING, Severity.RISK, Severity.NOTICE


@frozen
class Found:
    """A difference before it is known in which operation."""

    severity: Severity
    kind: Kind
    where: str
    ours: str
    published: str
    effect: str


def compare_shapes(ours: Shape, published: Shape, side: Side, where: str) -> Iterator[Found]:
    """Compare what we say of a value with what publiq says of it; below what is unknown nothing differs."""
    if ours.opaque or published.opaque or ours.silent:
        return
    where = ours.name or where
    yield from _types(ours, published, side, where)
    yield from _values(ours, published, side, where)
    yield from _members(ours, published, side, where)
    if ours.items and published.items:
        yield from compare_shapes(ours.items, published.items, side, f"{where}[]")
    if ours.others and published.others:
        yield from compare_shapes(ours.others, published.others, side, f"{where}.*")


def _types(ours: Shape, published: Shape, side: Side, where: str) -> Iterator[Found]:
    if not ours.types or not published.types:
        return
    more, fewer = _beyond(ours.types, published.types), _beyond(published.types, ours.types)
    if not more and not fewer:
        return
    breaks, effect = (
        (more, "what our contract lets through is refused")
        if side is Side.REQUEST
        else (fewer, "something of another type may come")
    )
    severity = BREAKING if breaks else NOTICE
    effect = effect if breaks else _WIDER[side]
    yield Found(severity, Kind.TYPE, where, _listed(ours.types), _listed(published.types), effect)


_WIDER = {
    Side.REQUEST: "more may be sent than our contract says",
    Side.ANSWER: "less may come than our contract says",
}


def _beyond(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in some - others if not (each == "integer" and "number" in others))


def _values(ours: Shape, published: Shape, side: Side, where: str) -> Iterator[Found]:
    if not ours.values and not published.values:
        return
    more = ours.values - published.values if published.values else frozenset()
    fewer = published.values - ours.values if ours.values else frozenset()
    said = (_listed(ours.values) or "any", _listed(published.values) or "any")
    if side is Side.REQUEST:
        if more or not ours.values:
            names = f" ({_listed(more)})" if more else ""
            yield Found(BREAKING, Kind.VALUES, where, *said, f"a value that we may send is refused{names}")
        elif fewer or not published.values:
            yield Found(
                NOTICE, Kind.VALUES, where, *said, f"more may be sent: {_listed(fewer) or 'anything'}"
            )
    elif fewer or not published.values:
        severity = BREAKING if fewer else RISK
        yield Found(
            severity, Kind.VALUES, where, *said, f"a value unknown to us may come: {_listed(fewer) or 'any'}"
        )
    elif more:
        yield Found(NOTICE, Kind.VALUES, where, *said, f"no longer to be expected: {_listed(more)}")


def _members(ours: Shape, published: Shape, side: Side, where: str) -> Iterator[Found]:
    if not (ours.members or ours.others) and not (published.members or published.others):
        return
    known = dict.fromkeys((*ours.members, *published.members, *sorted(ours.required | published.required)))
    for name in known:
        mine, theirs = ours.member(name), published.member(name)
        at = f"{where}.{name}"
        required = (name in ours.required, name in published.required)
        if mine is None and theirs is None and required == (False, False):
            continue
        if mine is not None and theirs is not None:
            yield from _need(at, side, *required)
            yield from compare_shapes(mine, theirs, side, at)
        elif theirs is None and mine is not None:
            yield _ours_alone(at, side, published, needed=required[0])
        else:
            yield _theirs_alone(at, side, theirs or UNKNOWN, ours, needed=required[1])


def _need(where: str, side: Side, mine: bool, theirs: bool) -> Iterator[Found]:  # noqa: FBT001
    if mine == theirs:
        return
    said = tuple("required" if needed else "optional" for needed in (mine, theirs))
    effect, severity = _NEED[side, theirs]
    yield Found(severity, Kind.REQUIRED, where, said[0], said[1], effect)


_NEED = {
    (Side.REQUEST, True): ("a request without it is refused", BREAKING),
    (Side.REQUEST, False): ("our contract demands what publiq does not", NOTICE),
    (Side.ANSWER, True): ("it is always there, our contract promises less", NOTICE),
    (Side.ANSWER, False): ("our contract promises it, publiq does not", BREAKING),
}


def _ours_alone(where: str, side: Side, published: Shape, *, needed: bool) -> Found:
    said = "required" if needed else "optional"
    if side is Side.REQUEST:
        severity = BREAKING if published.closed else RISK
        effect = "sending it is refused" if published.closed else "sending it may be ignored or refused"
        return Found(severity, Kind.MEMBER, where, said, "-", effect)
    effect = "our contract promises it, publiq does not know it" if needed else "it may never come"
    return Found(BREAKING if needed else RISK, Kind.MEMBER, where, said, "-", effect)


def _theirs_alone(where: str, side: Side, theirs: Shape, ours: Shape, *, needed: bool) -> Found:
    said = ("required" if needed else "optional") + (f" {_listed(theirs.types)}" if theirs.types else "")
    if side is Side.REQUEST:
        if needed:
            return Found(BREAKING, Kind.MEMBER, where, "-", said, "a request without it is refused")
        effect = "it may be sent" + (", our contract refuses it" if ours.closed else "")
        return Found(NOTICE, Kind.MEMBER, where, "-", said, effect)
    return Found(NOTICE, Kind.MEMBER, where, "-", said, "it comes, our contract does not name it")


def _listed(values: frozenset[str]) -> str:
    return " | ".join(sorted(values))
