"""What we have to say ourselves, apart from why there is no social tariff (wat wij zeggen)."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """An outcome that a parent or a secretary meets, for which UiTPAS may have no words."""

    ALREADY_ENROLLED = "already enrolled"
    ACTIVITY_FULL = "activity full"
    ACTIVITY_CANCELLED = "activity cancelled"
    NO_SUCH_TARIFF = "benefit not offered"
    PRICE_WENT_UP = "price went up"
    SALE_UNKNOWN = "sale not answered"
    DISCOUNT_LATER = "discount settled later"
    DISCOUNT_OWED = "discount registered after payment"
    PASS_TAKEN = "number of another participant"
    CONSENT_NEEDED = "consent needed"
    TOO_MANY_QUESTIONS = "too many questions"
    NOTHING_TO_SHOW = "nothing to show"
    CHECKED_IN = "checked in"
    CHECK_IN_QUEUED = "check-in queued"
    CHECK_IN_UNKNOWN = "check-in not answered"
    CHECK_IN_REFUSED = "check-in refused"
    CHECK_IN_UNDONE = "check-in undone"
    STILL_NEEDED = "data still needed"


class Mistake(StrEnum):
    """What can be wrong with what somebody typed."""

    NUMBER_LENGTH = "not 13 digits"
    NUMBER_LETTERS = "letters in a number"
    NUMBER_CHECK = "check digit of a pass number"
    INSZ_LENGTH = "not 11 digits"
    INSZ_LETTERS = "letters in a national number"
    INSZ_CHECK = "check digits of a national number"
    INSZ_OTHER_BIRTH = "another birth date than the national number"
    CHIP = "not a chip number"
    BARCODE = "not a barcode with a national number"
    IDENTIFIER = "neither number nor chip"
    BIRTH_DATE = "not a birth date"
    LANGUAGE = "not a language"
    ROUNDED = "number rounded by a spreadsheet"
    NO_ID = "no id"
    TWICE_ID = "id twice in the list"
    TWICE_NUMBER = "number twice in the list"
    MERGED = "merged cells"
    NO_HEADER = "no header"
    TWICE_HEADER = "header twice"
    UNREADABLE_FILE = "file unreadable"
