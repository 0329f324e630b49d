"""Search people by what is known of them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fnmatch import translate
from functools import cached_property

from attrs import define

from . import clubs, passes, people_refusals
from .numbers import is_insz, is_uitpas_number, plain_insz
from .refusals import Refusal
from .state import State
from .values import Passholder, PassType

ANY_SCHOOL = "*"


@define(slots=False)
class Wanted:
    """Whom to find; what is None makes no difference. `card_systems` of None are all of them."""

    insz: str | None = None
    uitpas_number: str | None = None
    chip: str | None = None
    user: str | None = None
    name: str | None = None
    first_name: str | None = None
    email: str | None = None
    street: str | None = None
    city: str | None = None
    school: str | None = None
    born_from: date | None = None
    born_to: date | None = None
    association: str | None = None
    association_status: str = "ACTIVE"
    card_systems: frozenset[int] | None = None

    @property
    def is_by_id(self) -> bool:
        return any(each is not None for each in (self.insz, self.uitpas_number, self.chip, self.user))

    @property
    def has_more(self) -> bool:
        """Whether anything but the ids is asked for."""
        others = (
            *(self.name, self.first_name, self.email, self.street, self.city, self.school),
            *(self.born_from, self.born_to, self.association),
        )
        return any(each is not None for each in others)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]:
        email, street, city = (wildcards(each) for each in (self.email, self.street, self.city))
        return email, street, city

    def finds(self, state: State, now: datetime, holder: Passholder) -> bool:
        return (
            holder.pass_type is PassType.INDIVIDUAL
            and self._by_name(holder)
            and self._by_address(holder)
            and self._by_birth(holder)
            and self._by_ties(state, now, holder)
        )

    def _by_name(self, holder: Passholder) -> bool:
        return _within(self.name, holder.profile.name) and _within(self.first_name, holder.first_name)

    def _by_address(self, holder: Passholder) -> bool:
        email, street, city = self._patterns
        return (
            _fits(email, holder.profile.email)
            and _fits(street, holder.profile.address.street)
            and _fits(city, holder.profile.address.city)
        )

    def _by_birth(self, holder: Passholder) -> bool:
        if self.born_from is None and self.born_to is None:
            return True
        born = holder.date_of_birth
        return born is not None and (self.born_from or date.min) <= born <= (self.born_to or date.max)

    def _by_ties(self, state: State, now: datetime, holder: Passholder) -> bool:
        school, systems = holder.profile.school, self.card_systems
        if self.school is not None and (school is None or self.school not in (school, ANY_SCHOOL)):
            return False
        if systems is not None and not any(each.card_system in systems for each in holder.memberships):
            return False
        return self.association is None or clubs.is_member(
            state, now, holder.id, self.association, self.association_status
        )


def search(state: State, now: datetime, wanted: Wanted) -> Sequence[Passholder]:
    """Find people, by name and then by first name (`get-passholders`).

    Refused with `invalid-uitpas-number`, `invalid-insz-number` and `school-not-found`.
    """
    if wanted.uitpas_number is not None and not is_uitpas_number(wanted.uitpas_number):
        raise people_refusals.invalid_number()
    if wanted.insz is not None and not is_insz(plain_insz(wanted.insz)):
        raise people_refusals.invalid_insz()
    if wanted.school not in (None, ANY_SCHOOL) and wanted.school not in state.organizers:
        raise people_refusals.school_not_found(400)
    found = [each for each in _candidates(state, wanted) if wanted.finds(state, now, each)]
    return sorted(found, key=lambda each: (each.profile.name.casefold(), each.first_name.casefold()))


def _candidates(state: State, wanted: Wanted) -> Iterable[Passholder]:
    """Narrow the search to the one person that all ids name, when there are any."""
    ids: list[str | None] = []
    if wanted.insz is not None:
        ids.append(state.insz.get(plain_insz(wanted.insz)))
    cards = [each for each in (wanted.uitpas_number, wanted.chip) if each is not None]
    ids += [_holder_of_card(state, each) for each in cards]
    if wanted.user is not None:
        user = state.users.get(wanted.user)
        ids.append(user.passholder if user else None)
    if not ids:
        return state.passholders.values()
    only = state.passholders.get(ids[0]) if len(set(ids)) == 1 else None
    return [only] if only else []


def _holder_of_card(state: State, identifier: str) -> str | None:
    try:
        return passes.card_by_identifier(state, identifier).holder
    except Refusal:
        return None


def wildcards(text: str | None) -> re.Pattern[str] | None:
    """Read a text in which `*` stands for anything; case makes no difference."""
    if text is None:
        return None
    return re.compile(translate(text.replace("[", "[[]").replace("?", "[?]")), re.IGNORECASE)


def _fits(pattern: re.Pattern[str] | None, text: str | None) -> bool:
    return pattern is None or (text is not None and pattern.match(text) is not None)


def _within(part: str | None, whole: str) -> bool:
    return part is None or part.strip("*").casefold() in whole.casefold()
