"""Read the cases in `contracts/cases`: YAML or JSON, checked against `schema.json` there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import cast

import yaml
from attrs import fields
from jsonschema_rs import Draft202012Validator

from ..simulator.contract import MISSING, contracts_directory
from ..simulator.contract.errors import pointer_to
from .blocks import BadCase, expanded, over
from .case import Case, Step
from .operations import operations

SHARED = "shared.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = {each.name for each in fields(Step)} - {"caller"} | {"as"}
_LISTS = ("arrange", "then", "undo")
Written = dict[str, object]


def cases_directory() -> Path:
    """Name the directory of the cases, in an installed package or a checkout."""
    return contracts_directory() / "cases"


@cache
def all_cases() -> tuple[Case, ...]:
    """Read every case that comes with the contracts; raises BadCase."""
    return read_cases(cases_directory())


def read_cases(place: Path) -> tuple[Case, ...]:
    """Read a file of cases, or all of a directory; the blocks of the shared file are known to all.

    Raises BadCase, which names the file and the place in it.
    """
    files = [place] if place.is_file() else sorted(place.glob("*.yaml")) + sorted(place.glob("*.json"))
    found: dict[str, Case] = {}
    for file in files:
        if file.name in (SHARED, "schema.json", "unreachable.json"):
            continue
        for case in _cases_of(file):
            if case.id in found:
                raise BadCase(f"{file.name}: the id {case.id} is that of a case in {found[case.id].file} too")
            found[case.id] = case
    if not found:
        raise BadCase(f"{place}: no cases there")
    return tuple(found.values())


def _cases_of(file: Path) -> Iterator[Case]:
    content = _mapping(_parsed(file), file.name)
    shared = _shared()
    blocks = {**_mapping(shared.get("blocks", {}), SHARED), **_mapping(content.get("blocks", {}), file.name)}
    values = {**_mapping(shared.get("values", {}), SHARED), **_mapping(content.get("values", {}), file.name)}
    defaults = _mapping(content.get("defaults", {}), file.name)
    unknown = content.keys() - {"service", "blocks", "values", "defaults", "cases"}
    if unknown:
        raise BadCase(f"{file.name}: {', '.join(sorted(unknown))} is not known there")
    for number, listed in enumerate(cast("list[object]", content.get("cases", []))):
        where = f"{file.name}: /cases/{number}"
        for row in _rows(_mapping(listed, where)):
            try:
                laid = {name: value for name, value in over(defaults, row).items() if value is not None}
                written = _mapping(expanded(_steps_named(laid), blocks), where)
            except BadCase as error:
                raise BadCase(f"{where}: {error}") from None
            where_now = f"{where} ({written.get('id', 'without an id')})"
            _check(written, where_now)
            case = _case(written, str(content["service"]), values, file.name)
            for step in case.steps:
                _check_step(step, where_now)
            yield case


def _rows(listed: Written) -> Iterator[Written]:
    """Give a case, or those of a table: what its rows have in common, with each row laid over it."""
    common = {name: value for name, value in listed.items() if name not in ("table", "rows")}
    for row in cast("list[Written]", listed.get("rows", [{}])):
        yield over(common, row)


def _steps_named(written: Written) -> Written:
    """Take a step that is only a name as the block of that name."""
    return written | {
        name: [
            {"use": each} if isinstance(each, str) else each for each in cast("list[object]", written[name])
        ]
        for name in _LISTS
        if isinstance(written.get(name), list)
    }


def _case(written: Written, service: str, values: Mapping[str, object], file: str) -> Case:
    lists = {
        name: tuple(_step(each) for each in cast("list[Written]", written.get(name, []))) for name in _LISTS
    }
    return Case(
        id=str(written["id"]),
        shows=str(written["shows"]),
        service=service,
        source=str(written["source"]),
        ask=_step({name: value for name, value in written.items() if name in _STEP}),
        targets=tuple(cast("list[str]", written.get("targets", ["simulator"]))),
        world=_mapping(written.get("world", {}), file),
        values={**values, **_mapping(written.get("values", {}), file)},
        file=file,
        **lists,
    )


def _step(written: Written) -> Step:
    members = {name: value for name, value in written.items() if name != "as"}
    return Step(**{"body": MISSING, **members}, caller=cast("str | None", written.get("as")))  # type: ignore[arg-type]


def _check_step(step: Step, where: str) -> None:
    """Refuse an operation that no contract has, and a path that is not filled."""
    known = operations().get(step.operation)
    if known is None:
        near = get_close_matches(step.operation, operations(), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise BadCase(f"{where}: no contract has the operation {step.operation}{hint}")
    missing = [each.name for each in known.operation.path_parameters if each.name not in step.path]
    if missing and step.url is None:
        raise BadCase(f"{where}: {step.operation}: {', '.join(missing)} of the path is not given")


def _check(written: Written, where: str) -> None:
    wrong = [
        f"{pointer_to(error.instance_path)}: {error.message}" for error in _schema().iter_errors(written)
    ]
    if wrong:
        raise BadCase(f"{where}: {'; '.join(wrong[:3])}")


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((cases_directory() / "schema.json").read_bytes()))


@cache
def _shared() -> Written:
    return _mapping(_parsed(cases_directory() / SHARED), SHARED)


def _parsed(file: Path) -> object:
    try:
        return cast("object", yaml.load(file.read_bytes(), _LOADER))  # noqa: S506 - both loaders are safe ones
    except OSError as error:
        raise BadCase(f"{file}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise BadCase(f"{file.name}: {' '.join(str(error).split())}") from error


def _mapping(value: object, where: str) -> Written:
    if not isinstance(value, dict):
        raise BadCase(f"{where}: a mapping is needed")
    return cast("Written", value)
