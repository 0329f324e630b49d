"""R15: our own sentences, for when UiTPAS gives none."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from uitkern.domain.model.euro import Euro
from uitkern.domain.model.message import EndUserMessage
from uitkern.domain.model.reason import Reason
from uitkern.domain.model.report import Owed
from uitkern.domain.model.said import Mistake, Said
from uitkern.domain.model.said_benefits import SaidOfBenefits
from uitkern.domain.model.sentences import Outcome, explain, row_of
from uitkern.domain.model.standing import Standing

OUTCOMES: list[Outcome] = list(chain(Reason, Standing, Said, SaidOfBenefits, Mistake))
FILLED_IN = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda each: f"{type(each).__name__}.{each.name}")
def test_every_outcome_is_said_in_dutch_french_german_and_english(outcome: Outcome) -> None:
    sentences = row_of(outcome)
    assert len({*sentences}) == 4, "four languages, each its own sentence"
    assert all(sentence[-1] in ".?" and sentence[0].isupper() for sentence in sentences)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda each: f"{type(each).__name__}.{each.name}")
def test_every_language_fills_in_the_same(outcome: Outcome) -> None:
    assert len({frozenset(FILLED_IN.findall(sentence)) for sentence in row_of(outcome)}) == 1


def test_a_sentence_is_said_in_the_language_that_was_chosen() -> None:
    said = explain(Said.PRICE_WENT_UP, asked="\u20ac 5,00", agreed="\u20ac 2,00")
    assert (
        said.text()
        == said.nl
        == "De prijs is \u20ac 5,00 geworden; je zag \u20ac 2,00. Wil je toch inschrijven?"
    )
    assert (said.text("fr"), said.text("de"), said.text("en")) == (said.fr, said.de, said.en)


def test_what_uitpas_did_not_translate_is_said_in_dutch() -> None:
    assert EndUserMessage("Enkel Nederlands").text("fr") == "Enkel Nederlands"


def test_f33_who_paid_the_base_price_hears_what_comes_back() -> None:
    owed = Owed(1, "lena", "camp", Euro(1100), Euro(220))
    assert owed.refund == Euro(880)
    assert owed.message.nl == (
        "UiTPAS heeft het kansentarief bevestigd: de prijs is € 2,20. Je krijgt € 8,80 terug."
    )
