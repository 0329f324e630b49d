"""A place that cannot hold a ledger is refused at the start, with the reason and the way out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.adapters.ledger.samples import url_of
from uitkern import LedgerAt, errors
from uitkern.adapters.ledger import engines, schema
from uitkern.adapters.ledger.engines import file_system_of
from uitkern.adapters.ledger.store import LedgerStore

KIND = r"^ledger: .*must be a database URL such as sqlite:///ledger.db or postgresql://user@host/database$"


def refusal(at: str | LedgerAt) -> str:
    with pytest.raises(errors.LedgerError) as refused:
        LedgerStore(at)
    words = str(refused.value)
    assert words.startswith("ledger: ")
    assert len(words.splitlines()) == 1
    assert "secret" not in words
    return words


@pytest.mark.parametrize(
    "url",
    [
        "mysql://us:secret@db/x",
        "mariadb+pymysql://us:secret@db/x",
        "oracle://us:secret@db/x",
        "postgres://us:secret@db/x",
        "sqlite+aiosqlite:///ledger.db",
        "sqlite+pigeon:///ledger.db",
        "pigeon://us:secret@db",
        "us:secret@db",
        "postgresql://us:secret@db:port/x",
        "",
    ],
)
def test_a_database_of_another_kind_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(errors.LedgerError, match=KIND) as refused:
        LedgerStore(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("missing", ["psycopg", "psycopg.pq"], ids=["psycopg", "libpq"])
def test_postgresql_without_its_driver_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    words = refusal("postgresql://us:secret@db/x")
    assert words == "ledger: PostgreSQL needs psycopg: pip install 'uitkern[postgres]'"


@pytest.mark.parametrize(
    ("at", "named"),
    [
        ("postgresql://us:secret@127.0.0.1:9/ledger", "port 9 failed"),
        ("postgresql+psycopg2://us:secret@127.0.0.1:9/ledger", "port 9 failed"),
        ("postgresql://us:secret@/ledger?host=/no/such/folder", "/no/such/folder"),
        ("postgresql://us:secret@127.0.0.1:9/ledger?sslmode=nonsense", "sslmode"),
    ],
)
def test_a_server_that_is_not_there_is_named(at: str, named: str) -> None:
    words = refusal(at)
    assert named in words
    assert words.startswith("ledger: ledger: ")
    assert words.endswith("; check host, port, user, password and database of its URL")


def test_a_database_that_is_not_there_is_named(new_postgres: Callable[[], str]) -> None:
    absent = make_url(new_postgres()).set(database="absent").render_as_string(hide_password=False)
    assert 'database "absent" does not exist' in refusal(absent)


@pytest.mark.parametrize("version", ["9999", "zz"])
def test_a_ledger_of_a_later_version_is_left_alone(ledger_url: str, version: str) -> None:
    LedgerStore(ledger_url).close()
    written = create_engine(ledger_url.replace("postgresql://", "postgresql+psycopg://"))
    with written.begin() as connection:
        connection.execute(text("UPDATE uitkern_version SET version_num = :v"), {"v": version})
    for at in (ledger_url, LedgerAt(ledger_url, shared=True)):
        words = refusal(at)
        assert words.startswith(f"ledger: its schema version {version} is newer than {schema.HEAD}")
        assert words.endswith("upgrade uitkern")
    with written.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM uitkern_version")).scalars().all() == [
            version
        ]
    written.dispose()


def test_the_database_of_another_program_is_left_alone_unless_it_is_shared(ledger_url: str) -> None:
    other = create_engine(ledger_url.replace("postgresql://", "postgresql+psycopg://"))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('theirs')"))
    assert refusal(ledger_url) == (
        "ledger: this database holds tables of another program; choose another one, "
        "or say that it is shared: --shared-ledger, or LedgerAt(shared=True)"
    )
    LedgerStore(LedgerAt(ledger_url, shared=True)).close()
    with other.connect() as connection:
        theirs = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        assert theirs == ["theirs"], "their migrations are not taken for ours"
    other.dispose()


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/share {0}/share nfs4 rw 0 0
//server/share {0}/with\\040a\\040space cifs rw 0 0
/dev/sdb1 {0}/share/local ext4 rw 0 0
server:/over {0}/twice nfs rw 0 0
tmpfs {0}/twice tmpfs rw 0 0
nonsense
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    for name in ("share/local", "share/deep/er", "shared", "with a space", "twice"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "share")
    written = tmp_path / "mounts"
    written.write_text(MOUNTS.format(tmp_path))
    return written


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("ledger.db", "ext4"),
        ("share/ledger.db", "nfs4"),
        ("share/deep/er/ledger.db", "nfs4"),
        ("share/local/ledger.db", "ext4"),
        ("shared/ledger.db", "ext4"),
        ("link/ledger.db", "nfs4"),
        ("with a space/ledger.db", "cifs"),
        ("twice/ledger.db", "tmpfs"),
    ],
)
def test_the_file_system_of_a_place_is_the_one_mounted_nearest_above_it(
    mounts: Path, tmp_path: Path, place: str, kind: str
) -> None:
    assert file_system_of(tmp_path / place, mounts) == kind


def test_where_the_system_does_not_tell_nothing_is_assumed(tmp_path: Path) -> None:
    assert file_system_of(tmp_path, tmp_path / "no such list") is None
    (tmp_path / "empty").write_text("")
    assert file_system_of(tmp_path, tmp_path / "empty") is None


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite:///file:{}?uri=true"])
def test_a_file_on_a_network_is_refused_before_it_is_made(
    mounts: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines would corrupt it: SQLite's locks do not hold between them."""
    monkeypatch.setattr(engines, "file_system_of", partial(file_system_of, mounts=mounts))
    path = tmp_path / "share" / "ledger.db"
    assert refusal(form.format(path)) == (
        f"ledger: {path} lies on a network file system (nfs4), where SQLite's locks do not hold; "
        "use a local disk, or PostgreSQL for several machines"
    )
    assert not path.exists()
    LedgerStore(url_of(tmp_path / "share" / "local")).close()


@pytest.mark.parametrize("given", [None, Path("ledger.db")])
def test_what_is_no_address_at_all_is_refused_with_an_example(given: object) -> None:
    with pytest.raises(errors.LedgerError, match=KIND):
        LedgerStore(given)  # type: ignore[arg-type]


def test_a_file_needs_a_directory_and_must_not_be_one(tmp_path: Path) -> None:
    missing = tmp_path / "data" / "ledger.db"
    told = refusal(f"sqlite:///{missing}")
    assert told == f"ledger: {missing}: there is no directory {missing.parent}; make it first"
    told = refusal(f"sqlite:///{tmp_path}")
    assert told == f"ledger: {tmp_path} is a directory; name a file in it, such as ledger.db"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"pool_size": 0}, "pool_size"),
        ({"overflow": -1}, "pool_size"),
        ({"statement_timeout": timedelta(0)}, "statement_timeout"),
    ],
)
def test_settings_that_make_no_sense_are_named(settings: dict[str, object], named: str) -> None:
    with pytest.raises(errors.InvalidValue, match=f"^{named}: "):
        LedgerAt("sqlite://", **settings)  # type: ignore[arg-type]
