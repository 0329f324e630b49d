"""Read a query in the syntax of Lucene, with the meaning that its classic parser gives to each clause.

`a OR b AND c` therefore needs b and c while a is welcome, and a query with only prohibitions finds all else.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Protocol

from attrs import define, field, frozen

from .filters import All, Everything, Filter, Not, Some

_MOST_CLAUSES, _DEEPEST = 1024, 60
_TOKENS = re.compile(
    r"""(?P<space>[\s\u3000]+)
    |(?P<quoted>"(?:[^"\\]|\\.)*")
    |(?P<range>[\[{](?:"(?:[^"\\]|\\.)*"|[^\]}"\\]|\\.)*[\]}])
    |(?P<and>AND(?=[\s(]|$)|&&)
    |(?P<or>OR(?=[\s(]|$)|\|\|)
    |(?P<not>NOT(?=[\s(]|$)|!)
    |(?P<compare>[<>]=?)
    |(?P<sign>[+-])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<colon>:)
    |(?P<boost>\^[0-9.]+)
    |(?P<fuzzy>~[0-9.]*)
    |(?P<term>(?:[^\s\u3000+\-!():^\[\]"{}~\\/<>]|\\.)(?:[^\s\u3000!():^\[\]"{}~\\/]++|\\.)*+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDS = re.compile(r'^[\[{]\s*("(?:[^"\\]|\\.)*"|\S+?)\s+TO\s+("(?:[^"\\]|\\.)*"|\S+?)\s*[\]}]$', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Unparsable(ValueError):
    """A query that is none."""


class Occur(Enum):
    MUST = "must"
    SHOULD = "should"
    NEVER = "never"


@frozen(slots=False)
class Value:
    """A word of a query without its escapes; `pattern` is there when `*` or `?` in it stand for something."""

    text: str
    pattern: str | None = None
    quoted: bool = False
    fuzzy: bool = False


@frozen(slots=False)
class Ends:
    """The ends of a range; None is an open end, `with_low` and `with_high` include them."""

    low: str | None
    high: str | None
    with_low: bool = True
    with_high: bool = True


class Fields(Protocol):
    """What the fields of a query mean; a field of None is a word without one. May raise Unparsable."""

    def value(self, field: str | None, value: Value) -> Filter: ...

    def range(self, field: str | None, ends: Ends) -> Filter: ...


@frozen(slots=False)
class Query:
    """A query as a filter; `wanted` are its parts that speak for a document."""

    filter: Filter
    wanted: tuple[Filter, ...]


def parse(text: str, fields: Fields) -> Query:
    """Read a query; raises Unparsable."""
    parser = _Parser(_tokens(text), fields)
    found = parser.query(None, 0)
    if parser.kind is not None:
        raise Unparsable("there is more than a query")
    return Query(found, tuple(parser.wanted))


def unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _tokens(text: str) -> list[tuple[str, str]]:
    """Cut a text into kinds and texts; those without meaning between words are left out."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _TOKENS.match(text, at)
        if found is None or len(tokens) > 20 * _MOST_CLAUSES:
            raise Unparsable("this is no word")
        if found.lastgroup != "space":
            tokens.append((str(found.lastgroup), found.group()))
        at = found.end()
    return tokens


@define
class _Parser:
    tokens: list[tuple[str, str]]
    fields: Fields
    at: int = 0
    clauses: int = 0
    wanted: list[Filter] = field(factory=list)

    @property
    def kind(self) -> str | None:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def take(self, *kinds: str) -> str | None:
        """Take the next token when it is of one of some kinds."""
        if self.kind not in kinds:
            return None
        self.at += 1
        return self.tokens[self.at - 1][1]

    def query(self, field: str | None, depth: int) -> Filter:
        """Read clauses up to a closing bracket or the end."""
        if depth > _DEEPEST:
            raise Unparsable("the brackets are too deep")
        clauses: list[tuple[Occur, Filter]] = []
        while self.kind not in (None, "close"):
            conjunction = self._conjunction() if clauses else None
            if conjunction == "and" and clauses[-1][0] is Occur.SHOULD:
                clauses[-1] = (Occur.MUST, clauses[-1][1])
            occur = self._modifier(conjunction)
            known = len(self.wanted)
            clauses.append((occur, self.clause(field, depth)))
            if occur is Occur.NEVER:
                del self.wanted[known:]
            self.clauses += 1
            if self.clauses > _MOST_CLAUSES:
                raise Unparsable("there are too many clauses")
        if not clauses:
            raise Unparsable("there is nothing between the brackets")
        return _combined(clauses)

    def _conjunction(self) -> str | None:
        kind = self.kind
        return kind if self.take("and", "or") else None

    def _modifier(self, conjunction: str | None) -> Occur:
        sign = self.take("sign", "not")
        if sign is not None and sign != "+":
            return Occur.NEVER
        return Occur.MUST if sign == "+" or conjunction == "and" else Occur.SHOULD

    def clause(self, field: str | None, depth: int) -> Filter:
        """Read a word, a phrase, a range or a bracket, with the field in front of it."""
        following = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else None
        if self.kind == "term" and following == "colon":
            field = unescaped(self.take("term") or "")
            self.take("colon")
        if self.take("open"):
            found = self.query(field, depth + 1)
            if not self.take("close"):
                raise Unparsable("a bracket is not closed")
            self.take("boost")
            return found
        found = self._leaf(field)
        self.wanted.append(found)
        return found

    def _leaf(self, field: str | None) -> Filter:
        ends = self.take("range")
        if ends is not None:
            self.take("boost")
            return self.fields.range(field, _ends(ends))
        compare = self.take("compare")
        if compare is not None:
            text = self.take("term", "quoted")
            if text is None:
                raise Unparsable("there is nothing to compare with")
            return self.fields.range(field, _compared(compare, _plain(text)))
        quoted = self.take("quoted")
        term = None if quoted is not None else self._term()
        if quoted is None and term is None:
            raise Unparsable("a word is missing")
        fuzzy = self.take("fuzzy") is not None
        self.take("boost")
        if quoted is not None:
            return self.fields.value(field, Value(_plain(quoted), quoted=True, fuzzy=fuzzy))
        return self.fields.value(field, _value(term or "", fuzzy=fuzzy))

    def _term(self) -> str | None:
        """Take a word; one that begins with a sign after a field is a number below zero."""
        if self.kind == "sign" and self.at and self.tokens[self.at - 1][0] == "colon":
            sign = self.take("sign") or ""
            return sign + (self.take("term") or "")
        return self.take("term")


def _combined(clauses: list[tuple[Occur, Filter]]) -> Filter:
    needed, welcome, never = (
        tuple(each for occur, each in clauses if occur is wanted)
        for wanted in (Occur.MUST, Occur.SHOULD, Occur.NEVER)
    )
    found: Filter = All(needed) if needed else Some(welcome) if welcome else Everything()
    return All((found, Not(Some(never)))) if never else found


def _value(text: str, *, fuzzy: bool) -> Value:
    bare = _ESCAPED.sub("", text)
    if "*" not in bare and "?" not in bare:
        return Value(unescaped(text), fuzzy=fuzzy)
    pattern = _ESCAPED.sub(lambda found: "?" if found[1] in "*?" else found[1], text)
    return Value(unescaped(text), pattern)


def _plain(text: str) -> str:
    return unescaped(text[1:-1] if text.startswith('"') and len(text) > 1 else text)


def _ends(text: str) -> Ends:
    found = _ENDS.match(text)
    if found is None:
        raise Unparsable("a range is from TO until")
    low, high = (None if each == "*" else _plain(each) for each in found.groups())
    return Ends(low, high, text[0] == "[", text[-1] == "]")


def _compared(sign: str, text: str) -> Ends:
    if sign[0] == ">":
        return Ends(text, None, with_low=sign == ">=")
    return Ends(None, text, with_high=sign == "<=")
