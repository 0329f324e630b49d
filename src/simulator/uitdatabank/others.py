"""The operations that concern no event, place or organizer, by operationId."""

from collections.abc import Mapping

from ..wire.service import Behaviour
from ..world.udb_values import OwnershipState
from . import articles, ownerships, people, schools
from .items import Run

_RUNS: Mapping[str, Run] = {
    "ownership-request": ownerships.request_ownership,
    "get-ownerships": ownerships.list_ownerships,
    "delete-ownerships-ownershipId": ownerships.deciding(OwnershipState.DELETED, "delete"),
    "post-ownership-approve": ownerships.deciding(OwnershipState.APPROVED, "approve"),
    "post-ownership-reject": ownerships.deciding(OwnershipState.REJECTED, "reject"),
    "news-articles-post": articles.post_article,
    "news-articles-get": articles.list_articles,
    "news-article-get": articles.get_article,
    "news-article-put": articles.put_article,
    "news-article-delete": articles.delete_article,
    "productions-create": articles.post_production,
    "productions-get": articles.list_productions,
    "productions-add-event": articles.add_event,
    "productions-merge": articles.merge_productions,
    "productions-skip": articles.skip_suggestion,
    "user-get": people.get_user,
    "users-userId-get": people.get_user_by_id,
    "users-email-get": people.get_user_by_email,
    "put-mailing-list": people.subscribe,
    "get-regions": schools.get_regions,
    "get-education-levels": schools.get_levels,
}
BEHAVIOURS: Mapping[str, Behaviour] = {name: Behaviour(run, checked=False) for name, run in _RUNS.items()}
