"""Activities and publications in the ledger."""

from __future__ import annotations

from sqlalchemy import select

from ...domain.errors import NotFound
from ...domain.model.activity import Activity
from ...domain.model.activity_type import ActivityType
from ...domain.model.publication import Publication, PublicationState
from .codec import from_json, to_json
from .publication_tables import activity_types, publications
from .records import Records
from .tables import activities


class Catalogue(Records):
    """What the host told us of, under the host's own ids."""

    def activity(self, activity_id: str) -> Activity:
        """Read an activity with what it inherits from its type; raises `NotFound`."""
        own = self.own_activity(activity_id)
        if own.type_id is None:
            return own
        query = select(activity_types.c.details).where(self.ours(activity_types, id=own.type_id))
        details = self.connection.execute(query).scalar()
        if details is None:
            return own  # a type the host knows and never told us of
        found: ActivityType = from_json(details, ActivityType)
        return found.fill(own)

    def activities(self) -> tuple[Activity, ...]:
        """Every activity with what it inherits."""
        rows = self.connection.execute(select(activity_types).where(self.ours(activity_types)))
        types: dict[str, ActivityType] = {row.id: from_json(row.details, ActivityType) for row in rows}
        query = select(activities.c.details).where(self.ours(activities)).order_by(activities.c.id)
        found: list[Activity] = [
            from_json(details, Activity) for details in self.connection.execute(query).scalars()
        ]
        return tuple(types[each.type_id].fill(each) if each.type_id in types else each for each in found)

    def own_activity(self, activity_id: str) -> Activity:
        """Read an activity as it was saved; raises `NotFound`."""
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
        table = publications.c
        query = select(table.activity_id, table.state, table.event_id)
        row = self.connection.execute(
            query.where(self.ours(publications, activity_id=activity_id))
        ).one_or_none()
        return Publication(row.activity_id, PublicationState(row.state), row.event_id) if row else None

    def save_publication(self, publication: Publication) -> None:
        """Keep a publication over the one of the same activity, whoever claimed that.

        What was agreed on another event says nothing about this one.
        """
        key: dict[str, object] = {"activity_id": publication.activity_id}
        values: dict[str, object] = {"state": publication.state.value, "event_id": publication.event_id}
        before = self.publication(publication.activity_id)
        if before is None and self.insert_if_absent(publications, key, values):
            return
        if before is None or before.event_id != publication.event_id:
            values |= {"ours": None, "theirs": None, "seen": None, "alert": None, "why": None}
        table = publications.c
        update = publications.update().where(self.ours(publications, **key)).values(values)
        self.connection.execute(update.values(fence=table.fence + 1, lease_until=None, touched=1))

    def drop_publication(self, activity_id: str) -> None:
        """Forget that an activity was published."""
        where = self.ours(publications, activity_id=activity_id)
        self.connection.execute(publications.delete().where(where))
