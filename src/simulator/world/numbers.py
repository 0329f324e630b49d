"""The formats of UiTPAS numbers and INSZ numbers."""

import re

from stdnum import luhn

_UITPAS = re.compile(r"\d{13}", re.ASCII)
_INSZ = re.compile(r"\d{11}", re.ASCII)
_SEPARATORS = str.maketrans("", "", " .-")
_KIND = 11


def is_uitpas_number(text: str) -> bool:
    return _UITPAS.fullmatch(text) is not None


def is_social(uitpas_number: str) -> bool:
    """Say whether a card was made for the social tariff, which its twelfth digit tells."""
    return uitpas_number[_KIND] == "1"


def make_uitpas_number(serial: int, *, social: bool) -> str:
    """Make a number of 13 digits with a check digit from a serial below ten million."""
    start = f"0900{serial:07}{int(social)}"
    return start + str(luhn.calc_check_digit(start))


def is_insz(text: str) -> bool:
    """Check eleven digits by their last two, for people born before 2000 and since."""
    if not _INSZ.fullmatch(text):
        return False
    first, check = int(text[:9]), int(text[9:])
    return check in (97 - first % 97, 97 - (2_000_000_000 + first) % 97)


def plain_insz(text: str) -> str:
    """Drop the separators that people write in INSZ numbers."""
    return text.translate(_SEPARATORS)
