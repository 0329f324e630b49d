"""Read and write worlds as YAML; the library is loaded when it is first needed."""

from functools import cache
from typing import Any, cast

from ..world.archive import Unreadable

YAML = "application/yaml"


def write_yaml(value: object) -> str:
    """Write JSON values as YAML, in the order they have and each in full."""
    import yaml

    return cast("str", yaml.dump(value, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=110))


def read_yaml(text: bytes | str) -> object:
    """Read YAML, or JSON, which is YAML too; dates stay text.

    Raises Unreadable, also for aliases, which make enormous things of little text, and for a name that
    stands twice in one place, of which all but the last would be lost.
    """
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_loader())):
            raise Unreadable("", "aliases are not taken")
        return yaml.load(text, Loader=_loader())  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" in line {place.line + 1}, column {place.column + 1}" if place else ""
        raise Unreadable("", f"this is no YAML{where}") from None


@cache
def _loader() -> Any:
    """Make a loader that leaves dates as they are written."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def construct_mapping(self, node: Any, *given: Any, **named: Any) -> Any:
            seen = set[str]()
            for name, _ in node.value:
                if isinstance(name, yaml.ScalarNode) and name.value in seen:
                    line, column = name.start_mark.line + 1, name.start_mark.column + 1
                    why = f"the name {name.value} stands there twice, again in line {line}, column {column}"
                    raise Unreadable("", why)
                if isinstance(name, yaml.ScalarNode):
                    seen.add(name.value)
            return super().construct_mapping(node, *given, **named)

        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


@cache
def _dumper() -> Any:
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        def ignore_aliases(self, _: object) -> bool:
            return True

    return Dumper
