"""A pytest plugin: the fixture `publiq` gives every test a publiq of its own."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .publiq import Publiq


@pytest.fixture
def publiq() -> "Publiq":
    """Give a fresh simulated publiq with the official test data."""
    from .publiq import Publiq

    return Publiq()
