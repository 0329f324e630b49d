"""Activities and publications in the ledger."""

from __future__ import annotations

from sqlalchemy import select

from ...domain.errors import NotFound
from ...domain.model.activity import Activity
from ...domain.model.publication import Publication, PublicationState
from .codec import from_json, to_json
from .records import Records
from .tables import activities, publications


class Catalogue(Records):
    """What the host told us of, under the host's own ids."""

    def activity(self, activity_id: str) -> Activity:
        """Read an activity; raises `NotFound`."""
        query = select(activities.c.details).where(self.ours(activities, id=activity_id))
        details = self.connection.execute(query).scalar()
        if details is None:
            raise NotFound("activity", activity_id)
        found: Activity = from_json(details, Activity)
        return found

    def save_activity(self, activity: Activity) -> None:
        """Keep an activity, over the one with the same id."""
        self.put(activities, {"id": activity.id}, {"details": to_json(activity)})

    def publication(self, activity_id: str) -> Publication | None:
        """The publication of an activity, if there is one."""
        query = select(publications).where(self.ours(publications, activity_id=activity_id))
        row = self.connection.execute(query).one_or_none()
        return Publication(row.activity_id, PublicationState(row.state), row.event_id) if row else None

    def save_publication(self, publication: Publication) -> None:
        """Keep a publication, over the one of the same activity."""
        values: dict[str, object] = {"state": publication.state.value, "event_id": publication.event_id}
        self.put(publications, {"activity_id": publication.activity_id}, values)

    def drop_publication(self, activity_id: str) -> None:
        """Forget that an activity was published."""
        where = self.ours(publications, activity_id=activity_id)
        self.connection.execute(publications.delete().where(where))
