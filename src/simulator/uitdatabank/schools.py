"""What schools are told apart by: where they are, and the levels of education (cultuurkuur)."""

from collections.abc import Mapping

from ..wire.messages import Answer
from ..wire.service import Call

Json = dict[str, object]
Tree = Mapping[tuple[str, str], "Tree | None"]
"""Names with the end of their labels; what is below them, or None where there is nothing."""

_PROVINCES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Brussels Hoofdstedelijk Gewest", "01000"): ("Brussel",),
    ("Provincie Antwerpen", "10000"): ("Antwerpen", "Mechelen", "Scheldeland Antwerpen", "Kempen"),
    ("Provincie Vlaams-Brabant", "20001"): ("Groene Gordel", "Hageland", "Leuven"),
    ("Provincie West-Vlaanderen", "30000"): (
        "Brugge",
        "Brugse Ommeland",
        "Leiestreek West-Vlaanderen",
        "Vlaamse Kust",
        "Westhoek",
    ),
    ("Provincie Oost-Vlaanderen", "40000"): (
        "Gent",
        "Leiestreek Oost-Vlaanderen",
        "Meetjesland",
        "Vlaamse Ardennen",
        "Waasland",
        "Scheldeland Oost-Vlaanderen",
    ),
    ("Provincie Limburg", "70000"): ("Haspengouw", "Hasselt", "Limburgse Kempen", "Maasland", "Voerstreek"),
}


def _finalities(grade: str) -> Tree:
    return {
        ("Finaliteit doorstroom", f"finaliteit-{grade}-doorstroom"): None,
        ("Finaliteit arbeidsmarkt", f"finaliteit-{grade}-arbeidsmarkt"): None,
        ("Dubbele finaliteit", f"dubbele-{grade}-finaliteit"): None,
    }


_NEWCOMERS = "Onthaalonderwijs voor anderstalige nieuwkomers (OKAN)"
_PRIMARY: Tree = {
    ("Gewoon basisonderwijs", "Gewoon-basisonderwijs"): {
        ("Gewoon kleuteronderwijs", "Gewoon-kleuteronderwijs"): {
            (f"Kleuter ({ages} jaar)", f"Kleuter-{ages}-jaar"): None for ages in ("2-3", "3-4", "4-5")
        },
        ("Gewoon lager onderwijs", "Gewoon-lager-onderwijs"): {
            ("Eerste graad", "1ste-graad"): None,
            ("Tweede graad", "2de-graad"): None,
            ("Derde graad", "3de-graad"): None,
        },
        (_NEWCOMERS, "Onthaalonderwijs-voor-anderstalige-nieuwkomers (OKAN)"): None,
    },
    ("Buitengewoon basisonderwijs", "Buitengewoon-basisonderwijs"): {
        ("Buitengewoon kleuteronderwijs", "Buitengewoon-kleuteronderwijs"): None,
        ("Buitengewoon lager onderwijs", "Buitengewoon-lager-onderwijs"): None,
    },
}
_SECONDARY: Tree = {
    ("Voltijds gewoon secundair onderwijs", "Voltijds-gewoon-secundair-onderwijs"): {
        ("Eerste graad", "eerste-graad"): {("A-stroom", "A-stroom"): None, ("B-stroom", "B-stroom"): None},
        ("Tweede graad", "tweede-graad"): _finalities("tweede"),
        ("Derde graad", "derde-graad"): _finalities("derdre"),
        ("Secundair na Secundair (Se-n-Se)", "Secundair-na-secundair-(Se-n-Se)"): None,
        (_NEWCOMERS, "Onthaalonderwijs-voor-anderstalige-nieuwkomers-OKAN"): None,
    },
    ("Buitengewoon secundair onderwijs", "Buitengewoon-secundair-onderwijs"): None,
    ("Deeltijds leren en werken", "Deeltijds-leren-en-werken"): None,
}
_LEVELS: Tree = {
    ("Basisonderwijs", "basisonderwijs"): _PRIMARY,
    ("Secundair onderwijs", "Secundair-onderwijs"): _SECONDARY,
    ("Hoger onderwijs", "Hoger-onderwijs"): None,
    ("Volwassenenonderwijs", "Volwassenenonderwijs"): None,
    ("Deeltijds kunstonderwijs", "Deeltijds-kunstonderwijs-DKO"): {
        ("Beeldende en audiovisuele kunst", "Beeldende-en-audiovisuele-kunst"): None,
        ("Dans", "dans"): None,
        ("Muziek", "muziek"): None,
        ("Woordkunst & drama", "Woordkunst-drama"): None,
    },
}
"""The labels are publiq's own, slips included: "derdre", and the two ways to write OKAN."""


def get_regions(_: Call) -> Answer:
    """List the provinces with their regions; municipalities are left out."""
    return Answer(body=[_province(*names, regions) for names, regions in _PROVINCES.items()])


def _province(name: str, code: str, regions: tuple[str, ...]) -> Json:
    return {
        "name": {"nl": name},
        "label": f"cultuurkuur_werkingsregio_provincie_nis-{code}",
        "children": [
            {"name": {"nl": f"Regio {each}"}, "label": f"reg-{each.lower().replace(' ', '-')}"}
            for each in regions
        ],
    }


def get_levels(_: Call) -> Answer:
    """List the levels of education, each with what is below it."""
    return Answer(body=_listed(_LEVELS))


def _listed(tree: Tree) -> list[Json]:
    return [_level(*names, below) for names, below in tree.items()]


def _level(name: str, label: str, below: Tree | None) -> Json:
    level: Json = {"name": {"nl": name}, "label": f"cultuurkuur_{label}"}
    return level | {"children": _listed(below)} if below else level
