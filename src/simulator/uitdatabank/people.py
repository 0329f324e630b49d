"""Users as UiTdatabank knows them, and mailing lists."""

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.accounts import user_by_email
from ..world.refusals import not_found, unauthorized
from ..world.users import User
from .items import body_of
from .schema import record, text

Json = dict[str, object]

_EMAIL = record(("email",), email=text(form="email"))
_NO_CLIENTS = (
    "Client access tokens are not supported on this endpoint because a user is required to return user info."
)


def get_user(call: Call) -> Answer:
    """Describe who is logged in; a client is nobody."""
    if call.user is None:
        raise unauthorized(_NO_CLIENTS)
    return Answer(body=_shape(call.user) | {"id": call.user.id, "nick": call.user.name})


def get_user_by_id(call: Call) -> Answer:
    user_id = call.parameters["userId"]
    user = call.state.users.get(user_id)
    if user is None:
        raise not_found(f'User with id "{user_id}" was not found.')
    return Answer(body=_shape(user))


def get_user_by_email(call: Call) -> Answer:
    email = call.parameters["email"]
    user = user_by_email(call.state, email)
    if user is None:
        raise not_found(f'User with email "{email}" was not found.')
    return Answer(body=_shape(user))


def subscribe(call: Call) -> Answer:
    """Put an address on a mailing list."""
    email = body_of(call, _EMAIL)["email"]
    call.state.udb_subscribers.add(call.parameters["mailinglistId"], email)
    return Answer(204)


def _shape(user: User) -> Json:
    return {"uuid": user.id, "email": user.email, "username": user.name}
