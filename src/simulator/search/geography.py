"""Where Belgian places lie: their region by postal code, and coordinates of the towns that are known here."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from attrs import frozen

from .texts import slug

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_EARTH = 6_371_008.8


@frozen(slots=False)
class Region:
    id: str
    name: Mapping[str, str]


_PROVINCES = (
    ("prv-brussel", {"nl": "Brussels Hoofdstedelijk Gewest", "fr": "Bruxelles-Capitale"}, ((1000, 1299),)),
    ("prv-waals-brabant", {"nl": "Waals-Brabant", "fr": "Brabant wallon"}, ((1300, 1499),)),
    (
        "prv-vlaams-brabant",
        {"nl": "Vlaams-Brabant", "fr": "Brabant flamand", "en": "Flemish Brabant"},
        ((1500, 1999), (3000, 3499)),
    ),
    ("prv-antwerpen", {"nl": "Antwerpen", "fr": "Anvers", "en": "Antwerp"}, ((2000, 2999),)),
    ("prv-limburg", {"nl": "Limburg", "fr": "Limbourg", "en": "Limburg"}, ((3500, 3999),)),
    ("prv-luik", {"nl": "Luik", "fr": "Liège"}, ((4000, 4999),)),
    ("prv-namen", {"nl": "Namen", "fr": "Namur"}, ((5000, 5999),)),
    ("prv-henegouwen", {"nl": "Henegouwen", "fr": "Hainaut"}, ((6000, 6599), (7000, 7999))),
    ("prv-luxemburg", {"nl": "Luxemburg", "fr": "Luxembourg"}, ((6600, 6999),)),
    (
        "prv-west-vlaanderen",
        {"nl": "West-Vlaanderen", "fr": "Flandre occidentale", "en": "West Flanders"},
        ((8000, 8999),),
    ),
    (
        "prv-oost-vlaanderen",
        {"nl": "Oost-Vlaanderen", "fr": "Flandre orientale", "en": "East Flanders"},
        ((9000, 9999),),
    ),
)
_TOWNS = """
1000 50.8467 4.3525
1080 50.8547 4.3386
1500 50.7336 4.2370
1700 50.8484 4.2730
1800 50.9281 4.4250
2000 51.2213 4.4051
2060 51.2292 4.4284
2140 51.2139 4.4430
2300 51.3223 4.9449
2400 51.1911 5.1160
2500 51.1313 4.5704
2800 51.0282 4.4803
2850 51.0896 4.3674
3000 50.8798 4.7005
3200 50.9858 4.8365
3290 50.9842 5.0506
3300 50.8073 4.9392
3500 50.9307 5.3325
3600 50.9653 5.5005
3700 50.7806 5.4643
3800 50.8163 5.1860
3900 51.2291 5.4306
8000 51.2089 3.2242
8200 51.1884 3.2075
8400 51.2300 2.9200
8500 50.8280 3.2649
8600 51.0325 2.8639
8800 50.9460 3.1227
8900 50.8511 2.8857
9000 51.0543 3.7174
9030 51.0790 3.6710
9040 51.0581 3.7560
9050 51.0264 3.7560
9100 51.1651 4.1437
9140 51.1279 4.2057
9160 51.0958 4.0036
9200 51.0283 4.1003
9300 50.9383 4.0392
9400 50.8363 4.0186
9500 50.7739 3.8806
9600 50.7464 3.6027
9700 50.8449 3.6042
9800 50.9829 3.5258
9900 51.1844 3.5658
"""
_COORDINATES: dict[str, Point] = {
    code: (float(latitude), float(longitude))
    for code, latitude, longitude in (line.split() for line in _TOWNS.strip().splitlines())
}
PROVINCES = {region: Region(region, name) for region, name, _ in _PROVINCES}


def province_of(postal_code: str) -> Region | None:
    """Give the province, or Brussels, of a Belgian postal code."""
    if not (postal_code.isascii() and postal_code.isdecimal() and len(postal_code) == 4):
        return None
    code = int(postal_code)
    for region, _, ranges in _PROVINCES:
        if any(first <= code <= last for first, last in ranges):
            return PROVINCES[region]
    return None


def regions_of(address: Mapping[str, str]) -> list[str]:
    """List the regions of an address: its municipality, and the province that this lies in."""
    if address.get("addressCountry") != "BE":
        return []
    province = province_of(address.get("postalCode", ""))
    if province is None:
        return []
    return [f"gem-{slug(address.get('addressLocality', ''))}", province.id]


def coordinates_of(address: Mapping[str, str]) -> Point | None:
    """Give where an address lies, as near as its postal code says."""
    return _COORDINATES.get(address.get("postalCode", "")) if address.get("addressCountry") == "BE" else None


def distance(one: Point, other: Point) -> float:
    """Give the distance between two points in metres, over a round earth."""
    (lat1, lon1), (lat2, lon2) = (tuple(radians(each) for each in point) for point in (one, other))
    part = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(part))
