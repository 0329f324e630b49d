"""The contract of the ledger: what was ever sent for a pass, whatever became of it."""

from __future__ import annotations

from attrs import evolve

from tests.adapters.ledger.samples import EVENT, LEASE, NOON, NUMBER, REQUEST, a_line, an_undo, reserve
from uitkern import UitpasNumber
from uitkern.adapters.drivers import Transacts
from uitkern.domain.model.intent import IntentKind, IntentLine, IntentState
from uitkern.domain.model.reward import Redemption
from uitkern.domain.ports.ledger import Ledger

OTHER = UitpasNumber("0900000095902")


def sent(ledger: Transacts, kind: IntentKind, *lines: IntentLine) -> int:
    """An intent that left and was settled."""

    def work(it: Ledger) -> int:
        new = it.add_intent(kind, lines, NOON, LEASE)
        sending = it.mark_sending(new, NOON)
        assert sending is not None
        it.settle(sending, IntentState.DONE, NOON)
        return new.id

    return ledger(work)


def test_what_was_sent_for_a_pass_is_found_again(ledger: Transacts) -> None:
    kid, sister = ledger(reserve("kid")), ledger(reserve("sister"))
    basket = sent(ledger, IntentKind.REGISTER, a_line(kid), a_line(sister, evolve(REQUEST, number=OTHER)))
    again = sent(ledger, IntentKind.REGISTER, a_line(kid))
    sent(ledger, IntentKind.UNDO, an_undo(kid))
    ledger(lambda it: it.add_intent(IntentKind.REGISTER, (a_line(kid),), NOON))  # never left

    found = ledger(lambda it: it.sent_sales(NUMBER, EVENT, "SOCIALTARIFF"))
    assert [each.id for each in found] == [basket, again]
    assert len(found[0].lines) == 2
    assert [each.id for each in ledger(lambda it: it.sent_sales(OTHER, EVENT, "SOCIALTARIFF"))] == [basket]
    assert ledger(lambda it: it.sent_sales(NUMBER, "another", "SOCIALTARIFF")) == ()
    assert ledger(lambda it: it.sent_sales(NUMBER, EVENT, "COUPON_1")) == ()
    assert ledger(lambda it: it.sent_redemptions(NUMBER, "SOCIALTARIFF")) == ()


def test_what_was_sent_to_redeem_a_reward_is_found_again(ledger: Transacts) -> None:
    kid = ledger(reserve("kid"))
    line = IntentLine(kid.id, redemption=Redemption(NUMBER, "6001", 12))
    redeeming = sent(ledger, IntentKind.REDEEM, line)

    (found,) = ledger(lambda it: it.sent_redemptions(NUMBER, "6001"))
    assert (found.id, found.redemption) == (redeeming, Redemption(NUMBER, "6001", 12))
    assert ledger(lambda it: it.sent_redemptions(OTHER, "6001")) == ()
    assert ledger(lambda it: it.sent_redemptions(NUMBER, "6002")) == ()
