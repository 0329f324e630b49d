"""What every chapter of the demo is: steps, taken one after another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from attrs import define, field, frozen

from ..adapters.core import Uitkern
from ..domain.errors import UitkernError
from ..domain.model.euro import Euro

BASE_PRICE = Euro(1100)


@frozen
class Outcome:
    """What a step came to: what to tell, and whether it is what should have come."""

    told: str
    right: bool


@frozen
class Step:
    """A step that was taken, with its number of calls to publiq."""

    title: str
    told: str
    calls: int
    right: bool


@define
class Play(ABC):
    """The steps, taken one after another; the first that goes wrong is the last."""

    core: Uitkern
    steps: list[Step] = field(factory=list)

    @abstractmethod
    def plan(self) -> Iterator[tuple[str, Callable[[], Outcome]]]:
        """Every step, in its order."""

    def run(self) -> Iterator[Step]:
        """Take each step and tell how it went."""
        for title, act in self.plan():
            before = self.core.calls.count
            try:
                outcome = act()
            except UitkernError as error:
                outcome = Outcome(str(error), right=False)
            step = Step(title, outcome.told, self.core.calls.count - before, outcome.right)
            self.steps.append(step)
            yield step
            if not step.right:
                return
