"""What several commands share: their arguments, and the global options."""

from __future__ import annotations

from typing import Annotated

import typer

from .settings import Settings

ActivityId = Annotated[str, typer.Argument(metavar="ACTIVITY", help="The activity's own id.")]
ParticipantId = Annotated[str, typer.Argument(metavar="PARTICIPANT", help="The participant's own id.")]
EnrolmentId = Annotated[int, typer.Argument(metavar="ENROLMENT", help="The number of the enrolment.")]


def settings_of(context: typer.Context) -> Settings:
    """What the global options said."""
    held: Settings = context.obj
    return held
