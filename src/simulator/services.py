"""The services that a simulator has, each made when it is first used: many a run needs one of them only."""

from collections.abc import Mapping
from functools import cache

from .contract import load_contract
from .wire.service import Service

SERVED = ("uitid", "uitpas", "uitdatabank", "search", "taxonomy")
"""The names under which publiq's services are served."""


@cache
def service_of(name: str) -> Service | None:
    """Give a service by its name, made once per process; None when there is none."""
    match name:
        case "uitid":
            from . import uitid

            return Service("uitid", load_contract("uitid"), uitid.BEHAVIOURS, pages=uitid.PAGES)
        case "uitpas":
            from . import uitpas

            return Service("uitpas", load_contract("uitpas"), uitpas.BEHAVIOURS, pages=uitpas.PAGES)
        case "uitdatabank":
            from . import uitdatabank as udb
            from .search.proxies import PROXIES

            contract, pages = load_contract("uitdatabank-entry"), (*udb.PAGES, *PROXIES)
            return udb.EntryService(name, contract, udb.BEHAVIOURS, udb.rewrite_legacy_path, pages)
        case "search":
            from . import search

            contract = load_contract("uitdatabank-search")
            return search.SearchService(name, contract, search.BEHAVIOURS, search.singular_too)
        case "taxonomy":
            from . import taxonomy

            return Service(name, load_contract("taxonomy"), taxonomy.BEHAVIOURS)
    return None


def services() -> Mapping[str, Service]:
    """Give all of publiq's services by name."""
    return {name: made for name in SERVED if (made := service_of(name)) is not None}
