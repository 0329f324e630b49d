"""What the simulator says when it starts: where it is, with which key, and one line to try."""

from __future__ import annotations

from ..simulator.world.official import identities as official

_TEXT = """\
uitkern simulator at {url} ({end})

  UiTID        {url}/uitid
  UiTPAS       {url}/uitpas
  UiTdatabank  {url}/uitdatabank
  searches     {url}/search
  terms        {url}/taxonomy
  controls     {url}/_sim

  client id      {client_id}
  client secret  {client_secret}
  organizer      {organizer}
  test pass      0900000067513 (social tariff), 0900000095902 (none)

Try:
  TOKEN=$(curl -s {url}/uitid{path} -d grant_type=client_credentials \
-d client_id={client_id} -d client_secret={client_secret} | sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')
  curl -s -H "Authorization: Bearer $TOKEN" \
'{url}/uitpas/tariffs?eventId={event}&uitpasNumber=0900000067513&regularPrice=10'

For the commands of uitkern:
  export UITKERN_ENVIRONMENT=simulator UITKERN_SIMULATOR_URL={url} UITKERN_ORGANIZER={organizer}
  export UITKERN_CLIENT_ID={client_id} UITKERN_CLIENT_SECRET={client_secret}
"""


def announcement(url: str, *, kept: bool = False) -> str:
    """The text for a simulator at `url`, which keeps what it holds or forgets it."""
    return _TEXT.format(
        end="Ctrl-C stops it; its worlds are kept" if kept else "Ctrl-C stops it; what it holds is gone then",
        url=url,
        client_id=official.CLIENT_ID,
        client_secret=official.CLIENT_SECRET,
        organizer=official.ORGANIZER,
        event=official.PERMANENT_EVENT,
        path="/realms/uitid/protocol/openid-connect/token",
    )
