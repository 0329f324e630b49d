from __future__ import annotations

from uitkern.simulator.world.tables import Index, Table


def test_a_snapshot_of_a_table_keeps_what_was_there_while_the_table_goes_on() -> None:
    table: Table[str, int] = Table()
    table.put("a", 1)
    snapshot = table.freeze()
    table.put("b", 2)
    table.drop("a")
    assert (dict(snapshot), list(table)) == ({"a": 1}, ["b"])
    table.thaw(snapshot)
    assert list(table.values()) == [1]


def test_a_snapshot_can_be_returned_to_twice() -> None:
    table: Table[str, int] = Table()
    table.put("a", 1)
    snapshot = table.freeze()
    for _ in range(2):
        table.thaw(snapshot)
        table.put("a", 2)
    table.thaw(snapshot)
    assert table["a"] == 1


def test_a_snapshot_shares_until_the_first_write() -> None:
    table: Table[str, int] = Table()
    table.put("a", 1)
    assert table.freeze() is table.freeze()


def test_a_missing_row_and_a_missing_key_are_both_none() -> None:
    table: Table[str, int] = Table()
    assert table.get("a") is None
    assert table.get(None) is None


def test_an_index_keeps_the_order_and_forgets_empty_sets() -> None:
    index: Index[str, str] = Index()
    for value in "cab":
        index.add("event", value)
    index.discard("event", "a")
    assert index.of("event") == ("c", "b")
    for value in "cb":
        index.discard("event", value)
    assert index.of("event") == ()
    assert index.freeze() == {}


def test_a_snapshot_of_an_index_keeps_its_sets() -> None:
    index: Index[str, str] = Index()
    index.add("event", "a")
    snapshot = index.freeze()
    index.add("event", "b")
    index.add("event", "c")
    assert index.of("event") == ("a", "b", "c")
    index.thaw(snapshot)
    assert index.of("event") == ("a",)
    index.discard("event", "a")
    index.thaw(snapshot)
    assert index.of("event") == ("a",)


def test_discarding_what_is_not_there_changes_nothing() -> None:
    index: Index[str, str] = Index()
    index.add("event", "a")
    index.discard("event", "b")
    assert index.of("event") == ("a",)
