from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitkern.simulator.world.tables import Index, Table


def test_a_snapshot_of_a_table_keeps_what_was_there_while_the_table_goes_on() -> None:
    table: Table[str, int] = Table()
    table.put("a", 1)
    snapshot = table.freeze()
    table.put("b", 2)
    table.drop("a")
    assert (dict(snapshot.items()), list(table)) == ({"a": 1}, ["b"])
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
    assert len(index.freeze()) == 0


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


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 5)),
        st.tuples(st.just("drop"), st.integers(0, 5)),
        st.just(("freeze", 0)),
        st.just(("thaw", 0)),
    ),
    max_size=40,
)


@given(_STEPS)
def test_a_table_keeps_the_rows_and_the_order_of_a_dictionary(steps: list[tuple[str, int]]) -> None:
    table: Table[int, int] = Table()
    model: dict[int, int] = {}
    kept = [(table.freeze(), dict(model))]
    for number, (step, key) in enumerate(steps):
        match step:
            case "put":
                table.put(key, number)
                model[key] = number
            case "drop" if key in model:
                table.drop(key)
                del model[key]
            case "freeze":
                kept.append((table.freeze(), dict(model)))
            case "thaw":
                table.thaw(kept[0][0])
                model = dict(kept[0][1])
            case _:
                with pytest.raises(KeyError):
                    table.drop(key)
        assert (list(table.items()), len(table)) == (list(model.items()), len(model))
        assert [table.get(each) for each in range(6)] == [model.get(each) for each in range(6)]
        assert [each in table for each in range(6)] == [each in model for each in range(6)]
    assert [list(each.items()) for each, _ in kept] == [list(rows.items()) for _, rows in kept]


@given(_STEPS)
def test_an_index_keeps_its_sets_in_order_through_snapshots(steps: list[tuple[str, int]]) -> None:
    index: Index[bool, int] = Index()
    model: dict[bool, dict[int, None]] = {}
    kept = [(index.freeze(), dict[bool, dict[int, None]]())]
    for step, value in steps:
        key = value > 3
        match step:
            case "put":
                index.add(key, value)
                model.setdefault(key, {})[value] = None
            case "drop":
                index.discard(key, value)
                model.get(key, {}).pop(value, None)
                model = {each: values for each, values in model.items() if values}
            case "freeze":
                kept.append((index.freeze(), {each: dict(values) for each, values in model.items()}))
            case _:
                index.thaw(kept[-1][0])
                model = {each: dict(values) for each, values in kept[-1][1].items()}
        assert list(index.items()) == [(each, tuple(values)) for each, values in model.items()]
