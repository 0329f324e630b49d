from __future__ import annotations

import re

import segno

from uitkern.simulator.uitpas.poster import poster

CODE = "0C5F2A77B1E4"
SIDE = 12


def modules(page: bytes) -> set[tuple[int, int]]:
    """Read the dark modules of a page as column and row, from the upper left corner of the square."""
    bars = [tuple(map(int, bar)) for bar in re.findall(rb"(\d+) (\d+) (\d+) 12 re f", page)]
    left, top = min(x for x, *_ in bars), max(y for _, y, _ in bars)
    return {
        ((x - left) // SIDE + step, (top - y) // SIDE)
        for x, y, width in bars
        for step in range(width // SIDE)
    }


def test_a_poster_can_be_scanned_for_its_code() -> None:
    matrix = segno.make_qr(CODE, error="m").matrix
    dark = {(across, down) for down, row in enumerate(matrix) for across, one in enumerate(row) if one}
    assert modules(poster("Zomerkamp", CODE)) == dark


def test_a_poster_says_what_it_is_for_in_the_letters_of_western_europe() -> None:
    page = poster("\u2019s Avonds (voor €2) " + "lang " * 30, CODE)
    assert b"(\x92s Avonds \\(voor \x802\\)" in page
    assert f"(Code: {CODE})".encode() in page


def test_a_poster_knows_where_its_parts_are() -> None:
    page = poster("Zomerkamp", CODE)
    table = int(page.rsplit(b"startxref\n", 1)[1].split()[0])
    assert page[table:].startswith(b"xref\n0 5\n")
    places = [int(row.split()[0]) for row in page[table:].splitlines()[3:7]]
    assert [page[at : at + 7] for at in places] == [b"%d 0 obj" % number for number in (1, 2, 3, 4)]
