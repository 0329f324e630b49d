"""Prove that who brings a code is who asked for it (RFC 7636)."""

import base64
import hashlib


def challenge_of(verifier: str) -> str:
    """Make the S256 challenge of a verifier."""
    return _plain(base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode())


def fits(challenge: str, verifier: str) -> bool:
    """Compare a challenge with a verifier; either alphabet of base64 will do, with padding or without."""
    return _plain(challenge) == challenge_of(verifier)


def _plain(encoded: str) -> str:
    return encoded.replace("+", "-").replace("/", "_").rstrip("=")
