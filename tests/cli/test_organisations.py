"""Several organisations on one ledger, one environment each, as docs/configuration.md says."""

from __future__ import annotations

from tests.cli.conftest import Shell


def test_each_organisation_sees_what_is_its_own(ready: Shell) -> None:
    ready("enrol", "kid", "camp")
    assert len(ready("--json", "enrolments").json) == 1
    south = {"UITKERN_ORGANISATION": "zuid"}
    assert ready("--json", "enrolments", **south).json == []
    assert ready("offer", "kid", "camp", **south).err == "uitkern: participant: there is none with id 'kid'\n"
    assert ready("cancel", "1", **south).status == 2
    assert [row["state"] for row in ready("--json", "enrolments").json] == ["awaiting payment"]
