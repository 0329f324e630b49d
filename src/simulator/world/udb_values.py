"""What UiTdatabank keeps besides its events: places, organizers, labels, images, rights."""

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from .values import Event, JsonObject, WorkflowStatus


class Kind(StrEnum):
    EVENT = "event"
    PLACE = "place"
    ORGANIZER = "organizer"


@frozen(slots=False)
class Record:
    """A place or an organizer as UiTdatabank keeps it; an organizer is never a draft.

    `document` holds what was written, without addresses of this or any server.
    """

    id: str
    kind: Kind
    document: JsonObject
    creator: str
    created: datetime
    modified: datetime
    organizer: str | None = None
    workflow_status: WorkflowStatus = WorkflowStatus.DRAFT
    available_from: datetime | None = None
    playhead: int = 0


Item = Event | Record


def kind_of(item: Item) -> Kind:
    return item.kind if isinstance(item, Record) else Kind.EVENT


@frozen(slots=False)
class Role:
    """What a user may do beyond the own things: everything (`god`), or what is listed.

    `permissions` are UiTdatabank's own names, each for everything that there is, `labels` private labels in
    lower case. What a user with `auto_approve` publishes is approved at once.
    """

    god: bool = False
    permissions: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    auto_approve: bool = False


@frozen(slots=False)
class Label:
    """A label in the registry; a private one is for the roles that hold it."""

    uuid: str
    name: str
    visible: bool = True
    private: bool = False


@frozen(slots=False, repr=False)
class Image:
    """An image that was uploaded, or that lies at `source`."""

    id: str
    media_type: str
    description: str
    copyright_holder: str
    language: str
    content: bytes = b""
    source: str | None = None


@frozen(slots=False)
class UitpasMark:
    """What UiTPAS has written on an event until an instant; from then on what it computes counts.

    `prices` are pairs of name and cents.
    """

    labels: tuple[str, ...]
    prices: tuple[tuple[str, int], ...]
    until: datetime


class OwnershipState(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    DELETED = "deleted"


@frozen(slots=False, repr=False)
class Ownership:
    """That somebody owns an organizer, or asks to."""

    id: str
    item: str
    owner: str
    requester: str
    created: datetime
    modified: datetime
    state: OwnershipState = OwnershipState.REQUESTED


@frozen(slots=False)
class Production:
    id: str
    name: str
    events: tuple[str, ...]


@frozen(slots=False)
class Article:
    """A news article; `document` is the body that was written."""

    id: str
    document: JsonObject


@frozen(slots=False)
class Change:
    """A line of the history of an event or a place, in Dutch."""

    at: datetime
    author: str
    description: str


class Standing(StrEnum):
    """How an organizer stands in the register of associations."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


@frozen(slots=False)
class Registered:
    """An organizer in the register of associations, under its code there."""

    code: str
    standing: Standing = Standing.CONFIRMED


@frozen(slots=False)
class Job:
    """Work that UiTdatabank does later: an export, or labels on many; `ready` is when it is complete."""

    id: str
    what: str
    ready: datetime


@frozen(slots=False)
class Attached:
    """What hangs on an event, place or organizer without being part of its document.

    `imported` are the labels that came in with a whole body, `contributors` addresses of e-mail,
    `rejection` the reason of a moderator, `registered` where an organizer stands among associations.
    """

    imported: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    rejection: str | None = None
    history: tuple[Change, ...] = field(factory=tuple[Change, ...])
    registered: Registered | None = None
