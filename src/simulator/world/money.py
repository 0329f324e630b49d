"""Count in integer cents and speak euros only at the edge."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

LARGEST = 100_000_000_00
_CENT = Decimal(1)
_DIGITS, _LONG = 7, 1_000_000


def to_cents(euros: float | str) -> int:
    """Read an amount in euros, rounding half a cent up; ValueError when it is no amount below 100 million."""
    if type(euros) is int and 0 <= euros < _LONG:
        return euros * 100
    if type(euros) is str and len(euros) < _DIGITS and euros.isascii() and euros.isdigit():
        return int(euros) * 100
    try:
        amount = Decimal(str(euros)) * 100
    except InvalidOperation:
        raise ValueError("not an amount in euros") from None
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise ValueError("not an amount in euros")
    return int(amount.quantize(_CENT, ROUND_HALF_UP))


def to_euros(cents: int) -> int | float:
    """Write cents as the shortest JSON number of euros: 2, 1.5, 0.07."""
    whole, rest = divmod(cents, 100)
    return cents / 100 if rest else whole


def share_of(cents: int, percent: int) -> int:
    """Take a percentage of a positive amount, rounding half a cent up."""
    return (cents * percent + 50) // 100
