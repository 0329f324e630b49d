"""UiTPAS about people: how each question is asked, and how its answer is read."""

from __future__ import annotations

from attrs import frozen

from ...domain.model.uitpas_number import UitpasNumber
from ...domain.ports.publiq import FindCards
from .call import Call, Reply
from .environment import Service
from .reading import read
from .uitpas import number

UITPAS = Service.UITPAS


@frozen
class CardShape:
    """The card that a membership has now."""

    uitpas_number: str
    status: str = "ACTIVE"


@frozen
class MembershipShape:
    """One of a passholder's `cardSystemMemberships`."""

    current_card: CardShape | None = None


@frozen
class PassholderShape:
    """What we need of a `Passholder`: the cards, and nothing personal."""

    card_system_memberships: tuple[MembershipShape, ...] = ()


def find_cards(question: FindCards) -> Call:
    """publiq `get-passholders-passholderId`."""
    path, arguments = "/passholders/{passholderId}", {"passholderId": question.passholder_id}
    return Call(UITPAS, "get-passholders-passholderId", "GET", path, arguments)


def read_cards(_: FindCards, reply: Reply) -> tuple[UitpasNumber, ...]:
    """Read the numbers of the cards that can be used."""
    shape = read(UITPAS, reply, PassholderShape)
    return tuple(
        number(card.uitpas_number, f"/cardSystemMemberships/{index}/currentCard/uitpasNumber")
        for index, membership in enumerate(shape.card_system_memberships)
        if (card := membership.current_card) is not None and card.status == "ACTIVE"
    )
