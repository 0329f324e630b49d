"""Find the operation that a method and a path name."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from ..contract import Operation


@frozen(slots=False)
class Hole:
    """A segment that takes any text but a slash, with an ending that it must have."""

    name: str
    ending: str = ""

    def value(self, segment: str) -> str | None:
        """Take the text without the ending; None when it does not fit."""
        if not segment.endswith(self.ending) or len(segment) == len(self.ending):
            return None
        return segment.removesuffix(self.ending)


@frozen(slots=False)
class Route:
    """A path template, in segments."""

    segments: tuple[str | Hole, ...]
    operations: dict[str, Operation]

    @property
    def allowed(self) -> str:
        methods = set(self.operations) | ({"HEAD"} if "GET" in self.operations else set())
        return ", ".join(sorted(methods | {"OPTIONS"}))

    def match(self, segments: list[str]) -> Mapping[str, str] | None:
        values: dict[str, str] = {}
        for template, segment in zip(self.segments, segments, strict=True):
            if isinstance(template, Hole):
                value = template.value(segment)
                if value is None:
                    return None
                values[template.name] = value
            elif template != segment:
                return None
        return values


class Router:
    """The routes of one service, made from the operations of its contract.

    Literal segments win over parameters, and parameters with an ending over those without; a trailing slash
    makes no difference.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        routes: dict[str, Route] = {}
        for operation in operations:
            route = routes.setdefault(operation.path, _route(operation.path))
            route.operations[operation.method] = operation
        self._literal = {
            path: route
            for path, route in routes.items()
            if all(isinstance(each, str) for each in route.segments)
        }
        ordered = sorted(routes.values(), key=lambda route: [_rank(part) for part in route.segments])
        self._by_length: dict[int, list[Route]] = {}
        for route in ordered:
            self._by_length.setdefault(len(route.segments), []).append(route)

    def find(self, path: str) -> tuple[Route, Mapping[str, str]] | None:
        literal = self._literal.get(path)
        if literal is not None:
            return literal, {}
        segments = path.strip("/").split("/")
        for route in self._by_length.get(len(segments), ()):
            parameters = route.match(segments)
            if parameters is not None:
                return route, parameters
        return None


def _rank(part: str | Hole) -> int:
    if isinstance(part, str):
        return 0
    return 1 if part.ending else 2


def _route(path: str) -> Route:
    return Route(tuple(_segment(part) for part in path.strip("/").split("/")), {})


def _segment(part: str) -> str | Hole:
    if not part.startswith("{"):
        return part
    name, _, ending = part[1:].partition("}")
    return Hole(name, ending)
