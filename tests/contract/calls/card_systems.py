"""Card systems and their settings, which a client may read that only names itself."""

from __future__ import annotations

from tests.contract.calls.call import GENT, Call

ALL, ONE = "get-card-systems", "get-cardsystems-cardsystemid"
SOCIAL, CITIES = f"{ONE}-social-tariff-settings", f"{ONE}-city-settings"
OURS, NOBODYS = {"cardSystemId": str(GENT)}, {"cardSystemId": "99"}
CALLS = [
    Call(ALL, 200),
    Call(ALL, 200, query={"postalCode": ["9000"], "permanent": "true"}, who="id"),
    Call(ALL, 200, query={"sort": "-postalCode", "postalCodeSort": "9000"}),
    Call(ALL, 200, query={"city": ["Nergens"]}),
    Call(ALL, 400, "uitpas/postal-code-required", {"sort": "postalCode"}),
    Call(ALL, 400, "uitpas/invalid-postal-code", {"postalCode": "x"}),
    Call(ALL, 400, "url/query-parameter-invalid", {"sort": "size"}),
    Call(ONE, 200, path=OURS),
    Call(ONE, 200, path={"cardSystemId": "3"}, who="id"),
    Call(ONE, 404, "uitpas/cardsystem-not-found", path=NOBODYS),
    Call(SOCIAL, 200, query={"postalCode": "9000"}, path=OURS),
    Call(SOCIAL, 404, "uitpas/cardsystem-not-found", {"postalCode": "9000"}, path=NOBODYS),
    Call(SOCIAL, 400, "url/query-parameter-missing", path=OURS),
    Call(CITIES, 200, path=OURS),
    Call(CITIES, 200, query={"postalCode": "9050"}, path=OURS, who="id"),
    Call(CITIES, 404, "uitpas/cardsystem-not-found", path=NOBODYS),
    *(
        Call(each, 400, f"uitpas/{problem}", {"postalCode": code}, path=OURS)
        for each in (SOCIAL, CITIES)
        for problem, code in (("invalid-postal-code", "x"), ("postal-code-not-in-card-system", "1000"))
    ),
]
UNREACHABLE = {
    **{(each, 403): "needs no permission" for each in (ALL, ONE, SOCIAL, CITIES)},
    (ALL, 404): "a search that finds nothing answers an empty list",
}
