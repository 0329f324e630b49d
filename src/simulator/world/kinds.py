"""The kinds and states of passes, cards and rights, in the words of publiq."""

from enum import StrEnum


class SocialTariffStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    SUSPENDED = "SUSPENDED"
    NONE = "NONE"


class PassType(StrEnum):
    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"


class CardStatus(StrEnum):
    PROVISIONED = "PROVISIONED"
    LOCAL_STOCK = "LOCAL_STOCK"
    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"
    DELETED = "DELETED"


class CardType(StrEnum):
    NFC_CARD = "NFC_CARD"
    DIGITAL = "DIGITAL"
