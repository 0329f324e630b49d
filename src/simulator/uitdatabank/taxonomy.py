"""The terms of events and places that the simulator knows, with their domains."""

from attrs import frozen


@frozen(slots=False)
class Term:
    id: str
    label: str
    domain: str
    scope: frozenset[str]


_EVENT_TYPES = """
0.50.4.0.0 Concert
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
1.8.3.1.0 Pop en rock
1.8.1.0.0 Klassieke muziek
1.8.2.0.0 Jazz en blues
1.8.3.5.0 Amusementsmuziek
1.8.4.0.0 Folk en wereldmuziek
1.3.10.0.0 Humor comedy
1.4.0.0.0 Musical
1.9.2.0.0 Moderne dans
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
0.8.0.0.0 Openbare ruimte
"""
EVENTS, PLACES = "events", "places"


def _terms(listed: str, domain: str, *scope: str) -> dict[str, Term]:
    pairs = (line.split(" ", 1) for line in listed.strip().splitlines())
    return {term_id: Term(term_id, label, domain, frozenset(scope)) for term_id, label in pairs}


TERMS = (
    _terms(_EVENT_TYPES, "eventtype", EVENTS)
    | _terms(_THEMES, "theme", EVENTS)
    | _terms(_FACILITIES, "facility", EVENTS, PLACES)
    | _terms(_PLACE_TYPES, "eventtype", PLACES)
)


def term_in(scope: str, domain: str, term_id: str) -> Term | None:
    """Take a term of a domain that may be used for events or for places."""
    term = TERMS.get(term_id)
    return term if term is not None and term.domain == domain and scope in term.scope else None


def as_json(term: Term) -> dict[str, object]:
    return {"id": term.id, "label": term.label, "domain": term.domain}


OBSOLETE_DOMAINS = frozenset(
    {
        "municipal",
        "IPE",
        "actortype",
        "educationfield",
        "educationlevel",
        "flandersregion",
        "flanderstouristregion",
        "misc",
        "publicscope",
        "targetaudience",
        "umv",
        "workingregion",
    }
)
ENDS_AT_ITS_START = frozenset({"0.3.1.0.0", "0.57.0.0.0"})
"""Courses and camps are no longer available once they have begun."""
