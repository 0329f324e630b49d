"""The pinned set: the same for pip and for uv, complete, with hashes, and the one these tests run with."""

import re
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from itertools import chain

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.checkout import ROOT, project, tracked_files

ENTRY = re.compile(
    r"^(?P<pin>\w[^\\\n]*?)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE
)


def pins_with_hash_counts() -> dict[str, int]:
    text = (ROOT / "constraints.txt").read_text()
    return {entry["pin"]: entry["hashes"].count("--hash") for entry in ENTRY.finditer(text)}


def pinned_versions() -> dict[str, str]:
    pins = [Requirement(pin) for pin in pins_with_hash_counts()]
    versions = {str(canonicalize_name(pin.name)): str(pin.specifier).removeprefix("==") for pin in pins}
    assert len(versions) == len(pins)
    return versions


def test_every_pin_is_exact_and_has_the_hash_of_at_least_one_file() -> None:
    pins = pins_with_hash_counts()

    assert len(pins) > 50
    assert [pin for pin, hashes in pins.items() if hashes == 0 or not re.match(r"[\w.-]+==[\w.]+", pin)] == []


def test_uv_is_held_to_the_same_versions_as_pip() -> None:
    uv = project()["tool"]["uv"]

    assert uv["constraint-dependencies"] == list(pins_with_hash_counts())
    assert set(uv["build-constraint-dependencies"]) <= set(uv["constraint-dependencies"])
    assert any(pin.startswith("hatchling==") for pin in uv["build-constraint-dependencies"])


def test_every_declared_dependency_is_pinned_within_its_range() -> None:
    about = project()
    declared = chain(
        about["project"]["dependencies"],
        *about["project"]["optional-dependencies"].values(),
        *about["dependency-groups"].values(),
        about["build-system"]["requires"],
    )
    pinned = pinned_versions()

    for requirement in map(Requirement, declared):
        if requirement.name != "uitkern":
            assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_the_tests_run_with_the_pinned_versions() -> None:
    installed: dict[str, str] = {}
    for name in pinned_versions():
        try:
            installed[name] = installed_version(name)
        except PackageNotFoundError:
            continue

    assert {"attrs", "httpx", "pytest", "sqlalchemy"} <= installed.keys()
    assert installed.items() <= pinned_versions().items()


def test_no_lock_file_with_download_addresses_is_tracked() -> None:
    names = {name.rpartition("/")[2]: ROOT / name for name in tracked_files()}
    assert not {"uv.lock", "poetry.lock"} & set(names)
    assert '"resolved"' not in names["package-lock.json"].read_text(encoding="utf-8")
