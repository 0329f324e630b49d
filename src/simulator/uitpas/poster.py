"""Draw the page that an event hangs up: its check-in code, to scan and to read."""

from collections.abc import Iterator
from textwrap import wrap

_PAGE = 595, 842
_MODULE, _SQUARE_TOP = 12, 640
"""In points of 1/72 inch: the side of one module of the square, and how far up the page the square begins."""
_LINE, _LETTERS_A_LINE = 26, 46
_FONTS = (
    b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
)
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def poster(title: str, code: str) -> bytes:
    """Make a PDF of one page with a title, the QR code of a code, and the code in letters.

    The QR code holds the code and nothing else; publiq does not publish what its own holds.
    """
    drawing = "\n".join([*_text(title, code), *_square(code)]).encode("cp1252", "replace")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources %s >>"
    return _document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % (*_PAGE, _FONTS),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    )


def _text(title: str, code: str) -> Iterator[str]:
    lines = [*wrap(title, _LETTERS_A_LINE)[:3], f"Code: {code}"]
    written = (f"({line.translate(_ESCAPED)}) Tj 0 -{_LINE} Td" for line in lines)
    yield f"BT /F1 20 Tf 60 770 Td {' '.join(written)} ET"


def _square(code: str) -> Iterator[str]:
    """Draw the dark modules, those side by side as one bar, in the middle of the page."""
    from segno import make_qr

    rows = [bytes(row) for row in make_qr(code, error="m").matrix]
    left = (_PAGE[0] - _MODULE * len(rows)) // 2
    for down, row in enumerate(rows, 1):
        across = 0
        while across < len(row):
            end = across
            while end < len(row) and row[end] == row[across]:
                end += 1
            if row[across]:
                x, y = left + _MODULE * across, _SQUARE_TOP - _MODULE * down
                yield f"{x} {y} {_MODULE * (end - across)} {_MODULE} re f"
            across = end


def _document(*parts: bytes) -> bytes:
    """Number the parts of a PDF from 1, the first of which is its root."""
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + rows + tail
