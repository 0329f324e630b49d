"""Who publishes, and where (uitgever)."""

from __future__ import annotations

from attrs import frozen

from .organisation import Organisation


@frozen
class Publisher:
    """An organisation and the base URL of the Entry API, which its links are made of."""

    organisation: Organisation
    entry: str
