"""Count what was found by region, type, theme, facility and label."""

from collections.abc import Iterable, Mapping

from ..taxonomy.terms import TERMS
from .bits import as_bits
from .geography import PROVINCES
from .ranking import Hits

Json = dict[str, object]


def facets(hits: list[Hits], names: Iterable[str]) -> Json:
    """Write the facets that are asked for."""
    return {name: _facet(hits, name) for name in names}


def _facet(hits: list[Hits], name: str) -> Json:
    counts = _counts(hits, "labels.written" if name == "labels" else name)
    if name == "regions":
        return _regions(hits, counts)
    return {value: {"name": _name(name, value), "count": count} for value, count in counts.items()}


def _counts(hits: list[Hits], field: str) -> dict[str, int]:
    """Count each value of a field, the most frequent first."""
    counts: dict[str, int] = {}
    for each in hits:
        for value, posting in each.segment.values(field).items():
            found = (as_bits(posting, each.segment.size) & each.bits).bit_count()
            if found:
                counts[value] = counts.get(value, 0) + found
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _name(facet: str, value: str) -> Mapping[str, str]:
    term = TERMS.get(value)
    return {"nl": value} if facet == "labels" or term is None else term.name


def _regions(hits: list[Hits], counts: dict[str, int]) -> Json:
    """Write provinces, each with its municipalities."""
    found: Json = {}
    for region, count in counts.items():
        if region in PROVINCES:
            within = [Hits(each.segment, each.bits & each.segment.having("regions", region)) for each in hits]
            children = {
                town: {"name": {"nl": _town(town)}, "count": number}
                for town, number in _counts(within, "regions").items()
                if town not in PROVINCES
            }
            found[region] = {"name": PROVINCES[region].name, "count": count, "children": children}
    return found


def _town(region: str) -> str:
    return "-".join(part.capitalize() for part in region.removeprefix("gem-").split("-"))
