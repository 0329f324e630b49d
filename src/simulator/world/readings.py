"""The readings of publiq's documents that a world can follow in place of the usual ones."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum


class Switch(StrEnum):
    """A question that publiq's documents leave open and that a world can turn, by its id in the ledger."""

    SALE_WITHOUT_REGULAR_PRICE = "ticket-sale-answer-regular-price"
    SALE_WITHOUT_CREATION_DATE = "ticket-sale-answer-creation-date"
    END_DATE_WITHOUT_ZONE = "social-tariff-end-date-zone"
    PASS_WITHOUT_TYPE = "pass-type-and-card-system-required"
    CARD_STATUS = "status-of-a-card-that-is-not-active"
    IDENTIFICATION_PARAMETER = "name-of-the-identifier-parameter"
    EVENT_NOT_FOUND = "event-not-found-status"
    UITPAS_NUMBER = "spelling-of-invalid-uitpas-number"
    SOCIAL_TARIFF_EXPIRED = "spelling-of-social-tariff-expired"
    MISSING_PARAMETER = "missing-query-parameter"
    SEARCH_CRITERION = "missing-search-criterion"
    LIMIT = "limit-above-500"
    IDENTIFIED_FOR_EVENT = "identification-for-event-card-systems"
    TARIFF_ID = "tariff-id-beside-tariff"
    TRAILING_SLASH = "trailing-slash"
    TOKEN_PATH = "token-path"
    MEDIA_TYPE_OF_SALES = "media-type-of-a-registration"
    DISTRIBUTION_KEY = "spelling-of-distributionkey-not-found"
    SOCIAL_TARIFF_PERMISSION = "name-of-the-permission-for-social-tariffs"
    TRANSACTIONS_PERMISSION = "permission-for-transactions"
    CLIENT_FOR_PASSHOLDER = "client-tokens-for-own-passholder"
    IDENTIFIED_FOR_PRICES = "identification-for-membership-prices"
    REGISTRATION_TOKEN = "security-of-the-registration-token"
    UITID_STATUS = "security-of-the-uitid-status"
    IDENTIFIED_FOR_ORDER = "identification-for-an-order"
    REGISTRATION_MEMBERS = "registration-members-promised"
    END_DATE_TYPE = "end-date-type-of-an-association"
    ORGANIZER_OF_MEMBERSHIPS = "organizer-of-association-memberships"
    ADMIN_ID = "id-of-an-administrator"
    SPOTLIGHT = "spotlight-of-a-reward"
    REDEEM_REASON = "name-of-a-redeem-reason"
    UNKNOWN_REWARD = "status-of-an-unknown-reward"
    SUBSET = "subset-names-of-rewards"
    CHECKIN_WITHOUT_DATE = "creation-date-of-a-check-in"
    BARE_NOT_FOUND = "types-of-a-bare-404"
    EXPORT_CARD_SYSTEM = "unknown-card-system-of-an-export"
    LIMITED_MEDIA_TYPE = "media-type-of-a-rate-limit"
    UNDECLARED_LIMITS = "rate-limits-without-a-status"
    CHIP_NUMBER = "chip-number-of-a-card"
    REGISTRATION_HEADER = "registration-header-of-a-family-member"
    SETTINGS_ID = "id-of-event-settings"
    LIMIT_OF_ASSOCIATIONS = "limit-of-the-associations"
    DUPLICATE_PLACE = "status-of-a-duplicate-place"
    UITPAS_ORGANIZERS = "uitpas-filter-of-organizers"
    COUNTRY_OF_ORGANIZERS = "default-country-of-organizers"
    ACCEPT = "answers-that-nobody-accepts"
    PASS_TYPE_OF_A_CARD = "type-of-pass-of-a-card-that-is-not-active"
    STATE_AS_TEXT = "state-of-a-card-system-as-text"
    TARIFF_THAT_A_PASS_LACKS = "tariff-that-a-pass-does-not-have"
    NAMED_CLIENT = "permission-of-a-client-that-only-names-itself"
    LISTED_PASSHOLDER = "passholder-in-listed-check-ins"


class Reading(StrEnum):
    """Whose reading: the one that the ledger chose, or the other of its two."""

    OURS = "ours"
    OTHER = "other"


class UnknownReading(ValueError):
    """A question that cannot be turned, or a reading that it does not have; `question` is as it was given."""

    def __init__(self, question: str, why: str) -> None:
        super().__init__(why)
        self.question = question


def readings_of(given: Mapping[str, str]) -> Mapping[Switch, Reading]:
    """Read which questions are turned, those at the usual reading left out; raises UnknownReading."""
    read = {_switch(name): _reading(name, value) for name, value in given.items()}
    return {switch: reading for switch, reading in read.items() if reading is not Reading.OURS}


def _switch(name: str) -> Switch:
    try:
        return Switch(name)
    except ValueError:
        near = get_close_matches(name, list(Switch), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnknownReading(name, f"No open question of this id can be turned.{hint}") from None


def _reading(name: str, value: str) -> Reading:
    try:
        return Reading(value)
    except ValueError:
        raise UnknownReading(name, f"This must be one of {', '.join(Reading)}.") from None
