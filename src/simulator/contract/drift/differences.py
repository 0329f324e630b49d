"""One difference between a contract of ours and what publiq published."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Severity(Enum):
    """What a difference does to a client that keeps to our contract; the worst first."""

    BREAKING = "breaking"
    RISK = "risk"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Kind(Enum):
    """What differs."""

    OPERATION = "operation"
    DEPRECATION = "deprecation"
    SECURITY = "security"
    PARAMETER = "parameter"
    BODY = "body"
    MEDIA = "media type"
    MEMBER = "member"
    REQUIRED = "required"
    TYPE = "type"
    VALUES = "values"
    STATUS = "status"
    PROBLEM = "problem"
    CONTRADICTION = "contradiction"


@frozen
class Difference:
    """`where` is the place by our component and member, such as `TicketSaleRequest.tariff.id`.

    `side` is `request`, `answer` or `operation`; `ours` and `published` are what each says, "-" when nothing.
    """

    severity: Severity
    kind: Kind
    service: str
    operation: str
    side: str
    where: str
    ours: str
    published: str
    effect: str
