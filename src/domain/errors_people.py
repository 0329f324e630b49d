"""What is raised on purpose about participants and their passes; `errors` lists it with the rest."""

from __future__ import annotations

from datetime import timedelta

from .model.invalid import UitkernError
from .model.reason import Reason
from .model.said import Said
from .model.sentences import explain


class PassTaken(UitkernError):
    """The pass number belongs to another participant; a person may decide that both have it (R13, F6).

    `holders` are the ids of those others, for who may know.
    """

    def __init__(self, participant_id: str, holders: tuple[str, ...] = ()) -> None:
        super().__init__(f"participant {participant_id!r}: another participant has this pass number already")
        self.participant_id = participant_id
        self.holders = holders
        self.message = explain(Said.PASS_TAKEN)


class CannotCheckIn(UitkernError):
    """A participant cannot be checked in for an activity, for `reason`: no pass number, or no event."""

    def __init__(self, participant_id: str, activity_id: str, reason: Reason) -> None:
        super().__init__(f"participant {participant_id!r} cannot be checked in for {activity_id!r}: {reason}")
        self.participant_id = participant_id
        self.activity_id = activity_id
        self.reason = reason
        self.message = explain(reason)


class ConsentNeeded(UitkernError):
    """A pass is looked up by what identifies a person only with consent, which is written down."""

    def __init__(self, participant_id: str) -> None:
        super().__init__(f"participant {participant_id!r}: there is no consent to look the pass up by INSZ")
        self.participant_id = participant_id
        self.message = explain(Said.CONSENT_NEEDED)


class TooManyQuestions(UitkernError):
    """Somebody asked about passes too often; `after` is when to try again (F38)."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("too many questions about passes: try again later")
        self.after = after
        self.message = explain(Said.TOO_MANY_QUESTIONS)


class StillNeeded(UitkernError):
    """A participant cannot be forgotten yet; `why` names what is still under way."""

    def __init__(self, participant_id: str, why: tuple[str, ...]) -> None:
        super().__init__(f"participant {participant_id!r} cannot be forgotten yet: {'; '.join(why)}")
        self.participant_id = participant_id
        self.why = why
        self.message = explain(Said.STILL_NEEDED)
