"""Worlds are kept in a file by one simulator at a time, whole, and the newest last."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from uitkern.simulator.control.state_file import BadFile, StateFile, read_seed
from uitkern.simulator.simulator import Simulator


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Simulator, StateFile]]:
    simulator, file = Simulator(), StateFile(tmp_path / "state.json")
    file.load(simulator)
    yield simulator, file
    file.close()


def worlds(file: StateFile) -> list[str]:
    return list(json.loads(file.path.read_text("utf-8"))["worlds"])


def test_a_second_simulator_is_refused_until_the_first_has_ended(kept: tuple[Simulator, StateFile]) -> None:
    _, file = kept
    other = StateFile(file.path)
    with pytest.raises(BadFile, match="another simulator keeps its worlds there"):
        other.load(Simulator())
    file.close()
    other.load(Simulator())
    other.close()


def test_a_slow_save_does_not_undo_a_later_one(
    kept: tuple[Simulator, StateFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save in a thread may still write when the last one begins, at the end of the server."""
    simulator, file = kept
    writing, go_on = threading.Event(), threading.Event()
    write = StateFile._write

    def slowly(self: StateFile, held: object) -> None:
        if threading.current_thread() is slow:
            writing.set()
            assert go_on.wait(10)
        write(self, held)

    monkeypatch.setattr(StateFile, "_write", slowly)
    slow = threading.Thread(target=file.save, args=(simulator,))
    simulator.make_world("first")
    slow.start()
    assert writing.wait(10)
    simulator.make_world("second")
    last = threading.Thread(target=file.save, args=(simulator,))
    last.start()
    last.join(0.05)
    go_on.set()
    slow.join(10)
    last.join(10)
    assert worlds(file) == ["default", "first", "second"]


def test_what_a_killed_simulator_left_half_written_is_removed(tmp_path: Path) -> None:
    half, other = tmp_path / ".state.json.abcd1234", tmp_path / ".other.json.abcd1234"
    half.write_text("{")
    other.write_text("{")
    file = StateFile(tmp_path / "state.json")
    file.load(Simulator())
    file.close()
    assert (half.exists(), other.exists()) == (False, True)


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "state.json")
    file = StateFile(link)
    file.load(Simulator())
    file.close()
    assert link.is_symlink()
    assert worlds(file) == ["default"]


def test_a_disk_that_is_full_leaves_the_file_as_it_was_and_is_told(
    kept: tuple[Simulator, StateFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator, file = kept
    before = file.path.read_bytes()
    simulator.make_world("more")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            file.save(simulator)
    assert file.trouble == "No space left on device"
    assert file.path.read_bytes() == before
    assert {each.name for each in file.path.parent.iterdir()} == {"state.json", ".state.json.lock"}
    file.save(simulator)
    assert worlds(file) == ["default", "more"]
    assert not file.trouble


def test_a_device_is_no_file() -> None:
    with pytest.raises(BadFile, match="is a device, and no file"):
        read_seed(Path("/dev/zero"))
    with pytest.raises(BadFile, match=r"^/nowhere/at/all.json: cannot be written"):
        StateFile(Path("/nowhere/at/all.json")).load(Simulator())
