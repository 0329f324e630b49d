"""Find the operation that a method and a path name."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from ..contract import Operation


@frozen
class Route:
    """A path template, in segments; a segment of None takes any text but a slash."""

    segments: tuple[str | None, ...]
    names: tuple[str, ...]
    operations: dict[str, Operation]

    @property
    def allowed(self) -> str:
        methods = set(self.operations) | ({"HEAD"} if "GET" in self.operations else set())
        return ", ".join(sorted(methods | {"OPTIONS"}))

    def match(self, segments: list[str]) -> Mapping[str, str] | None:
        values: list[str] = []
        for template, segment in zip(self.segments, segments, strict=True):
            if template is None:
                values.append(segment)
            elif template != segment:
                return None
        return dict(zip(self.names, values, strict=True))


class Router:
    """The routes of one service, made from the operations of its contract.

    Literal segments win over parameters; a trailing slash makes no difference.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        routes: dict[str, Route] = {}
        for operation in operations:
            route = routes.setdefault(operation.path, _route(operation.path))
            route.operations[operation.method] = operation
        ordered = sorted(routes.values(), key=lambda route: [part is None for part in route.segments])
        self._by_length: dict[int, list[Route]] = {}
        for route in ordered:
            self._by_length.setdefault(len(route.segments), []).append(route)

    def find(self, path: str) -> tuple[Route, Mapping[str, str]] | None:
        segments = path.strip("/").split("/")
        for route in self._by_length.get(len(segments), ()):
            parameters = route.match(segments)
            if parameters is not None:
                return route, parameters
        return None


def _route(path: str) -> Route:
    parts = path.strip("/").split("/")
    names = tuple(part[1:-1] for part in parts if part.startswith("{"))
    return Route(tuple(None if part.startswith("{") else part for part in parts), names, {})
