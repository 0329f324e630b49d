"""A power cut at any question of publishing, changing, withdrawing or deleting leaves nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from tests.publishing.agenda import POST, Agenda, a_camp
from tests.publishing.test_lost_answers import PowerCut
from uitkern import Euro, PublicationStatus
from uitkern.adapters import drivers

S = PublicationStatus
MOST_QUESTIONS = 60
Act = Callable[[Agenda, str], object]


def changed(agenda: Agenda, name: str) -> object:
    camp = a_camp(name, name=f"Zomerkamp {name} bis", price=Euro(1300))
    agenda.save(evolve(camp, description="Een week lang spelen in het bos."))
    return agenda.core.publish_all([name])


ACTS: dict[str, tuple[Act, S]] = {
    "publish": (lambda agenda, name: agenda.core.publish(name), S.REGISTERED),
    "change": (changed, S.REGISTERED),
    "withdraw": (lambda agenda, name: agenda.core.withdraw(name), S.WITHDRAWN),
    "delete": (lambda agenda, name: agenda.core.delete_event(name), S.DELETED),
}


def cut_before(moment: int, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> bool:
    """Do something until the power fails before its question `moment`; whether it failed."""
    perform, left = drivers._perform, [moment]

    def until_cut(question: Any, outside: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise PowerCut
        return perform(question, outside)

    with monkeypatch.context() as patch:
        patch.setattr(drivers, "_perform", until_cut)
        try:
            act()
        except PowerCut:
            return True
    return False


@pytest.mark.parametrize("what", ACTS)
def test_cut_off_anywhere_and_done_again_it_is_as_if_done_once(
    agenda: Agenda, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    act, status = ACTS[what]
    for moment in range(MOST_QUESTIONS):
        name = f"camp-{moment}"
        agenda.save(a_camp(name))
        if what != "publish":
            agenda.core.publish(name)
            agenda.core.await_registration(name)
            agenda.core.tick()
        cut = cut_before(moment, monkeypatch, lambda n=name: act(agenda, n))  # type: ignore[misc]
        for _ in range(2):
            agenda.later(minutes=3)
        if agenda.core.overview(name).status is not status:
            act(agenda, name)
            agenda.later(minutes=3)
        found = agenda.overview(name)
        assert (found.status, found.differences) == (status, ()), f"cut before question {moment}"
        events = [each for each in agenda.events() if agenda.event_id(name) == each]
        assert len(events) == 1, f"cut before question {moment}"
        if not cut:
            assert moment > 3, "all of it was played"
            assert agenda.asked(POST) == moment + 1
            return
        agenda.core.unlink(name)
    pytest.fail("it never came to its end")
