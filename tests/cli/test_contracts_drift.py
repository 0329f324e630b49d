"""`uitkern contracts drift`: heard by a person, by a program and by CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Shell
from tests.contract.drifting import Json, published, sales, schema
from uitkern.simulator.contract import contracts_directory

ROOT = contracts_directory().parent


def later_and_textual(document: Json) -> None:
    sales(document)["responses"]["409"] = {"description": "Twice."}
    schema(document, "Tariff")["properties"]["price"] = {"type": "string"}


@pytest.fixture
def nothing_accepted(tmp_path: Path) -> str:
    file = tmp_path / "accepted" / "list.json"
    file.parent.mkdir()
    file.write_text('{"accepted": []}', "utf-8")
    return str(file)


def drift(shell: Shell, file: Path, accepted: str, *words: str) -> tuple[int, str]:
    ended = shell("contracts", "drift", "--published", str(file), "--accepted", accepted, *words)
    assert ended.err == ""
    return ended.status, ended.out


def test_a_document_that_says_the_same_is_no_drift(
    shell: Shell, tmp_path: Path, nothing_accepted: str
) -> None:
    status, out = drift(shell, published(tmp_path, lambda _: None), nothing_accepted)
    assert status == 0
    assert out == (
        "uitpas.json: 103 operations compared with our contract of uitpas\n"
        "0 differences not accepted, 0 of them breaking; 0 accepted\n"
    )


def test_drift_ends_with_3_and_names_the_worst_first(
    shell: Shell, tmp_path: Path, nothing_accepted: str
) -> None:
    status, out = drift(shell, published(tmp_path, later_and_textual), nothing_accepted)
    assert status == 3
    first, where, second, *_ = out.splitlines()[1:]
    assert first == (
        "breaking: uitpas answer Tariff.price: type: ours number, published string: "
        "something of another type may come"
    )
    assert where.startswith("  in get-tariffs, get-tariffs-static, post-ticket-sales")
    assert second.startswith("risk: uitpas answer 409: status: ours -, published declared")


def test_a_program_reads_every_difference(shell: Shell, tmp_path: Path, nothing_accepted: str) -> None:
    file = published(tmp_path, later_and_textual)
    ended = shell("contracts", "drift", "--published", str(file), "--accepted", nothing_accepted, "--json")
    assert ended.status == 3
    assert ended.json["compared"][0]["operations"] == 103
    assert {each["severity"] for each in ended.json["unaccepted"]} == {"breaking", "risk"}
    rows = [(each["kind"], each["operation"], each["where"]) for each in ended.json["unaccepted"]]
    assert ("status", "post-ticket-sales", "409") in rows
    assert ("contradiction", "get-tariffs", "200 example both /available/[]/price") in rows


def test_an_accepted_difference_is_shown_with_its_reason_when_asked(shell: Shell, tmp_path: Path) -> None:
    accepted = tmp_path / "list.json"
    accepted.write_text(
        '{"accepted": [{"service": "uitpas", "where": ["Tariff.price", "409", "410"],'
        ' "reason": "So it is.", "date": "2026-11-21"}, {"service": "uitpas", "kind": "contradiction",'
        ' "where": "*/price", "reason": "The examples have numbers.", "date": "2026-11-22"}]}',
        "utf-8",
    )
    file = published(tmp_path, later_and_textual)
    status, out = drift(shell, file, str(accepted), "--all")
    assert status == 0
    assert "accepted on 2026-11-21: So it is.\nbreaking: uitpas answer Tariff.price" in out
    assert "unused: entry 1 accepts 410 of uitpas, which does not differ" in out


def test_a_document_at_an_address_is_the_only_thing_fetched(
    shell: Shell, tmp_path: Path, nothing_accepted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(document: Json) -> None:
        document["components"]["schemas"]["Tariff"] = {"$ref": "https://models.test/projects/tariff.json"}

    content = published(tmp_path, change).read_bytes()
    asked: list[str] = []

    def get(address: str, **_: object) -> httpx.Response:
        asked.append(address)
        found = address.endswith("uitpas.json")
        request = httpx.Request("GET", address)
        return httpx.Response(200 if found else 404, content=content, request=request)

    monkeypatch.setattr(httpx, "get", get)
    status, out = drift(
        shell, Path("unused"), nothing_accepted, "--published", "http://publiq.test/uitpas.json"
    )
    assert (status, asked) == (0, ["http://publiq.test/uitpas.json"])
    assert "such as https://models.test/projects/tariff.json; nothing was fetched" in out
    gone = shell("contracts", "drift", "--published", "http://publiq.test/gone?key=secret")
    assert (gone.status, gone.err) == (2, "uitkern: http://publiq.test/gone: status 404\n")


def test_a_file_that_is_not_there_is_named(shell: Shell, tmp_path: Path) -> None:
    ended = shell("contracts", "drift", "--published", str(tmp_path / "none.json"))
    assert ended.status == 2
    assert ended.err.endswith("none.json: cannot be read: No such file or directory\n")


def in_ci(folder: Path) -> subprocess.CompletedProcess[str]:
    found = {**os.environ, "UITKERN_PUBLISHED": str(folder)}
    return subprocess.run(
        ["sh", "tools/drift.sh"], cwd=ROOT, env=found, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not (ROOT / "tools" / "drift.sh").exists(), reason="tools are not in the distribution")
def test_ci_says_clearly_when_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    ended = in_ci(tmp_path / "none")
    assert ended.returncode == 0
    assert ended.stdout.startswith("drift: skipped, there are no published documents at ")


@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="no environment in .venv, as `make` has it")
def test_ci_fails_when_publiq_changes_something(tmp_path: Path) -> None:
    folder = tmp_path / "published"
    shutil.copytree(contracts_directory(), folder, ignore=shutil.ignore_patterns("cases"))
    published(folder, later_and_textual)
    ended = in_ci(folder)
    assert ended.returncode == 3
    assert "breaking: uitpas answer Tariff.price" in ended.stdout
