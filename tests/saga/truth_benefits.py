"""UiTPAS as it really is where points, coupons and groups are concerned, in a simulation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import count

from attrs import Factory, define, field

from tests.saga.truth import SOCIAL, Truth
from uitkern.domain.model.euro import Euro
from uitkern.domain.model.problem import Problem
from uitkern.domain.model.reward import Redeemed, Redemption
from uitkern.domain.model.sale import SaleRequest, TicketSale
from uitkern.domain.model.tariff import Tariff, Tariffs, TariffType
from uitkern.domain.model.uitpas_number import UitpasNumber

GROUP = UitpasNumber("9" * 13)
GROUP_LIMIT = 9
COUPON, REWARD, COST = "COUPON_1", "R1", 10
WITH_COUPON = Euro(500)
GRANTED = 25
"""Points of every pass in the beginning: enough for two rewards."""


@define
class BenefitTruth(Truth):
    """Beside the sales: what was redeemed, and the points on every pass that ever redeemed."""

    points: dict[UitpasNumber, int] = Factory(dict)
    redeemed: dict[str, tuple[UitpasNumber, Redeemed]] = Factory(dict)
    _redeemed_ids: Iterator[int] = field(factory=lambda: count(1))

    def balance(self, number: UitpasNumber) -> int:
        """The points on a pass."""
        return self.points.setdefault(number, GRANTED)

    def refusal(self, requests: tuple[SaleRequest, ...]) -> Problem | None:
        """Why a request cannot be: a coupon that is used, a group that has no more."""
        used = Counter((sale.number, sale.tariff_id) for sale in self.held.values())
        for index, request in enumerate(requests):
            key = (request.number, request.tariff_id)
            used[key] += 1
            if used[key] > self._limit(*key):
                return Problem("uitpas/maximum-reached", 400, pointer=f"/{index}")
        return None

    def left(self, number: UitpasNumber, tariff_id: str) -> int:
        """How many tickets a pass can still buy at a tariff."""
        sold = sum(1 for sale in self.held.values() if (sale.number, sale.tariff_id) == (number, tariff_id))
        return self._limit(number, tariff_id) - sold

    def _limit(self, number: UitpasNumber, tariff_id: str) -> int:
        if tariff_id == COUPON:
            return 1
        return GROUP_LIMIT if number == GROUP else 1000

    def tariffs(self, number: UitpasNumber) -> Tariffs:
        """What a pass can pay now."""
        social = Tariff(
            "SOCIALTARIFF",
            "Kansentarief",
            SOCIAL,
            TariffType.SOCIALTARIFF,
            min(9, self.left(number, "SOCIALTARIFF")),
        )
        coupon = Tariff(COUPON, "Bon", WITH_COUPON, TariffType.COUPON, self.left(number, COUPON))
        return Tariffs(tuple(tariff for tariff in (social, coupon) if tariff.remaining > 0))

    def register(self, requests: tuple[SaleRequest, ...], at: datetime) -> tuple[TicketSale, ...]:
        """Commit all of a request; a coupon has a price of its own."""
        made = super().register(requests, at)
        for sale in made:
            if sale.tariff_id == COUPON:
                object.__setattr__(sale, "price", WITH_COUPON)
        return made

    def redeem(self, wanted: Redemption, at: datetime) -> Redeemed | None:
        """Take the points; `None` when there are too few."""
        if self.balance(wanted.number) < COST:
            return None
        self.points[wanted.number] -= COST
        taken = Redeemed(f"r{next(self._redeemed_ids)}", wanted.reward_id, COST, at.replace(microsecond=0))
        self.redeemed[taken.id] = (wanted.number, taken)
        return taken

    def give_back(self, redeemed_id: str) -> bool:
        """Give the points back; `False` when it is not held."""
        if redeemed_id not in self.redeemed:
            return False
        number, taken = self.redeemed.pop(redeemed_id)
        self.points[number] += taken.points
        return True
