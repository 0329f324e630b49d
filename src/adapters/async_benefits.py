"""The part of the asynchronous core that is about coupons, rewards and tickets."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.flows import listing, offer, price_list, redeemed, reward_prices, rewards
from ..domain.model.enrolment import Enrolment, PlaceKind
from ..domain.model.euro import Euro
from ..domain.model.list_price import ListPrice
from ..domain.model.offer import Offer
from ..domain.model.reward import (
    KeptRedeemed,
    KeptReward,
    PricedFor,
    Redeemed,
    Reward,
    RewardPrice,
    RewardSearch,
)
from ..domain.model.uitpas_number import UitpasNumber
from ..domain.ports.effects import transact
from .async_opened import AsyncOpened


class AsyncBenefits(AsyncOpened):
    """Everything about benefits beside the social tariff, awaited."""

    async def options(self, participant_id: str, activity_id: str) -> Offer:
        """Every benefit for one participant and activity, coupons of a pass without social tariff too."""
        wanted = offer.Wanted(activity_id, participant_id, every_tariff=True)
        return (await self._run("options", offer.offers_for([wanted], self.policy)))[0]

    async def offer_for_pass(self, activity_id: str, number: UitpasNumber | None = None) -> Offer:
        """What a ticket costs for whoever has this pass, or none; see `flows.offer.offers_for`."""
        wanted = offer.Wanted(activity_id, number=number, every_tariff=True)
        return (await self._run("offer_for_pass", offer.offers_for([wanted], self.policy)))[0]

    async def price_list(self, activity_ids: Iterable[str]) -> tuple[ListPrice, ...]:
        """Base and general social price of activities; see `flows.price_list.price_list`."""
        return await self._run("price_list", price_list.price_list(activity_ids))

    async def tickets(self, activity_id: str | None = None) -> tuple[Enrolment, ...]:
        """Every ticket, of one activity or of all, oldest first; raises `NotFound`."""
        return await self._run("tickets", listing.places(activity_id, PlaceKind.TICKET))

    async def create_reward(self, draft: Reward) -> KeptReward:
        """Make a reward at UiTPAS; see `flows.rewards.create_reward` for what it raises."""
        return await self._run("create_reward", rewards.create_reward(draft))

    async def search_rewards(self, search: RewardSearch) -> tuple[Reward, ...]:
        """Look for rewards at UiTPAS; see `flows.rewards.search_rewards`."""
        return await self._run("search_rewards", rewards.search_rewards(search))

    async def import_rewards(self, reward_ids: Iterable[str]) -> tuple[KeptReward, ...]:
        """Keep rewards that are at UiTPAS already; see `flows.rewards.import_rewards`."""
        return await self._run("import_rewards", rewards.import_rewards(tuple(reward_ids)))

    async def synchronise_reward(self, reward_id: str) -> KeptReward:
        """Take over what UiTPAS has now; see `flows.rewards.synchronise_reward`."""
        return await self._run("synchronise_reward", rewards.synchronise_reward(reward_id))

    async def edit_reward(self, reward_id: str, **changes: object) -> KeptReward:
        """Change fields of a reward nobody redeemed yet; see `flows.rewards.edit_reward`."""
        return await self._run("edit_reward", rewards.edit_reward(reward_id, changes))

    async def rewards(self, organizer_id: str | None = None) -> tuple[KeptReward, ...]:
        """The rewards that are kept, all or those of an organizer, by title."""
        return await self._run("rewards", reward_prices.rewards_of(organizer_id))

    async def price_reward(
        self, reward_id: str, price: Euro, *, activity_id: str | None = None, type_id: str | None = None
    ) -> RewardPrice:
        """Let a reward pay for an activity, or for a type of them; see `flows.reward_prices.price_reward`."""
        scope, scope_id = PricedFor.one_of(activity_id, type_id)
        flow = reward_prices.price_reward(reward_id, price, scope, scope_id, self.organisation)
        return await self._run("price_reward", flow)

    async def unprice_reward(
        self, reward_id: str, *, activity_id: str | None = None, type_id: str | None = None
    ) -> bool:
        """Let a reward pay for it no longer; `False` when it did not."""
        scope, scope_id = PricedFor.one_of(activity_id, type_id)
        return await self._run("unprice_reward", reward_prices.unprice_reward(reward_id, scope, scope_id))

    async def reward_prices(self) -> tuple[RewardPrice, ...]:
        """What every reward pays for."""
        return await self._run("reward_prices", transact(lambda ledger: ledger.reward_prices()))

    async def redeemed(self) -> tuple[KeptRedeemed, ...]:
        """Every reward that was redeemed through us, and whether it was given back."""
        return await self._run("redeemed", transact(lambda ledger: ledger.kept_redeemed()))

    async def redeemed_at_uitpas(self, number: UitpasNumber) -> tuple[Redeemed, ...]:
        """What UiTPAS holds as redeemed with a pass; see `flows.redeemed.redeemed_at_uitpas`."""
        return await self._run("redeemed_at_uitpas", redeemed.redeemed_at_uitpas(number))
