"""What must not happen under load: a ticket sold twice, a world seen from another, a call not yet noted."""

import asyncio
from collections.abc import Iterator

import httpx

from .figures import Figure
from .load import EVENT, PASS, SALE
from .servers import Running, running

_TRIALS, _BUYERS = 200, 16
_WORLDS, _RESETS, _SECONDS = 200, 50, 10
_PAUSE = 2.0
"""Seconds between the sales of one world, so that the client of this benchmark keeps up."""
_VERIFIED = 1000
_JSON = {"content-type": "application/json"}
_CREDENTIALS = {
    "grant_type": "client_credentials",
    "client_id": "uitkern-client",
    "client_secret": "uitkern-secret",
}


def races() -> Iterator[Figure]:
    with running("uitkern", "limited") as server:
        yield asyncio.run(_last_ticket(server))
        yield from asyncio.run(_many_worlds(server))
        yield asyncio.run(_verified_at_once(server))


def _client(server: Running) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    headers = {"authorization": f"Bearer {server.token}"}
    return httpx.AsyncClient(base_url=server.url, limits=limits, headers=headers, timeout=60, trust_env=False)


async def _last_ticket(server: Running) -> Figure:
    """Let 16 buyers ask for the one ticket there is, and give it back, many times."""
    wrong = 0
    async with _client(server) as client:
        for _ in range(_TRIALS):
            answers = await asyncio.gather(*(_buy(client) for _ in range(_BUYERS)))
            sold = [answer.json()[0]["id"] for answer in answers if answer.status_code == 200]
            wrong += len(sold) != 1
            for sale in sold:
                await client.delete(f"/uitpas/ticket-sales/{sale}")
    how = f"{_TRIALS} trials of {_BUYERS} parallel buyers"
    return Figure("last ticket: trials without exactly one sale", wrong, "", at_most=0, how=how)


async def _buy(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/uitpas/ticket-sales", content=SALE, headers=_JSON)


async def _many_worlds(server: Running) -> list[Figure]:
    """Sell in each of 200 worlds and read back, while other worlds are reset all the time."""
    async with _client(server) as client:
        tokens = [await _token(client, f"/worlds/w{number}") for number in range(_WORLDS)]
        stopped = asyncio.Event()
        resets = asyncio.create_task(_keep_resetting(server, stopped))
        found = await asyncio.gather(*(_sell_and_read(client, n, tokens[n]) for n in range(_WORLDS)))
        stopped.set()
        made = await resets
    crossed, lost = sum(each[0] for each in found), sum(each[1] for each in found)
    how = f"{_WORLDS} worlds, {made:.0f} resets a second beside them"
    return [
        Figure("sales of another world seen", crossed, "", at_most=0, how=how),
        Figure("sales lost", lost, "", at_most=0, how=how),
    ]


async def _token(client: httpx.AsyncClient, prefix: str) -> dict[str, str]:
    path = f"{prefix}/uitid/realms/uitid/protocol/openid-connect/token"
    answer = await client.post(path, data=_CREDENTIALS)
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


async def _sell_and_read(client: httpx.AsyncClient, number: int, token: dict[str, str]) -> tuple[int, int]:
    """Make sales with a price of their own for each world; count strange and missing ones in what is read."""
    prefix, price, written = f"/worlds/w{number}", 10 + number, 0
    until = asyncio.get_running_loop().time() + _SECONDS
    crossed = lost = 0
    while asyncio.get_running_loop().time() < until:
        body = SALE.replace('"regularPrice":10', f'"regularPrice":{price}')
        answer = await client.post(f"{prefix}/uitpas/ticket-sales", content=body, headers=token | _JSON)
        written += answer.status_code == 200
        query = {"eventId": EVENT, "limit": "500"}
        read = (await client.get(f"{prefix}/uitpas/ticket-sales", params=query, headers=token)).json()
        crossed += sum(sale["regularPrice"] != price for sale in read["member"])
        lost += written - min(written, read["totalItems"])
        await asyncio.sleep(_PAUSE)
    return crossed, lost


async def _keep_resetting(server: Running, stopped: asyncio.Event) -> float:
    """Reset twenty other worlds in turns, on connections of their own; give the resets made per second."""
    loop = asyncio.get_running_loop()
    began, made = loop.time(), 0
    async with _client(server) as client, asyncio.TaskGroup() as group:
        while not stopped.is_set():
            group.create_task(client.post(f"/worlds/reset{made % 20}/_sim/reset"))
            made += 1
            await asyncio.sleep(max(0.0, began + made / _RESETS - loop.time()))
    return made / (loop.time() - began)


async def _verified_at_once(server: Running) -> Figure:
    """Look each call up in the journal as soon as it is answered."""
    missed = 0
    async with _client(server) as client:
        for number in range(_VERIFIED):
            identifier = f"verify-{number}"
            await client.get("/uitpas/tariffs", params={"eventId": identifier, "uitpasNumber": PASS})
            read = (await client.get("/_sim/journal", params={"limit": "1"})).json()["entries"]
            missed += not (read and f"eventId={identifier}&" in f"{read[-1]['path']}&")
    how = f"{_VERIFIED} times a call and its look-up"
    return Figure("calls not yet in the journal", missed, "", at_most=0, how=how)
