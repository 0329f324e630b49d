"""Bad input: exit status 2, one clear line that names field and rule, and a ledger as it was."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from tests.cli.conftest import SLOT, Ended, Shell
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.world.official import identities as official

PLACE = ("--place", official.PLACE)
NAME = ("--name", "Zomerkamp")
PRICE = ("--price", "11")


def activity(*words: str) -> tuple[str, ...]:
    return ("activity", "new", *words)


def price(amount: str) -> tuple[str, ...]:
    return activity(*NAME, f"--price={amount}", *SLOT, *PLACE)


def slot(start: str, end: str) -> tuple[str, ...]:
    return activity(*NAME, *PRICE, "--start", start, "--end", end, *PLACE)


AMOUNT = "price: must be an amount in euro such as 12 or 12.50, not below 0"
START = "start: must be a date and time with a time zone, such as 2027-07-05T09:00+02:00"
GOOD_START, GOOD_END = "2031-07-07T09:00+02:00", "2031-07-11T16:00+02:00"

PARENT = "uitkern: for the parent: "
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "twelve digits": (
        ("participant", "new", "--uitpas-number", "090000006751"),
        "uitpas_number: must be 13 digits\nuitkern: Een UiTPAS-nummer heeft 13 cijfers; hier staan er 12.",
    ),
    "letters for digits": (
        ("participant", "new", "--uitpas-number", "09000000675I3"),
        (
            "uitpas_number: must be 13 digits\n"
            "uitkern: Een UiTPAS-nummer bestaat enkel uit cijfers; er staat iets anders tussen."
        ),
    ),
    "a wrong check digit": (
        ("participant", "new", "--uitpas-number", "0900000067514"),
        (
            "uitpas_number: its check digit is wrong: one of the 13 digits is mistyped\n"
            "uitkern: Een van de 13 cijfers is verkeerd: typ het UiTPAS-nummer over van de kaart."
        ),
    ),
    "ten digits for an insz": (
        ("participant", "new", "--insz", "3605138028"),
        ("insz: must be 11 digits\nuitkern: Een rijksregisternummer heeft 11 cijfers; hier staan er 10."),
    ),
    "an insz that is none": (
        ("participant", "new", "--insz", "36051380285"),
        (
            "insz: is no national number: its birth date or check digits are wrong\n"
            "uitkern: Dit is geen rijksregisternummer: een van de 11 cijfers is verkeerd."
        ),
    ),
    "number and insz": (
        ("participant", "new", "--insz", "36051380284", "--uitpas-number", "0900000067513"),
        "insz: goes without --uitpas-number: one of them is enough",
    ),
    "no participant id": (
        ("participant", ""),
        "id: must be a text that is not empty, on one line",
    ),
    "price below 0": (price("-1"), AMOUNT),
    "price with a comma": (price("10,50"), AMOUNT),
    "price in words": (price("abc"), AMOUNT),
    "price with three decimals": (price("1.005"), AMOUNT),
    "price without end": (price("9" * 40), AMOUNT),
    "no name": (
        activity("--name", " ", *PRICE, *SLOT, *PLACE),
        "name: must be a text that is not empty, on one line",
    ),
    "a name too long": (
        activity("--name", "n" * 91, *PRICE, *SLOT, *PLACE),
        (
            "name: must be at most 90 characters, the limit of UiTdatabank "
            "(/name/nl: Maximum string length is 90, found 91)"
        ),
    ),
    "a day alone": (slot("2031-07-07", GOOD_END), START),
    "a Belgian date": (slot("07/07/2031 9:00", GOOD_END), START),
    "a day that is none": (slot("2031-02-30T09:00+01:00", GOOD_END), START),
    "no time zone": (slot("2031-07-07T09:00", GOOD_END), START),
    "a wrong end": (slot(GOOD_START, "tomorrow"), START.replace("start", "end")),
    "an end before its start": (slot(GOOD_END, GOOD_START), "end: must not be before start"),
    "a place by name": (
        activity(*NAME, *PRICE, *SLOT, "--place", "Gent"),
        "place_id: must be the id UiTdatabank gave it, a UUID",
    ),
    "a promoter by name": (
        activity(*NAME, *PRICE, *SLOT, *PLACE, "--promoter", "Gent"),
        "promoter_id: must be the id UiTdatabank gave it, a UUID",
    ),
    "no places": (
        activity(*NAME, *PRICE, *SLOT, *PLACE, "--capacity", "0"),
        "capacity: must be 1 or more, or absent for no limit",
    ),
    "an event type in words": (
        activity(*NAME, *PRICE, *SLOT, *PLACE, "--event-type", "a camp"),
        "event_type: must be the id of a term, such as 0.57.0.0.0",
    ),
    "an unknown activity": (("offer", "kid", "nope"), "activity: there is none with id 'nope'"),
    "an unknown child": (("offer", "nope", "camp"), "participant: there is none with id 'nope'"),
    "enrolling an unknown child": (("enrol", "nope", "camp"), "participant: there is none with id 'nope'"),
    "enrolling for an unknown activity": (("enrol", "kid", "nope"), "activity: there is none with id 'nope'"),
    "publishing an unknown activity": (("publish", "nope"), "activity: there is none with id 'nope'"),
    "an unknown enrolment": (("cancel", "7"), "enrolment: there is none with id '7'"),
    "an unknown tariff": (
        ("enrol", "kid", "camp", "--tariff", "FREE"),
        (
            "tariff: 'FREE' is not among those UiTPAS offers this pass now\n"
            f"{PARENT}Dit voordeel is er voor deze activiteit nu niet (meer)."
        ),
    ),
    "tariff and full price": (
        ("enrol", "kid", "camp", "--tariff", "SOCIALTARIFF", "--full-price"),
        "tariff: goes without --full-price and --reward: one benefit at a time",
    ),
    "agreed with a comma": (
        ("enrol", "kid", "camp", "--agreed", "2,20"),
        AMOUNT.replace("price", "agreed"),
    ),
    "agreed to less": (
        ("enrol", "kid", "camp", "--agreed", "2.19"),
        (
            "the price went up from € 2,19 to € 2,20: ask the buyer again\n"
            f"{PARENT}De prijs is € 2,20 geworden; je zag € 2,19. Wil je toch inschrijven?"
        ),
    ),
    "an event that is not there": (
        ("link", "camp", official.NOWHERE),
        f"activity 'camp' cannot get UiTPAS prices: event {official.NOWHERE} is not in UiTdatabank",
    ),
}


def refused(ended: Ended, line: str) -> None:
    assert ended == Ended(2, "", f"uitkern: {line}\n")


@pytest.mark.parametrize(("words", "line"), WRONG.values(), ids=WRONG)
def test_bad_input_is_one_clear_line_and_nothing_kept(
    ready: Shell, words: tuple[str, ...], line: str
) -> None:
    ready("offer", "kid", "camp")
    before = ready.written()
    refused(ready(*words), line)
    assert ready.written() == before


SETTINGS: dict[str, tuple[dict[str, str | None], str]] = {
    "no organizer": (
        {"UITKERN_ORGANIZER": None},
        "organizer: is missing: set --organizer or UITKERN_ORGANIZER",
    ),
    "an organizer by name": (
        {"UITKERN_ORGANIZER": "Gent"},
        "organizer_id: must be the id UiTdatabank gave it, a UUID",
    ),
    "no environment": (
        {"UITKERN_ENVIRONMENT": None},
        "environment: is missing: set --environment or UITKERN_ENVIRONMENT to test, production or simulator",
    ),
    "no client id": (
        {"UITKERN_CLIENT_ID": None},
        "client_id: is missing: set --client-id or UITKERN_CLIENT_ID",
    ),
    "an environment that is none": (
        {"UITKERN_ENVIRONMENT": "tset"},
        (
            "Invalid value for '--environment' (env var: 'UITKERN_ENVIRONMENT'): 'tset' is not one of "
            "'test', 'production', 'simulator'; see uitkern --help"
        ),
    ),
    "no secret": (
        {"UITKERN_CLIENT_SECRET": None},
        "client_secret: is missing: set UITKERN_CLIENT_SECRET",
    ),
    "an empty secret": (
        {"UITKERN_CLIENT_SECRET": ""},
        "client_secret: is missing: set UITKERN_CLIENT_SECRET",
    ),
    "a wrong secret": (
        {"UITKERN_CLIENT_SECRET": "wrong"},
        "UiTID refused the credentials: status 401; check client id, secret and environment",
    ),
    "an address that is none": (
        {"UITKERN_SIMULATOR_URL": "publiq"},
        "simulator_url: must be a base URL such as http://127.0.0.1:8800",
    ),
    "nobody at the address": (
        {"UITKERN_SIMULATOR_URL": "http://127.0.0.1:9"},
        "UiTPAS does not answer: UiTID: no connection; check environment and simulator_url",
    ),
    "a ledger of another kind": (
        {"UITKERN_LEDGER": "pigeon:///ledger.db"},
        (
            "ledger: pigeon is no database a ledger is kept in; it must be a database URL such as "
            "sqlite:///ledger.db or postgresql://user@host/database"
        ),
    ),
    "a ledger that is no address": (
        {"UITKERN_LEDGER": "ledger.db"},
        "ledger: must be a database URL such as sqlite:///ledger.db or postgresql://user@host/database",
    ),
}


@pytest.mark.parametrize(("settings", "line"), SETTINGS.values(), ids=SETTINGS)
def test_a_wrong_setting_is_one_clear_line(shell: Shell, settings: dict[str, str | None], line: str) -> None:
    refused(shell("permissions", **settings), line)


MISTYPED: dict[str, tuple[tuple[str, ...], str]] = {
    "an unknown command": (("enroll",), "enroll"),
    "an unknown option": (("--nope",), "--nope"),
    "a missing option": (("activity", "camp"), "--name"),
    "a missing argument": (("offer", "kid"), "ACTIVITY"),
    "a word for a number": (("cancel", "first"), "ENROLMENT"),
    "an unknown environment": (("--environment", "acceptance", "permissions"), "--environment"),
    "a port too high": (("simulate", "--port", "99999"), "--port"),
}


@pytest.mark.parametrize(("words", "named"), MISTYPED.values(), ids=MISTYPED)
def test_a_mistyped_command_is_one_line_that_names_it(
    shell: Shell, words: tuple[str, ...], named: str
) -> None:
    ended = shell(*words)
    assert (ended.status, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("uitkern: ")
    assert named in line
    assert line.endswith("--help")
    assert not shell.ledger.exists()


def test_an_enrolment_number_without_end_is_one_line(ready: Shell) -> None:
    ended = ready("cancel", "9" * 30)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1


def test_a_second_enrolment_is_told_with_the_state_of_the_first(ready: Shell) -> None:
    ready("enrol", "kid", "camp")
    before = ready.written()
    refused(
        ready("enrol", "kid", "camp"),
        "participant 'kid' has a place in activity 'camp' already: enrolment 1 is awaiting payment\n"
        f"{PARENT}Dit kind is al ingeschreven voor deze activiteit.",
    )
    assert ready.written() == before


def test_what_uitpas_tells_the_parent_is_a_line_of_its_own(ready: Shell, publiq: Publiq) -> None:
    with publiq.fault("post-ticket-sales", status=400, problem="uitpas/maximum-reached"):
        ended = ready("enrol", "kid", "camp")
    assert ended.status == 2
    first, second = ended.err.splitlines()
    assert first == "uitkern: UiTPAS refused the sale: uitpas/maximum-reached (400)"
    assert second.startswith("uitkern: for the parent: ")


def test_an_unreachable_uitpas_leaves_the_ledger_as_it_was(ready: Shell) -> None:
    before = ready.written()
    ended = ready("enrol", "kid", "camp", UITKERN_SIMULATOR_URL="http://127.0.0.1:9")
    assert ended.status == 2
    first, second = ended.err.splitlines()
    assert first == "uitkern: the UiTPAS price is not known: UiTPAS does not answer"
    assert second == "uitkern: for the parent: UiTPAS is even niet bereikbaar. Probeer het straks opnieuw."
    assert ready.written() == before


def test_an_insz_that_leads_to_no_pass_keeps_the_number_that_was_known(ready: Shell) -> None:
    before = ready.written()
    ended = ready("participant", "kid", "--insz", "85073003328", "--consent-by", "a parent")
    assert ended.status == 2
    assert ended.err.startswith("uitkern: UiTPAS refused: uitpas/pass-not-found")
    consent = [line for line in ready.written() if line not in before]
    assert ["uitkern_consents" in line for line in consent] == [True]


def test_a_read_only_ledger_is_one_line(ready: Shell) -> None:
    before = ready.written()
    ended = ready("participant", "new", UITKERN_LEDGER=f"sqlite:///file:{ready.ledger}?mode=ro&uri=true")
    assert ended.status == 2
    (line,) = ended.err.splitlines()
    assert line.startswith("uitkern: ledger: ")
    assert line.endswith("attempt to write a readonly database; nothing was written")
    assert ready.written() == before


def test_a_ledger_that_cannot_be_opened_is_one_line_that_says_what_to_do(shell: Shell) -> None:
    ended = shell("enrolments", UITKERN_LEDGER=f"sqlite:///{shell.folder}")
    refused(ended, f"ledger: {shell.folder} is a directory; name a file in it, such as ledger.db")
    path = shell.folder / "no" / "ledger.db"
    ended = shell("enrolments", UITKERN_LEDGER=f"sqlite:///{path}")
    refused(ended, f"ledger: {path}: there is no directory {path.parent}; make it first")


@pytest.mark.skipif(os.name != "posix", reason="the limit on files is a thing of POSIX")
def test_a_full_disk_is_one_line_and_the_ledger_is_usable_afterwards(ready: Shell) -> None:
    """The limit on the size of a file stands for a disk that is full."""
    before = ready.written()
    limit = 4096 * 2

    def fill_the_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ended = subprocess.run(
        [sys.executable, "-c", "from uitkern.cli.main import run; run()", "participant", "n" * 200],
        env={**os.environ, **ready.settings, "PYTHONDONTWRITEBYTECODE": "1"},  # a cut .pyc would stay
        preexec_fn=fill_the_disk,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ended.returncode == 2, ended.stderr
    (line,) = ended.stderr.splitlines()
    assert line.startswith("uitkern: ledger: ")
    assert line.endswith("; nothing was written")
    assert ready.written() == before
    assert ready("participant", "n" * 200).status == 0
