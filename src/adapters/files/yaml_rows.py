"""Read YAML into rows: every value as the text that stands there, with its line."""

from __future__ import annotations

from typing import cast

import yaml

from .rows import BadFile, Cell, Fault, Row, Rows

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def yaml_rows(name: str, text: str) -> Rows:
    """The rows below `activities` and `types`; a list alone is a list of activities.

    Raises `BadFile` for what is no YAML, or says the same thing twice by an alias.
    """
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise BadFile(name, [Fault(event.start_mark.line + 1, "", "must not use an alias (*)")])
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fault = Fault(mark.line + 1 if mark else 1, "", f"is no YAML: {error.problem or error.context}")
        raise BadFile(name, [fault]) from error
    except yaml.YAMLError as error:
        raise BadFile(name, [Fault(1, "", "is no YAML: it holds characters that no text has")]) from error
    except RecursionError as error:
        raise BadFile(name, [Fault(1, "", "is nested too deep")]) from error
    faults: list[Fault] = []
    found: dict[str, tuple[Row, ...]] = {"activities": (), "types": ()}
    if isinstance(root, yaml.SequenceNode):
        found["activities"] = _rows(root, faults)
    elif isinstance(root, yaml.MappingNode):
        for key, node in root.value:
            if key.value not in found:
                rule = "is neither activities nor types"
                faults.append(Fault(key.start_mark.line + 1, str(key.value), rule))
            else:
                found[key.value] = _rows(node, faults)
    if not any(found.values()) and not faults:
        raise BadFile(name, [Fault(1, "", "holds no activity")])
    return Rows(found["activities"], found["types"], tuple(faults))


def _rows(node: yaml.Node, faults: list[Fault]) -> tuple[Row, ...]:
    if not isinstance(node, yaml.SequenceNode):
        faults.append(Fault(node.start_mark.line + 1, "", "must be a list"))
        return ()
    return tuple(_row(each, faults) for each in node.value if _is_mapping(each, faults))


def _is_mapping(node: yaml.Node, faults: list[Fault]) -> bool:
    if isinstance(node, yaml.MappingNode):
        return True
    faults.append(Fault(node.start_mark.line + 1, "", "must have fields, such as id and name"))
    return False


def _row(node: yaml.MappingNode, faults: list[Fault]) -> Row:
    cells = cast("dict[str, Cell]", _cell(node, faults))
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
    return Row(node.start_mark.line + 1, cells, lines)


def _cell(node: yaml.Node, faults: list[Fault]) -> Cell:
    """A node as texts, lists and mappings; what says nothing is left out of a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.style is None and node.value in _NOTHING else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_cell(each, faults) for each in node.value]
    told: dict[str, Cell] = {}
    for key, value in cast("yaml.MappingNode", node).value:
        name = str(key.value)
        if name in told:
            faults.append(Fault(key.start_mark.line + 1, name, "stands there more than once"))
        cell = _cell(value, faults)
        if cell != "":
            told[name] = cell
    return told
