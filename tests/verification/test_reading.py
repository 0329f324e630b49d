"""A file of cases: tables, blocks and values, and a mistake that is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from uitkern.verification.blocks import BadCase
from uitkern.verification.reading import read_cases

GOOD = """
service: uitpas
defaults: {source: here, operation: get-passes}
values: {number: '1'}
blocks: {asked: {identifier: '${number}'}}
cases:
  - table: passes
    status: 200
    query: {use: asked}
    facts: {/a: 1}
    rows:
      - {id: mine/one, shows: One of the rows of a table.}
      - {id: mine/two, shows: Another of them., query: {identifier: '2'}, facts: {/b: 2}, values: {x: y}}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "cases.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_table_gives_each_row_what_they_have_in_common(tmp_path: Path) -> None:
    one, two = read_cases(written(tmp_path, GOOD))

    assert one.ask.query == {"identifier": "${number}"}
    assert one.values["number"] == "1"
    assert two.ask.query == {"identifier": "2"}
    assert two.ask.facts == {"/a": 1, "/b": 2}
    assert two.values["x"] == "y"
    assert [str(one), two.source, two.ask.status, two.targets] == ["mine/one", "here", 200, ("simulator",)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: mine/two", "id: mine/one", "the id mine/one is that of a case"),
        ("{id: mine/one, ", "{", "cases.yaml: /cases/0 (without an id)"),
        ("use: asked", "use: askd", "there is no block 'askd'"),
        ("operation: get-passes", "operation: get-passs", "did you mean get-passes?"),
        (
            "operation: get-passes",
            "operation: get-passes-uitpasNumber",
            "uitpasNumber of the path is not given",
        ),
        ("status: 200", "statsu: 200", "statsu"),
        ("status: 200", "status: good", "/status"),
        ("facts: {/a: 1}", "facts: {a: 1}", "/facts"),
        ("blocks: ", "block: ", "block is not known there"),
        ("cases:", "cases: [", "cases.yaml"),
        ("service: uitpas", "- x", "cases.yaml"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(BadCase) as refused:
        read_cases(written(tmp_path, GOOD.replace(old, new, 1)))

    assert told in str(refused.value)


def test_a_file_that_is_not_there_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadCase, match="no cases there"):
        read_cases(tmp_path)
    (tmp_path / "broken.yaml").mkdir()
    with pytest.raises(BadCase, match="cannot be read"):
        read_cases(tmp_path)
