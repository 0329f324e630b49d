"""Read coordinates, distances and bounds as they are written in parameters."""

import re

from ..world.refusals import not_found
from .geography import Point

_POINT = re.compile(
    r"([-+]?(?:[1-8]?\d(?:\.\d+)?|90(?:\.0+)?)),\s*([-+]?(?:180(?:\.0+)?|(?:1[0-7]\d|[1-9]?\d)(?:\.\d+)?))\Z",
    re.ASCII,
)
_DISTANCE = re.compile(r"\s*(\d{1,12}\.?\d{0,12})\s*([A-Za-z]+)\s*\Z", re.ASCII)
_METRES = {
    **dict.fromkeys(("mi", "miles"), 1609.344),
    **dict.fromkeys(("yd", "yards"), 0.9144),
    **dict.fromkeys(("ft", "feet"), 0.3048),
    **dict.fromkeys(("in", "inch"), 0.0254),
    **dict.fromkeys(("km", "kilometers"), 1000.0),
    **dict.fromkeys(("m", "meters"), 1.0),
    **dict.fromkeys(("cm", "centimeters"), 0.01),
    **dict.fromkeys(("mm", "millimeters"), 0.001),
    **dict.fromkeys(("NM", "nmi", "nauticalmiles"), 1852.0),
}


def point_of(text: str) -> Point:
    """Read a latitude and a longitude."""
    found = _POINT.match(text.strip())
    if found is None:
        raise not_found('Coordinates should be in "latitude,longitude" format.')
    return float(found[1]), float(found[2])


def distance_of(text: str) -> float:
    """Read a distance with its unit, in metres."""
    found = _DISTANCE.match(text)
    if found is None or found[2] not in _METRES:
        raise not_found("Distance is not in a valid format.")
    return float(found[1]) * _METRES[found[2]]


def bounds_of(text: str) -> tuple[Point, Point]:
    """Read the corners in the south-west and the north-east."""
    corners = text.split("|")
    if len(corners) != 2:
        raise not_found("Bounds are not in a valid format.")
    return point_of(corners[0]), point_of(corners[1])
