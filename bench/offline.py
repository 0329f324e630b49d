"""Make the first calls of an integration against a server of its own: `python -m bench.offline`."""

import httpx

from .load import PERMISSIONS, SALES, TARIFFS
from .servers import running


def main() -> None:
    """Raise when a call does not go well."""
    with running("uitkern") as server:
        headers = {"authorization": f"Bearer {server.token}", "content-type": "application/json"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
            for asked in (PERMISSIONS, TARIFFS):
                client.get(asked.path).raise_for_status()
            client.post(SALES.path, content=SALES.body).raise_for_status()
            client.get("/").raise_for_status()


if __name__ == "__main__":
    main()
