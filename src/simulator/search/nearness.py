"""Ask where something lies."""

from attrs import frozen

from .bits import Bits
from .geography import Point, distance
from .segment import Segment


@frozen(slots=False)
class Near:
    """That something lies within a distance, in metres, of a point."""

    point: Point
    metres: float

    def within(self, segment: Segment) -> Bits:
        return segment.having_any("geo", lambda geo: distance(point_of(geo), self.point) <= self.metres)


@frozen(slots=False)
class Inside:
    """That something lies between a corner in the south-west and one in the north-east."""

    south_west: Point
    north_east: Point

    def within(self, segment: Segment) -> Bits:
        return segment.having_any("geo", self._has)

    def _has(self, geo: str) -> bool:
        point = point_of(geo)
        return all(
            low <= each <= high
            for low, each, high in zip(self.south_west, point, self.north_east, strict=True)
        )


def point_of(geo: str) -> Point:
    latitude, _, longitude = geo.partition(" ")
    return float(latitude), float(longitude)
