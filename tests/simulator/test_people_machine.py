"""A part of the world lived at random: people come, join, lose cards, found families, and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from tests.simulator.people import DENDER, GENT, ORGANIZER, PASPARTOE
from uitkern.simulator.world import (
    cards,
    clubs,
    families,
    memberships,
    passholders,
    registration,
    uitid_links,
)
from uitkern.simulator.world.archive import read_world, write_world
from uitkern.simulator.world.memberships import NewAddress, Outcome, Wish
from uitkern.simulator.world.numbers import is_social, is_uitpas_number
from uitkern.simulator.world.offices import Association
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.people import Picture
from uitkern.simulator.world.profiles import Address, Profile
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.registration import Person
from uitkern.simulator.world.users import User
from uitkern.simulator.world.values import CardStatus, CardType, Passholder, PassType
from uitkern.simulator.world.world import Snapshot, World

REGIONS = {DENDER: ("9300", "Aalst"), PASPARTOE: ("1000", "Brussel"), GENT: ("9000", "Gent")}
BORN = {"adult": date(1985, 1, 1), "child": date(2018, 1, 1)}
INSZ = [f"{serial:09}{97 - serial % 97:02}" for serial in range(850101001, 850101005)]
CLUB = "club"

people = st.sampled_from(range(40))
regions = st.sampled_from(sorted(REGIONS))
kinds = st.sampled_from(CardType)


class People(RuleBasedStateMachine):
    """Refusals are as good as successes, as long as they change nothing."""

    snapshots = Bundle("snapshots")

    def __init__(self) -> None:
        super().__init__()
        self.world = World("machine", official_world())
        self.world.clock.freeze(datetime(2026, 3, 4, 9, tzinfo=UTC))
        self.state = self.world.state
        us = frozenset({ORGANIZER})
        self.state.associations.put(CLUB, Association(CLUB, "Testclub", readers=us, writers=us))
        for number in range(3):
            user = User(f"user-{number}", f"user-{number}@example.org", "Iemand")
            self.state.users.put(user.id, user)
        self.dead: set[str] = set()

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def someone(self, chosen: int) -> Passholder | None:
        persons = [each for each in self.state.passholders.values() if each.pass_type is PassType.INDIVIDUAL]
        return persons[chosen % len(persons)] if persons else None

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something, or see that a refusal left everything as it was."""
        before = self.world.snapshot()
        try:
            act()
        except Refusal:
            after = self.world.snapshot()
            assert all(after.state.parts[name] == part for name, part in before.state.parts.items())
            return False
        return True

    def wish(self, region: int, kind: CardType, *, social: bool) -> Wish:
        stock = (
            each.number
            for each in self.state.cards.values()
            if each.status is CardStatus.LOCAL_STOCK and each.card_system == region
            if is_social(each.number) == social
        )
        number = next(stock, "0900000000000") if kind is CardType.NFC_CARD else None
        return Wish(region, kind, number, social)

    @rule(
        insz=st.none() | st.sampled_from(INSZ),
        age=st.sampled_from(sorted(BORN)),
        region=st.sampled_from([GENT, PASPARTOE]),
        kind=kinds,
        social=st.booleans(),
    )
    def register(self, insz: str | None, age: str, region: int, kind: CardType, social: bool) -> None:
        postal_code, city = REGIONS[region]
        profile = Profile("Testnaam", address=Address(city))
        person = Person("Iemand", postal_code, BORN[age], profile, insz)
        wish = self.wish(region, kind, social=social)
        by = self.state.organizers[ORGANIZER]
        free = insz is None or insz not in self.state.insz
        done = self.attempt(lambda: registration.register(self.state, self.now, by, person, wish))
        assert free or not done

    @rule(who=people, region=regions, kind=kinds, social=st.booleans(), moves=st.booleans())
    def join(self, who: int, region: int, kind: CardType, social: bool, moves: bool) -> None:
        holder = self.someone(who)
        if holder is None:
            return
        postal_code, city = REGIONS[region]
        moved = NewAddress(postal_code, Address(city, "Teststraat 1")) if moves else None
        wish, before = self.wish(region, kind, social=social), holder.memberships
        try:
            seen = memberships.preview(self.state, self.now, holder, region, ORGANIZER, social=social)
        except Refusal:
            seen = memberships.Preview(Outcome.NOT_POSSIBLE)
        done = self.attempt(lambda: memberships.join(self.state, self.now, holder, ORGANIZER, wish, moved))
        assert not (done and seen.outcome is Outcome.NOT_POSSIBLE)
        if done:
            after = self.state.passholders[holder.id].memberships
            assert len(after) <= len(before) + (seen.outcome is Outcome.NEW_MEMBERSHIP)
            assert after[-1].card_system == region

    @rule(who=people, status=st.sampled_from(CardStatus))
    def move_a_card(self, who: int, status: CardStatus) -> None:
        numbers = list(self.state.cards)
        card = self.state.cards[numbers[who % len(numbers)]]
        try:
            cards.move(self.state, card, status)
        except cards.IllegalTransition:
            assert self.state.cards[card.number] == card
        else:
            assert card.status is not CardStatus.DELETED

    @rule(who=people)
    def replace_a_card(self, who: int) -> None:
        holder = self.someone(who)
        card = cards.main_card(self.state, holder) if holder else None
        if holder is None or card is None:
            return
        new = cards.replace(self.state, card)
        assert (new.holder, new.card_system) == (holder.id, card.card_system)
        assert self.state.cards[card.number].status is CardStatus.DELETED

    @rule(main=people, member=people)
    def take_into_the_family(self, main: int, member: int) -> None:
        first, second = self.someone(main), self.someone(member)
        if first is not None and second is not None:
            self.attempt(lambda: families.add(self.state, self.now, first, second, None))

    @rule(who=people)
    def leave_a_family(self, who: int) -> None:
        holder = self.someone(who)
        for tie in families.families_with(self.state, holder) if holder else ():
            families.leave(self.state, tie)

    @rule(who=people, day=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    def enrol_in_a_club(self, who: int, day: date) -> None:
        holder, by = self.someone(who), self.state.organizers[ORGANIZER]
        if holder is not None:
            self.attempt(lambda: clubs.enrol(self.state, self.now, holder, by, CLUB, day))

    @rule(who=people, user=st.sampled_from(range(3)))
    def link_to_uitid(self, who: int, user: int) -> None:
        holder, account = self.someone(who), self.state.users[f"user-{user}"]
        if holder is None:
            return
        card = cards.main_card(self.state, holder)
        if card is not None:
            born = str(holder.date_of_birth)
            token = uitid_links.make_token(self.state, self.now, card.number, born)
            assert uitid_links.holder_of_token(self.state, self.now, token) == holder
        self.attempt(lambda: uitid_links.link(self.state, account, holder))

    @rule(who=people)
    def picture(self, who: int) -> None:
        holder = self.someone(who)
        if holder is not None:
            self.state.pictures.put(holder.id, Picture(b"GIF8", "image/gif"))

    @rule(who=people)
    def remove(self, who: int) -> None:
        holder = self.someone(who)
        if holder is not None:
            passholders.remove(self.state, holder)

    @rule(by=st.integers(1, 400))
    def let_time_pass(self, by: int) -> None:
        self.world.clock.advance(timedelta(days=by))

    @rule(target=snapshots)
    def remember(self) -> tuple[Snapshot, frozenset[str]]:
        return self.world.snapshot(), frozenset(self.dead)

    @rule(remembered=consumes(snapshots))
    def return_to(self, remembered: tuple[Snapshot, frozenset[str]]) -> None:
        self.world.restore(remembered[0])
        self.dead = set(remembered[1])

    @invariant()
    def every_card_in_use_belongs_to_one_passholder(self) -> None:
        for card in self.state.cards.values():
            assert is_uitpas_number(card.number)
            if card.status is CardStatus.ACTIVE:
                assert card.holder in self.state.passholders
            holding = [each for each in self.state.passholders if card.number in self.state.cards_of.of(each)]
            assert holding == ([card.holder] if card.holder is not None else [])

    @invariant()
    def dead_numbers_stay_dead(self) -> None:
        now_dead = {each.number for each in self.state.cards.values() if each.status is CardStatus.DELETED}
        assert self.dead <= now_dead
        self.dead = now_dead

    @invariant()
    def memberships_are_consistent(self) -> None:
        for holder in self.state.passholders.values():
            systems = [each.card_system for each in holder.memberships]
            assert len(systems) == len(set(systems))
            assert sum(each.social_tariff is not None for each in holder.memberships) <= 1
            in_use = [self.state.cards[number] for number in self.state.cards_of.of(holder.id)]
            active = [each.card_system for each in in_use if each.status is CardStatus.ACTIVE]
            assert len(active) == len(set(active))
            assert set(active) <= set(systems)

    @invariant()
    def families_keep_their_limits(self) -> None:
        for main in self.state.passholders.values():
            ties = families.family(self.state, main)
            assert len(ties) + 1 <= families.MOST_MEMBERS
            assert all(tie.main == main.id != tie.member for tie in ties)
        for main_id, member_id in self.state.family_ties:
            assert main_id in self.state.passholders
            assert main_id in self.state.families_with.of(member_id)
            assert member_id in self.state.family_of.of(main_id)

    @invariant()
    def nothing_names_somebody_who_is_gone(self) -> None:
        there = set(self.state.passholders)
        named = {
            *self.state.insz.values(),
            *self.state.pictures,
            *(each.holder for each in self.state.cards.values() if each.holder is not None),
            *(each.passholder for each in self.state.users.values() if each.passholder is not None),
            *(each.holder for each in self.state.registration_tokens.values()),
            *(each for tie in self.state.family_ties for each in tie),
            *(holder for holder, _ in self.state.association_memberships),
        }
        assert named <= there
        for holder in self.state.passholders.values():
            assert holder.insz is None or self.state.insz[holder.insz] == holder.id

    @invariant()
    def an_account_and_a_passholder_are_linked_one_to_one(self) -> None:
        linked = [each.passholder for each in self.state.users.values() if each.passholder is not None]
        assert len(linked) == len(set(linked))

    def teardown(self) -> None:
        """See that the world, whatever became of it, is the same once it was written and read."""
        lived = self.world.snapshot()
        state, clock = read_world(write_world(lived.state, lived.clock), official_world())
        assert state.parts == lived.state.parts
        assert clock == lived.clock


TestPeople = People.TestCase
TestPeople.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
