"""What uitkern raises on purpose while it publishes; `errors` draws the tree."""

from __future__ import annotations

from collections.abc import Iterable

from .model.invalid import UitkernError
from .model.said import Said
from .model.sentences import explain


class ActivityCancelled(UitkernError):
    """The activity does not take place: nobody can register for it any more (R17)."""

    def __init__(self, activity_id: str) -> None:
        super().__init__(f"activity {activity_id!r} is cancelled")
        self.activity_id = activity_id
        self.message = explain(Said.ACTIVITY_CANCELLED)


class Incomplete(UitkernError):
    """The activity cannot be published yet; `missing` says what it lacks, each in one sentence."""

    def __init__(self, activity_id: str, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"activity {activity_id!r} cannot be published: {'; '.join(self.missing)}")
        self.activity_id = activity_id


class NotDiscountable(UitkernError):
    """UiTPAS can give no discount for the activity yet; `missing` names each thing (R10)."""

    def __init__(self, activity_id: str, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(f"activity {activity_id!r} cannot get UiTPAS prices: {'; '.join(self.missing)}")


class EventGone(UitkernError):
    """The activity's event was rejected or deleted: unlink it, then publishing makes a new one (F36)."""

    def __init__(self, activity_id: str, event_id: str | None, state: str) -> None:
        super().__init__(
            f"activity {activity_id!r}: its event {event_id} is {state} in UiTdatabank; "
            "unlink it to publish a new one"
        )
        self.activity_id = activity_id
        self.event_id = event_id


class HasTicketSales(UitkernError):
    """UiTPAS holds sales for the activity's event; `enrolments` are ours, by their ids (F22)."""

    def __init__(self, activity_id: str, enrolments: Iterable[int]) -> None:
        self.enrolments = tuple(enrolments)
        listed = ", ".join(map(str, self.enrolments))
        super().__init__(
            f"activity {activity_id!r} has registered UiTPAS sales, which stay with its event: cancel "
            f"enrolments {listed} first, or say even_with_sales (--even-with-sales)"
        )
        self.activity_id = activity_id


class PublicationUnderWay(UitkernError):
    """Somebody else is changing the activity's event now: try again in a moment."""

    def __init__(self, activity_id: str) -> None:
        super().__init__(f"activity {activity_id!r} is being published by somebody else: try again")
        self.activity_id = activity_id


class PublicationUnknown(UitkernError):
    """The activity was sent to UiTdatabank and no answer came; sending it again could make two events."""

    def __init__(self, activity_id: str) -> None:
        super().__init__(
            f"activity {activity_id!r} was sent to UiTdatabank but no answer came: "
            "look its event up and link it"
        )
        self.activity_id = activity_id
