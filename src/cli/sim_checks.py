"""Check what the simulator promises: every problem can be met, and publiq's test data are there."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ..domain.errors import UitkernError
from .output import show
from .sim_output import AsJson, controls, tell


def coverage(context: typer.Context, as_json: AsJson = False) -> None:
    """List what each operation of a running simulator does, and count."""
    held = controls(context)
    found = held.get("/coverage")
    if as_json or held.as_json:
        tell(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for each in found["operations"]:
        words = "behaves" if each["behaves"] else f"answers 501 ({each['reason']})"
        tell(f"{each['method']:6} /{each['service']}{each['path']}  {each['operationId']}  {words}")
    for count in found["services"]:
        tell(f"{count['service']}: {count['behaves']} of {count['operations']} operations behave")


def errors(
    context: typer.Context,
    reachable: Annotated[
        bool, typer.Option("--reachable", help="Meet each with ordinary requests, in a world of its own.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the problems of UiTPAS, and whether ordinary requests meet them; needs no running simulator."""
    from ..simulator.testing.recipes.reached import LISTED, PREFIX, SETTLED, met, missing_types

    as_json = as_json or controls(context).as_json
    if not reachable:
        rows = [{"operation": name, "status": status, "type": PREFIX + kind} for name, status, kind in LISTED]
        show(rows, as_json=as_json)
        return
    problems = list(met())
    missed = [each for each in problems if not each.met and each.settled is None]
    missing = missing_types(problems)
    types = sorted({each.type for each in problems})
    if as_json:
        report = {
            "types": len(types),
            "reachable": [each for each in types if each not in missing],
            "missing": missing,
            "unmet": [[each.operation_id, each.status, each.type] for each in missed],
            "settled": {f"{name} {PREFIX}{kind}": why for (name, _, kind), why in SETTLED.items()},
        }
        tell(json.dumps(report, indent=2))
    else:
        for each in problems:
            words = "met" if each.met else f"not answered here: {each.settled}" if each.settled else "NOT MET"
            tell(f"{each.operation_id:55} {each.status} {each.type:55} {words}")
        tell(f"{len(types) - len(missing)} of {len(types)} types can be met; missing: {len(missing)}")
    if missed or missing:
        raise typer.Exit(1)


def verify_data(
    context: typer.Context,
    uitpas: Annotated[
        str | None, typer.Option(metavar="URL", help="Another UiTPAS, such as https://api-test.uitpas.be.")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(help="A client token for it.", envvar="UITKERN_TOKEN", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the test data of the simulator, or of another UiTPAS, with publiq's list, row by row."""
    held = controls(context)
    if uitpas is None:
        found = held.get("")
        address, token = str(found["services"]["uitpas"]), _own_token(found)
    elif token is None:
        raise UitkernError("token: give --token or UITKERN_TOKEN for another UiTPAS")
    else:
        address = uitpas
    compared = _compared(address, token)
    if as_json or held.as_json:
        show(compared, as_json=True)
    else:
        for each in compared:
            words = "same" if each["same"] else f"DIFFERS: {each['differs']}"
            tell(f"{each['row']}  {words}")
        tell(f"{sum(each['same'] for each in compared)}/{len(compared)}")
    if not all(each["same"] for each in compared):
        raise typer.Exit(1)


def _own_token(overview: dict[str, Any]) -> str:
    """Ask the simulator's own token endpoint, as its first client."""
    import httpx

    client = overview["clients"][0]
    form = {"grant_type": "client_credentials", "client_id": client["id"], "client_secret": client["secret"]}
    address = f"{overview['services']['uitid']}/realms/uitid/protocol/openid-connect/token"
    answer = httpx.post(address, data=form, trust_env=False, timeout=30)
    if answer.is_error:
        raise UitkernError("token: the simulator gives none; uitkern sim reset brings its clients back")
    return str(answer.json()["access_token"])


def _compared(address: str, token: str) -> list[dict[str, Any]]:
    import httpx

    from ..simulator.dataset import compare

    headers = {"authorization": f"Bearer {token}"}
    try:
        with httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=30) as http:
            return [
                {"row": each.row, "same": not each.differs, "differs": each.differs} for each in compare(http)
            ]
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise UitkernError("uitpas: must be a base URL such as https://api-test.uitpas.be") from None
    except httpx.HTTPError as error:
        raise UitkernError(f"uitpas: {address} does not answer: {type(error).__name__}") from None
