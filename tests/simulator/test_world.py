from __future__ import annotations

import tracemalloc
from datetime import timedelta

import pytest

from uitkern.simulator.world.access import UnknownClient, need, need_somewhere
from uitkern.simulator.world.official import official_world
from uitkern.simulator.world.official.identities import (
    BLIND_CLIENT_ID,
    CLIENT_ID,
    CLIENT_SECRET,
    ORGANIZER,
    OTHER_ORGANIZER,
    PERMANENT_EVENT,
)
from uitkern.simulator.world.refusals import Refusal
from uitkern.simulator.world.sales import Search
from uitkern.simulator.world.tickets import SaleRequest
from uitkern.simulator.world.values import Client, Organizer
from uitkern.simulator.world.world import World

TICKET = SaleRequest("0900000067513", PERMANENT_EVENT, "SOCIALTARIFF", 1000)


def number_of_sales(world: World) -> int:
    return world.search_sales(Search()).total


def test_worlds_share_their_beginning_and_nothing_else() -> None:
    one, other = World("one", official_world()), World("other", official_world())
    one.register_sales([TICKET])
    one.clock.advance(timedelta(days=1))
    assert (number_of_sales(one), number_of_sales(other)) == (1, 0)
    assert number_of_sales(World("later", official_world())) == 0


def test_a_snapshot_brings_back_state_and_clock_as_often_as_wanted(world: World) -> None:
    world.register_sales([TICKET])
    then, snapshot = world.clock.now(), world.snapshot()
    for _ in range(2):
        world.register_sales([TICKET])
        world.clock.advance(timedelta(days=9))
        world.restore(snapshot)
        assert (number_of_sales(world), world.clock.now()) == (1, then)
    assert world.quote(PERMANENT_EVENT, "0900000067513", 1000).tariffs[0].remaining == 99


def test_a_reset_world_is_as_new_but_numbers_its_sales_on(world: World) -> None:
    world.register_sales([TICKET])
    world.issue_token(CLIENT_ID, CLIENT_SECRET)
    world.reset()
    assert number_of_sales(world) == 0
    assert len(world.state.tokens) == 0
    assert not world.clock.is_frozen
    [sale] = world.register_sales([TICKET])
    assert sale.id == "499854"


def test_snapshot_restore_and_reset_do_not_copy_what_a_world_holds(world: World) -> None:
    """The bound is far above what a snapshot needs and far below a copy of a hundred thousand rows."""
    for number in range(100_000):
        world.state.organizers.put(str(number), Organizer(str(number), "Organisatie"))
    world.snapshot()
    tracemalloc.start()
    try:
        for _ in range(3):
            world.restore(world.snapshot())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 200_000
    assert len(world.state.organizers) == 100_003
    world.reset()
    assert len(world.state.organizers) == 3


def test_a_token_works_until_a_day_has_passed_in_its_world(world: World) -> None:
    token = world.issue_token(CLIENT_ID, CLIENT_SECRET)
    world.clock.advance(timedelta(seconds=86399))
    assert world.bearer(token.value).id == CLIENT_ID
    world.clock.advance(timedelta(seconds=1))
    with pytest.raises(Refusal) as refused:
        world.bearer(token.value)
    assert (refused.value.kind, refused.value.status) == ("auth/unauthorized", 401)


def test_a_token_of_another_world_is_unknown(world: World) -> None:
    token = World("other", official_world()).issue_token(CLIENT_ID, CLIENT_SECRET)
    with pytest.raises(Refusal, match="Unauthorized"):
        world.bearer(token.value)


@pytest.mark.parametrize(("client", "secret"), [(CLIENT_ID, "wrong"), ("nobody", CLIENT_SECRET), ("", "")])
def test_wrong_credentials_give_no_token(world: World, client: str, secret: str) -> None:
    with pytest.raises(UnknownClient):
        world.issue_token(client, secret)
    assert len(world.state.tokens) == 0


def test_expired_tokens_do_not_pile_up(world: World) -> None:
    for _ in range(2000):
        world.issue_token(CLIENT_ID, CLIENT_SECRET)
        world.clock.advance(timedelta(hours=1))
    assert len(world.state.tokens) < 300


def test_neither_secret_nor_token_nor_person_shows_in_a_repr(world: World) -> None:
    token = world.issue_token(CLIENT_ID, CLIENT_SECRET)
    found = world.find_pass("0900000067513")
    [sale] = world.register_sales([TICKET])
    client = world.state.clients[CLIENT_ID]
    shown = repr([token, client, found, found.card, found.holder, sale, TICKET])
    for secret in (token.value, CLIENT_SECRET, "0900000067513", "36051380284", "04363CDAEE3880"):
        assert secret not in shown


def permission_of(client: Client, permission: str, organizer: str | None) -> bool:
    try:
        need(client, permission, organizer)
    except Refusal as refusal:
        return refusal.kind != "auth/forbidden"
    return True


def test_permissions_hold_for_one_organizer(world: World) -> None:
    client = world.state.clients[CLIENT_ID]
    assert permission_of(client, "TICKETSALES_REGISTER", ORGANIZER)
    assert not permission_of(client, "TICKETSALES_REGISTER", OTHER_ORGANIZER)
    assert not permission_of(client, "TICKETSALES_REGISTER", None)
    assert not permission_of(client, "PASSHOLDERS_SEARCH", ORGANIZER)
    need_somewhere(client, "PASSES_READ")
    with pytest.raises(Refusal) as refused:
        need_somewhere(client, "PASSHOLDERS_SEARCH")
    assert (refused.value.kind, refused.value.status) == ("auth/forbidden", 403)


def test_one_client_may_sell_but_not_search_sales(world: World) -> None:
    client = world.state.clients[BLIND_CLIENT_ID]
    assert permission_of(client, "TICKETSALES_REGISTER", ORGANIZER)
    assert not permission_of(client, "TICKETSALES_SEARCH", ORGANIZER)
