"""News articles about events, and productions that tie events together."""

from collections.abc import Mapping
from uuid import uuid4

from attrs import evolve

from ..wire.messages import Answer
from ..wire.service import Call
from ..world.refusals import invalid_data
from ..world.state import follow
from ..world.udb_values import Article, Production
from . import refused
from .items import body_of
from .schema import LANGUAGES, array, one_of, record, text
from .schemas import COPYRIGHT, URL

Json = dict[str, object]

_ARTICLE = record(
    ("headline", "inLanguage", "text", "about", "publisher", "publisherLogo", "url"),
    headline=text(None, 1),
    inLanguage=one_of(*LANGUAGES),
    text=text(None, 1),
    about=text(None, 1),
    publisher=text(None, 1),
    publisherLogo=text(URL),
    url=text(URL),
    image=record(("url", "copyrightHolder"), url=text(URL), copyrightHolder=COPYRIGHT),
)
_MEMBERS = ("headline", "inLanguage", "text", "about", "publisher", "publisherLogo", "url", "image")
_EVENTS = array(text(None, 1), 1, unique=True)
_PRODUCTION = record(("name", "eventIds"), name=text(r"\S", 1), eventIds=_EVENTS)
_SKIPPED = record(("eventIds",), eventIds=_EVENTS)
_PER_PAGE, _LD = 30, "application/ld+json"


def _article(article: Article) -> Json:
    return {"id": article.id, **article.document}


def _article_body(call: Call, own: str | None = None) -> Mapping[str, object]:
    body: Json = body_of(call, _ARTICLE)
    for other in call.state.udb_articles.values():
        same = all(other.document[name] == body[name] for name in ("url", "about"))
        if same and other.id != own:
            text = "A news article with the given url and about already exists."
            raise invalid_data(("/url", text))
    return {name: body[name] for name in _MEMBERS if name in body}


def post_article(call: Call) -> Answer:
    article = Article(str(uuid4()), _article_body(call))
    call.state.udb_articles.put(article.id, article)
    return Answer(201, _article(article))


def _known_article(call: Call) -> Article:
    article_id = call.parameters["articleId"]
    article = call.state.udb_articles.get(article_id)
    if article is None:
        raise refused.not_there("News Article", article_id)
    return article


def get_article(call: Call) -> Answer:
    return Answer(body=_article(_known_article(call)))


def put_article(call: Call) -> Answer:
    article = _known_article(call)
    changed = evolve(article, document=_article_body(call, article.id))
    call.state.udb_articles.put(article.id, changed)
    return Answer(body=_article(changed))


def delete_article(call: Call) -> Answer:
    """Forget a news article, if it is there."""
    if call.parameters["articleId"] in call.state.udb_articles:
        call.state.udb_articles.drop(call.parameters["articleId"])
    return Answer(204)


def list_articles(call: Call) -> Answer:
    """List news articles by publisher, subject and address, thirty a page."""
    wanted = {name: call.first(name) for name in ("publisher", "about", "url")}
    found = [
        _article(each)
        for each in call.state.udb_articles.values()
        if all(value is None or each.document[name] == value for name, value in wanted.items())
    ]
    start = (max(_number(call, "page", 1), 1) - 1) * _PER_PAGE
    return _listed(call, found[start : start + _PER_PAGE])


def _listed(call: Call, members: list[Json]) -> Answer:
    """Answer with a list, or with a collection of Hydra for who asks for JSON-LD."""
    if _LD in call.request.headers.get("accept", ""):
        return Answer(body={"hydra:member": members}, content_type=_LD)
    return Answer(body=members)


def _number(call: Call, name: str, otherwise: int) -> int:
    value = call.first(name) or ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else otherwise


def _production(of: Production) -> Json:
    return {"productionId": of.id, "name": of.name, "events": list(of.events)}


def post_production(call: Call) -> Answer:
    """Tie events together; each must exist."""
    body = body_of(call, _PRODUCTION)
    for event_id in body["eventIds"]:
        _need_event(call, event_id)
    made = Production(str(uuid4()), body["name"], ())
    call.state.udb_productions.put(made.id, made)
    for event_id in body["eventIds"]:
        _tie(call, made.id, event_id)
    return Answer(201, {"productionId": made.id, "name": made.name, "eventIds": body["eventIds"]})


def _need_event(call: Call, event_id: str) -> None:
    if event_id not in call.state.events:
        raise refused.not_there("event", event_id)


def _tie(call: Call, production_id: str, event_id: str) -> None:
    """Put an event in a production; it is in one at most."""
    for other in list(call.state.udb_productions.values()):
        if event_id in other.events and other.id != production_id:
            left = tuple(each for each in other.events if each != event_id)
            call.state.udb_productions.put(other.id, evolve(other, events=left))
    production = call.state.udb_productions[production_id]
    if event_id not in production.events:
        events = (*production.events, event_id)
        call.state.udb_productions.put(production_id, evolve(production, events=events))
        follow(call.state, call.now, call.state.events[event_id])


def _known_production(call: Call, name: str) -> Production:
    production_id = call.parameters[name]
    production = call.state.udb_productions.get(production_id)
    if production is None:
        raise refused.not_there("Production", production_id)
    return production


def add_event(call: Call) -> Answer:
    production = _known_production(call, "productionId")
    _need_event(call, call.parameters["eventId"])
    _tie(call, production.id, call.parameters["eventId"])
    return Answer(204)


def merge_productions(call: Call) -> Answer:
    """Move the events of the first production to the second, and forget the first."""
    first, second = (_known_production(call, name) for name in ("productionId1", "productionId2"))
    if first.id != second.id:
        for event_id in first.events:
            _tie(call, second.id, event_id)
        call.state.udb_productions.drop(first.id)
    return Answer(204)


def skip_suggestion(call: Call) -> Answer:
    """Take note that two events do not belong together."""
    body = body_of(call, _SKIPPED)
    for event_id in body["eventIds"]:
        _need_event(call, event_id)
    return Answer(body={"eventIds": body["eventIds"]}, content_type=_LD)


def list_productions(call: Call) -> Answer:
    """List productions by a part of their name."""
    wanted = (call.first("name") or "").casefold()
    found = [_production(p) for p in call.state.udb_productions.values() if wanted in p.name.casefold()]
    start, limit = _number(call, "start", 0), _number(call, "limit", _PER_PAGE)
    return _listed(call, found[start : start + limit])
