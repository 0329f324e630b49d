"""Hold sets of documents as the bits of whole numbers: quick to combine, to count, and never changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Bits = int
Posting: TypeAlias = "array[int] | int"
"""Where a value occurs: sorted numbers of documents, or their bits when there are many."""

_IN_BYTE = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
_DENSE = 64


def everything(size: int) -> Bits:
    return (1 << size) - 1


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """Set the bits of some numbers below a size."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def as_bits(posting: Posting, size: int) -> Bits:
    return posting if isinstance(posting, int) else bits_of(posting, size)


def packed(numbers: array[int], size: int) -> Posting:
    """Keep a posting in its smaller form."""
    return bits_of(numbers, size) if len(numbers) * _DENSE > size else numbers


def numbers_in(bits: Bits) -> Iterator[int]:
    """Give the numbers of a set in rising order."""
    if not bits:
        return
    for index, byte in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        if byte:
            base = index << 3
            for bit in _IN_BYTE[byte]:
                yield base + bit


def members(bits: Bits, size: int) -> bytes:
    """Write a set out so that one number is looked up quickly, see `holds`."""
    return bits.to_bytes(size // 8 + 1, "little")


def holds(written: bytes, number: int) -> int:
    return written[number >> 3] >> (number & 7) & 1
