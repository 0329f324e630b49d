"""What UiTdatabank does later, and answers with the id of a job: exports, and labels on many things."""

from datetime import timedelta
from typing import cast
from uuid import uuid4

from ..wire.messages import Answer
from ..wire.service import Call
from ..world import udb_labels
from ..world.udb_store import find, log, save
from ..world.udb_values import Job, Kind
from . import refused
from .callers import who_calls
from .items import body_of, document
from .labelling import add_labels
from .rules import last_part
from .schema import array, one_of, record, text
from .schemas import LABEL

Json = dict[str, object]

_QUERY = record(("query",), query=text(None, 1))
_OFFER = record(("@id", "@type"), {"@id": text(None, 1), "@type": one_of("Event", "Place")})
_LABELLED = record(("label", "offers"), label=LABEL, offers=array(_OFFER, 1))
_KINDS = {"Event": Kind.EVENT, "Place": Kind.PLACE}


def export(call: Call) -> Answer:
    """Begin an export of what a query finds; the simulator writes no file."""
    body_of(call, _QUERY)
    return _begun(call, "export")


def label_offers(call: Call) -> Answer:
    """Put a label on many events and places; those that are not there are passed over."""
    body: Json = body_of(call, _LABELLED)
    who, label = who_calls(call), str(body["label"])
    udb_labels.need(call.state, who, label)
    for each in cast("list[dict[str, str]]", body["offers"]):
        item = find(call.state, _KINDS[each["@type"]], last_part(each["@id"]))
        if item is not None:
            labelled = add_labels(call.state, document(item), [(label, True)])
            save(call.state, call.now, item, document=labelled)
            log(call.state, call.now, item.id, who.id, f"Label '{label}' toegepast")
    return _begun(call, "labels")


def _begun(call: Call, what: str) -> Answer:
    job = Job(str(uuid4()), what, call.now + call.world.settings.job_delay)
    call.state.udb_jobs.put(job.id, job)
    return Answer(body={"commandId": job.id})


def get_job(call: Call) -> Answer:
    """Say how far a job is: waiting, running or complete."""
    job = call.state.udb_jobs.get(call.parameters["jobId"])
    if job is None:
        raise refused.not_there("Job", call.parameters["jobId"])
    left = job.ready - call.now
    if left <= timedelta():
        return Answer(body="complete")
    return Answer(body="running" if left <= call.world.settings.job_delay / 2 else "waiting")
