"""Say which calls are meant, and how a call differs from them."""

from attrs import fields, frozen

from .journal import Entry


@frozen(slots=False)
class Kind:
    """A kind of calls: everything given must fit, `path` as a prefix such as `/uitpas/ticket-sales`."""

    operation_id: str | None = None
    service: str | None = None
    method: str | None = None
    path: str | None = None
    client_id: str | None = None
    status: int | None = None
    since: int | None = None

    def fits(self, entry: Entry) -> bool:
        return not self.differences(entry)

    def differences(self, entry: Entry) -> dict[str, tuple[object, object]]:
        """Name what is otherwise, each with what was wanted and what was found."""
        found: dict[str, object] = {
            "operation_id": entry.operation_id,
            "service": entry.service,
            "method": entry.method,
            "path": f"/{entry.service}{entry.path}",
            "client_id": entry.client_id,
            "status": entry.status,
            "since": entry.number,
        }
        return {
            name: (wanted, found[name])
            for name in found
            if (wanted := getattr(self, name)) is not None and not _fits(name, wanted, found[name])
        }

    @property
    def wanted(self) -> int:
        """Count what is asked of a call."""
        return sum(getattr(self, field.name) is not None for field in fields(Kind))


def _fits(name: str, wanted: object, found: object) -> bool:
    if name == "path":
        return str(found).startswith(str(wanted))
    if name == "since":
        return isinstance(found, int) and isinstance(wanted, int) and found > wanted
    return wanted == found


@frozen(slots=False)
class NearMiss:
    """A call that was nearly of the kind, with what was otherwise: wanted and found."""

    entry: Entry
    differences: dict[str, tuple[object, object]]


def near_misses(kind: Kind, entries: list[Entry], at_most: int = 5) -> list[NearMiss]:
    """Take the calls that differ least, newest first among equals."""
    missed = [NearMiss(entry, kind.differences(entry)) for entry in reversed(entries)]
    missed = [each for each in missed if 0 < len(each.differences) < max(2, kind.wanted)]
    return sorted(missed, key=lambda each: len(each.differences))[:at_most]
