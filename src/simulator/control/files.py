"""Read and write worlds as YAML; the library is loaded when it is first needed."""

from functools import cache
from typing import Any, cast

from ..world.archive import Unreadable

YAML = "application/yaml"


def write_yaml(value: object) -> str:
    """Write JSON values as YAML, in the order they have."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return cast("str", yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110))


def read_yaml(text: bytes | str) -> object:
    """Read YAML, or JSON, which is YAML too; dates stay text, names of rows too. Raises Unreadable."""
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        where = f" in line {place.line + 1}, column {place.column + 1}" if place else ""
        raise Unreadable("", f"this is no YAML{where}") from None


@cache
def _loader() -> Any:
    """Make a loader without timestamps and without aliases, which can make little text enormous."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def compose_node(self, parent: object, index: object) -> object:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not taken")
            return super().compose_node(parent, index)

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader
