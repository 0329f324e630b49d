"""What the project says of itself: public names, versions, and nothing of the machine it was written on."""

import importlib.metadata
import re
import subprocess
import sys

import pytest

import uitkern
from tests.packaging.checkout import ROOT, tracked_texts, version

MACHINE_PATH = re.compile(
    r"(?<![\w.~*}-])(?:/(?:home|Users|root|work|workspace|tmp|farm|builds|mnt)/\w|[A-Z]:\\Users\\)"
)
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|--(?:extra-)?index-url|--find-links", re.IGNORECASE
)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def places(pattern: re.Pattern[str]) -> list[str]:
    """Return file and line of each match in the tracked files, this one left out."""
    return [
        f"{name}:{number}"
        for name, text in tracked_texts().items()
        if name != "tests/architecture/test_project.py"
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_machine_path() -> None:
    assert places(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRY) == []


def test_no_file_is_marked_unfinished() -> None:
    assert places(UNFINISHED) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE_PATH, "see /home/ann/uitkern"),
        (MACHINE_PATH, "open('/tmp/ledger.db')"),
        (MACHINE_PATH, r"C:\Users\ann"),
        (REGISTRY, "https://files.pythonhosted.org/packages"),
        (REGISTRY, "--extra-index-url"),
        (UNFINISHED, "# TODO later"),
    ],
)
def test_what_must_not_be_there_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text", ["/events/tmp/1", "https://publiq.example/work/1", "{base}/home/x", "a todo list"]
)
def test_addresses_and_plain_words_are_left_alone(text: str) -> None:
    assert not MACHINE_PATH.search(text)
    assert not UNFINISHED.search(text)


def test_public_names_are_sorted_and_all_there() -> None:
    def constants_then_classes_then_the_rest(name: str) -> tuple[int, str]:
        return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)

    names = list(uitkern.__all__)

    assert names
    assert names == sorted(set(names), key=constants_then_classes_then_the_rest)
    assert [name for name in names if not hasattr(uitkern, name)] == []
    assert set(names) <= set(dir(uitkern))


def test_importing_the_package_is_light() -> None:
    program = (
        "import sys, uitkern; print(sorted({'httpx', 'sqlalchemy', 'starlette', 'typer'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_installed_version_is_the_declared_one() -> None:
    assert importlib.metadata.version("uitkern") == version()


def test_the_changelog_has_an_entry_for_this_version() -> None:
    headings = re.findall(
        r"^## \[?([^\s\]]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert version() in headings
