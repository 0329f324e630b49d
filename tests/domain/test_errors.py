"""Errors say what happened in one line, and cross process borders whole."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta

import pytest

from tests.domain.building import NUMBER, SAID, a_discounted_enrolment, a_problem
from uitkern.domain import errors
from uitkern.domain.errors import UitkernError
from uitkern.domain.model.basket import Refusal
from uitkern.domain.model.benefit import RewardOffer
from uitkern.domain.model.enrolment import EnrolmentState
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.offer import Reason
from uitkern.domain.model.sentences import explain

A_REWARD = RewardOffer("5687", "Gratis koffie", Euro(0), 10, redeemable=False, balance=4)
ONE_OF_EACH: list[UitkernError] = [
    errors.ActivityCancelled("camp"),
    errors.ActivityFull("camp", 12),
    errors.AlreadyEnrolled("lena", "camp", 7, EnrolmentState.AWAITING_PAYMENT),
    errors.BadCredentials("status 401"),
    errors.BasketRefused((Refusal("lena", "camp", errors.ActivityFull("camp", 12)),)),
    errors.CannotCheckIn("lena", "camp", Reason.NO_PASS),
    errors.ConsentNeeded("lena"),
    errors.ContractViolation("UiTPAS", "/tariff/price", "is missing"),
    errors.EventGone("camp", "5a0967f9", "rejected"),
    errors.HasTicketSales("camp", [1, 2]),
    errors.IllegalTransition(EnrolmentState.REFUSED, EnrolmentState.CONFIRMED),
    errors.Incomplete("camp", ["it has no date"]),
    errors.InvalidValue("capacity", "must be 1 or more"),
    errors.LedgerError("ledger: disk is full"),
    errors.NoSuchTariff("coupon-9"),
    errors.NotDiscountable("camp", ["it has no event in UiTdatabank"]),
    errors.NotFound("activity", "camp"),
    errors.NotRedeemable(A_REWARD),
    errors.PointsConsentNeeded(A_REWARD),
    errors.PointsWentUp(10, 12),
    errors.PassTaken("lena", ("mo",)),
    errors.PriceNotKnown(Reason.UNREACHABLE),
    errors.PriceWentUp(Euro(200), Euro(250)),
    errors.PublicationUnderWay("camp"),
    errors.PublicationUnknown("camp"),
    errors.PubliqError("publiq does not answer"),
    errors.Rejected("UiTPAS", a_problem("invalid-card", 422, SAID)),
    errors.RewardNotEditable("5687", 3),
    errors.RewardRefused(a_problem("reward-passholder-points-constraint", 400, SAID)),
    errors.RewardUnknown("Gratis koffie", "time-out"),
    errors.SaleNotSent("no connection"),
    errors.SaleRefused(a_problem("maximum-reached", 422, SAID)),
    errors.SaleUnknown(a_discounted_enrolment(EnrolmentState.UNKNOWN), "time-out"),
    errors.TooManyTickets(3),
    errors.StillNeeded("lena", ("enrolment 7 awaits payment",)),
    errors.TooManyQuestions(timedelta(minutes=20)),
    errors.UitkernError("something"),
    errors.Unreachable("UiTPAS", "time-out"),
]
each = pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)


def test_every_error_is_looked_at_here() -> None:
    assert sorted(type(error).__name__ for error in ONE_OF_EACH) == errors.__all__


def test_the_tree_at_the_top_of_the_module_names_every_error() -> None:
    drawn = {word for word in (errors.__doc__ or "").replace("─", " ").split() if word in errors.__all__}

    assert drawn == set(errors.__all__)


@each
def test_an_error_crosses_a_process_border_whole(error: UitkernError) -> None:
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(arrived) is type(error)
    assert (str(arrived), arrived.args, repr(arrived.__dict__)) == (
        str(error),
        error.args,
        repr(error.__dict__),
    )


@each
def test_an_error_can_be_copied(error: UitkernError) -> None:
    assert repr(copy.deepcopy(error).__dict__) == repr(error.__dict__)


@each
def test_an_error_is_one_line_without_a_number(error: UitkernError) -> None:
    shown = f"{error} {error!r} {error.__dict__}"

    assert str(error).strip()
    assert "\n" not in str(error)
    assert NUMBER.value not in shown


@each
def test_every_error_is_caught_as_ours(error: UitkernError) -> None:
    assert isinstance(error, UitkernError)


def test_a_refused_value_is_a_value_error_too() -> None:
    assert isinstance(errors.InvalidValue("insz", "must be 11 digits"), ValueError)


@pytest.mark.parametrize(
    "kind", [errors.Unreachable, errors.Rejected, errors.BadCredentials, errors.ContractViolation]
)
def test_what_publiq_does_wrong_is_caught_together(kind: type[UitkernError]) -> None:
    assert issubclass(kind, errors.PubliqError)


def test_a_contract_violation_at_the_root_still_says_where() -> None:
    assert str(errors.ContractViolation("UiTPAS", "", "is no list")) == (
        "UiTPAS answered outside its contract at /: is no list"
    )


def test_a_refused_sale_tells_the_parent_what_uitpas_said_or_else_why() -> None:
    assert errors.SaleRefused(a_problem("card-blocked", message=SAID)).message == SAID
    assert errors.SaleRefused(a_problem("card-blocked")).message == explain(Reason.NOT_AVAILABLE)


def test_what_was_not_sent_or_not_known_tells_the_parent_why() -> None:
    assert errors.SaleNotSent("no connection").message == explain(Reason.UNREACHABLE)
    assert errors.PriceNotKnown(Reason.NOT_KNOWN_YET).message == explain(Reason.NOT_KNOWN_YET)
