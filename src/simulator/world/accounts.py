"""Find the users of UiTiD and make those that are needed."""

from uuid import NAMESPACE_URL, uuid5

from .state import State
from .users import User
from .values import PassType


def user_of_passholder(state: State, holder_id: str) -> User:
    """Give the account of a passholder, made when there is none yet; KeyError for an unknown passholder."""
    for user in state.users.values():
        if user.passholder == holder_id:
            return user
    holder = state.passholders[holder_id]
    user_id = str(uuid5(NAMESPACE_URL, f"uitkern:user:{holder_id}"))
    email = holder.profile.email or f"{user_id[:8]}@uitid.test"
    user = User(user_id, email, f"{holder.first_name} {holder.profile.name}".strip(), holder_id)
    state.users.put(user.id, user)
    return user


def user_by_email(state: State, email: str) -> User | None:
    """Find an account by e-mail, whatever its case."""
    wanted = email.casefold()
    return next((user for user in state.users.values() if user.email.casefold() == wanted), None)


def persons(state: State) -> list[tuple[str, str]]:
    """List whom one can log in as: accounts by `user:id` and persons with a pass by `passholder:id`."""
    known = [(f"user:{user.id}", f"{user.name} ({user.email})") for user in state.users.values()]
    taken = {user.passholder for user in state.users.values()}
    return known + [
        (f"passholder:{holder.id}", f"{holder.first_name} {holder.profile.name}".strip())
        for holder in state.passholders.values()
        if holder.pass_type is PassType.INDIVIDUAL and holder.id not in taken
    ]


def person(state: State, chosen: str) -> User | None:
    """Take the user that somebody chose to be, by an id of `persons`."""
    kind, _, own = chosen.partition(":")
    if kind == "passholder" and own in state.passholders:
        return user_of_passholder(state, own)
    return state.users.get(own) if kind == "user" else None
