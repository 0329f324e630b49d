"""The terms of events and places, each with its domain, what it may be used for, and its names.

UiTdatabank checks what is written against them, searching counts by them, and the taxonomy lists them.
"""

from collections.abc import Mapping

from attrs import frozen


@frozen(slots=False)
class Term:
    """A term; `name` is by language and has `nl`, `suggested` are ids of terms that go well with it."""

    id: str
    name: Mapping[str, str]
    domain: str
    scope: tuple[str, ...]
    suggested: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.name["nl"]


EVENTS, PLACES = "events", "places"
_EVENT_TYPES = """
0.50.4.0.0 Concert | Concert | Konzert | Concert
0.55.0.0.0 Theatervoorstelling
0.54.0.0.0 Dansvoorstelling
0.50.6.0.0 Film
0.3.1.0.0 Lessenreeks
0.3.1.0.1 Cursus met open sessies
0.3.2.0.0 Lezing of congres
0.57.0.0.0 Kamp of vakantie
0.59.0.0.0 Sport en beweging
0.19.0.0.0 Sportwedstrijd bekijken
0.5.0.0.0 Festival
0.0.0.0.0 Tentoonstelling
0.7.0.0.0 Begeleide rondleiding
0.49.0.0.0 Party of fuif
0.50.21.0.0 Spel of quiz
1.50.0.0.0 Eten en drinken
0.6.0.0.0 Beurs
0.28.0.0.0 Kermis of feestelijkheid
0.37.0.0.0 Markt of braderie
0.12.0.0.0 Opendeurdag
0.17.0.0.0 Route
0.51.0.0.0 Type onbepaald
"""
_THEMES = """
1.8.3.5.0 Amusementsmuziek | Cabaret | Schlager | Cabaret music
1.8.3.3.0 Dance muziek | Musique de danse | Tanzmusik | Dance music
1.8.4.0.0 Folk en wereldmuziek | Musique folklorique et mondiale | Folk und World | Folk and world music
1.8.3.2.0 Hip hop, rnb en rap | Hip hop, rnb et rap | Hip-Hop, R und B und Rap | Hip hop, rnb and rap
1.8.2.0.0 Jazz en blues | Jazz et blues | Jazz und Blues | Jazz and blues
1.8.1.0.0 Klassieke muziek | Musique classique | Klassische Musik | Classical music
1.8.3.1.0 Pop en rock | Pop et rock | Pop und Rock | Pop and rock
1.3.10.0.0 Humor comedy
1.4.0.0.0 Musical
1.9.2.0.0 Moderne dans
0.52.0.0.0 Circus
1.7.12.0.0 Animatie en kinderfilms
1.42.0.0.0 Creativiteit
1.41.0.0.0 Kunst en kunsteducatie
1.51.12.0.0 Omnisport en andere
1.51.13.0.0 Bal en racketsport
1.51.6.0.0 Fitness, gymnastiek, dans en vechtsport
1.11.2.0.0 Themakamp
"""
_FACILITIES = """
3.27.0.0.0 Rolstoeltoegankelijk
3.23.2.0.0 Assistentie
3.31.0.0.0 Aangepast sanitair
"""
_FACILITIES_OF_PLACES = """
3.23.1.0.0 Voorzieningen voor rolstoelgebruikers | Facilités pour fauteuils roulants \
| EInrichtung für Rollstuhlfahrer | Wheelchair facilities
"""
_PLACE_TYPES = """
Yf4aZBfsUEu2NsQqsprngw Cultuur- of ontmoetingscentrum
OyaPaf64AEmEAYXHeLMAtA Zaal of expohal
8.70.0.0.0 Theater
BtVNd33sR0WntjALVbyp3w Bioscoop
eBwaUAAhw0ur0Z02i5ttnw Sportcentrum
JCjA0i5COUmdjMwcyjNAFA Jeugdhuis of jeugdcentrum
GnPFp9uvOUyqhOckIFMKmg Museum of galerij
kI7uAyn2uUu9VV6Z3uWZTA Bibliotheek
rJRFUqmd6EiqTD4c7HS90w School
ekdc4ATGoUitCa0e6me6xA Horeca
0.14.0.0.0 Monument
0.8.0.0.0 Openbare ruimte
"""
_SUGGESTED = {
    "0.50.4.0.0": (
        "1.8.3.5.0",
        "1.8.3.3.0",
        "1.8.4.0.0",
        "1.8.3.2.0",
        "1.8.2.0.0",
        "1.8.1.0.0",
        "1.8.3.1.0",
    )
}
_LANGUAGES: tuple[str, ...] = ("nl", "fr", "de", "en")


def _terms(listed: str, domain: str, *scope: str) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for line in listed.strip().splitlines():
        term_id, names = line.split(" ", 1)
        name = dict(zip(_LANGUAGES, (each.strip() for each in names.split("|")), strict=False))
        found[term_id] = Term(term_id, name, domain, scope, _SUGGESTED.get(term_id, ()))
    return found


TERMS: Mapping[str, Term] = (
    _terms(_EVENT_TYPES, "eventtype", EVENTS)
    | _terms(_THEMES, "theme", EVENTS)
    | _terms(_FACILITIES, "facility", EVENTS, PLACES)
    | _terms(_FACILITIES_OF_PLACES, "facility", PLACES)
    | _terms(_PLACE_TYPES, "eventtype", PLACES)
)
