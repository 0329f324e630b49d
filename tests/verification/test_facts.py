"""What may be asked of a place in an answer, and what is said when it is not so."""

from __future__ import annotations

from typing import Any

import pytest

from uitkern.verification.facts import GONE, at, mismatches, part_of, unmet


@pytest.mark.parametrize(
    ("expected", "good", "bad"),
    [
        (2, 2.0, 3),
        (True, True, 1),
        ([1, {"a": 2}], [1, {"a": 2}], [1, {"a": 2, "b": 3}]),
        ({"$present": True}, None, GONE),
        ({"$absent": True}, GONE, None),
        ({"$type": "number"}, 1.5, True),
        ({"$type": "boolean"}, False, 0),
        ({"$type": "string"}, "", None),
        ({"$matches": "^UiT"}, "UiTPAS", "Paspartoe"),
        ({"$matches": "5"}, "15", 15),
        ({"$count": 2}, [1, 2], [1]),
        ({"$least": 1}, 1, 0.5),
        ({"$least": 1}, 3, True),
        ({"$most": -1}, -2, 0),
        ({"$not": "x"}, "y", "x"),
        ({"$not": "x"}, None, GONE),
        ({"$has": {"a": 1}}, {"a": 1, "b": 2}, {"b": 2}),
        ({"$some": {"a": {"$least": 1}}}, [{"a": 0}, {"a": 1, "b": 2}], [{"a": 0}]),
        ({"$some": "x"}, ["x"], "x"),
        ({"$every": {"a": 1}}, [{"a": 1}], []),
        ({"$none": {"a": 1}}, [{"a": 2}], [{"a": 1}]),
        ({"$none": {"a": 1}}, [], GONE),
        ({"$within": ["a", "b"]}, "b", "c"),
        ({"$has": {"a": {"$present": True}}}, {"a": {"b": 1}}, {}),
    ],
)
def test_a_condition_holds_or_not(expected: Any, good: Any, bad: Any) -> None:
    assert unmet(expected, good) is None
    assert unmet(expected, bad)


def test_a_mapping_that_is_no_condition_is_itself() -> None:
    assert unmet({"$ref": "x"}, {"$ref": "x"}) is None
    assert unmet({"nl": "a"}, {"nl": "a", "fr": "b"})


def test_a_pointer_leads_into_objects_and_lists_and_nowhere_else() -> None:
    answer = {"a/b": [{"~": 1}, 2]}

    assert at(answer, "") == answer
    assert at(answer, "/a~1b/0/~0") == 1
    assert at(answer, "/a~1b/-1") == 2
    assert at(answer, "/a~1b/2") is GONE
    assert at(answer, "/a~1b/x") is GONE
    assert at("text", "/0") is GONE


def test_each_place_that_differs_is_told() -> None:
    wrong = list(mismatches({"/a": 1, "/b": 2, "/c": {"$absent": True}}, {"a": 1, "b": 3, "c": 4}))

    assert [(each.pointer, each.expected, each.got) for each in wrong] == [
        ("/b", "2", 3),
        ("/c", "nothing", 4),
    ]


def test_a_part_is_taken_from_the_first_that_fits() -> None:
    answer = {"member": [{"id": "1", "label": "theirs"}, {"id": "2", "label": "ours"}]}

    assert part_of(answer, "/member/0/id") == "1"
    assert part_of(answer, {"in": "/member", "like": {"label": "ours"}, "take": "/id"}) == "2"
    assert part_of(answer, {"in": "/member", "like": {"label": "nobody's"}, "take": "/id"}) is GONE
