"""F37: pass numbers and INSZ encrypted at rest, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from tests.adapters.ledger.samples import (
    EVENT,
    NOON,
    NUMBER,
    a_line,
    a_sale,
    an_activity,
    an_enrolment,
)
from uitkern import Euro, Insz, LedgerAt, Participant, errors
from uitkern.adapters.ledger.seal import keys_of_environment, new_key
from uitkern.adapters.ledger.sealing import PRIVATE, encrypt
from uitkern.adapters.ledger.store import LedgerStore
from uitkern.adapters.ledger.tables import metadata
from uitkern.domain.model.intent import IntentKind
from uitkern.domain.model.pass_status import PassStatus
from uitkern.domain.model.standing import Standing
from uitkern.domain.model.tariff import Tariffs
from uitkern.domain.model.uitpas import Pass, SocialTariff, SocialTariffStatus
from uitkern.domain.ports.ledger import Ledger

INSZ = "17010180147"
OLD, NEW, WRONG = new_key(), new_key(), new_key()
A_PASS = Pass("holder", NUMBER, SocialTariff(SocialTariffStatus.ACTIVE))
KID = Participant("kid", NUMBER, insz=Insz(INSZ))


def opened(url: str, *keys: str) -> LedgerStore:
    return LedgerStore(LedgerAt(url, keys=keys))


def fill(it: Ledger) -> None:
    """Everything that holds a number."""
    it.save_activity(an_activity())
    it.save_participant(KID)
    it.save_pass_status("kid", PassStatus(Standing.ENTITLED, NOON, passholder_id="holder"))
    it.remember_pass(NUMBER, A_PASS, NOON)
    it.remember_tariffs(NUMBER, EVENT, Euro(1000), Tariffs(), NOON)
    enrolment = it.reserve(an_enrolment(), None)
    it.save_sale(enrolment.id, a_sale())
    it.add_intent(IntentKind.REGISTER, (a_line(enrolment),), NOON)


def read(it: Ledger) -> tuple[object, ...]:
    """All that `fill` wrote, and what only matches by number."""
    (intent,) = [each for each in [it.intent_of(1, IntentKind.REGISTER)] if each]
    remembered = it.remembered_pass(NUMBER), it.remembered_tariffs(NUMBER, EVENT, Euro(1000))
    kept = it.participant("kid"), it.holders(NUMBER), it.participants()
    return kept, remembered, it.enrolment(1), it.sale("499853"), intent.requests


def raw(url: str) -> str:
    """Everything the database holds, as text."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in metadata.tables]  # noqa: S608
    engine.dispose()
    return str(rows)


def test_an_encrypted_ledger_holds_no_number_and_reads_the_same(ledger_url: str) -> None:
    store = opened(ledger_url, OLD)
    store.transact("us", fill)
    found = store.transact("us", read)
    store.close()
    assert NUMBER.value not in raw(ledger_url)
    assert INSZ not in raw(ledger_url)
    assert f"{NUMBER}" in raw(ledger_url), "masked, for an administrator"
    again = opened(ledger_url, OLD)
    assert again.transact("us", read) == found
    assert found[0][0] == KID  # type: ignore[index]
    again.close()


def test_a_number_is_unique_in_an_encrypted_ledger_too(ledger_url: str) -> None:
    store = opened(ledger_url, OLD)
    store.transact("us", fill)
    with pytest.raises(errors.PassTaken):
        store.transact("us", lambda it: it.save_participant(Participant("twin", NUMBER)))
    store.close()


def test_two_sales_of_one_pass_are_still_rivals_in_an_encrypted_ledger(ledger_url: str) -> None:
    store = opened(ledger_url, OLD)
    store.transact("us", fill)

    def second(it: Ledger) -> object:
        it.save_activity(an_activity())
        first = it.intent_of(1, IntentKind.REGISTER)
        assert first
        claimed = it.claim(first.id, NOON, timedelta(minutes=1))
        assert claimed
        assert it.mark_sending(claimed, NOON)
        other = it.add_intent(IntentKind.REGISTER, (a_line(it.reserve(an_enrolment("twin"), None)),), NOON)
        return it.claim(other.id, NOON, timedelta(minutes=1))

    assert store.transact("us", second) is None
    store.close()


@pytest.mark.parametrize("keys", [(), (WRONG,), (WRONG, NEW)])
def test_without_its_key_an_encrypted_ledger_does_not_open(ledger_url: str, keys: tuple[str, ...]) -> None:
    opened(ledger_url, OLD).close()
    with pytest.raises(errors.LedgerError) as refused:
        opened(ledger_url, *keys)
    assert "encrypted" in str(refused.value)
    assert "UITKERN_LEDGER_KEYS" in str(refused.value)
    assert WRONG not in str(refused.value)


@pytest.mark.parametrize("key", ["short", "x" * 44, "\u00e9" * 44])
def test_what_is_no_key_is_named(tmp_path: object, key: str) -> None:
    with pytest.raises(errors.UitkernError, match="base64"):
        opened(f"sqlite:///{tmp_path}/ledger.db", key)


def test_a_ledger_with_numbers_is_encrypted_by_a_command_of_its_own(ledger_url: str) -> None:
    plain = opened(ledger_url)
    plain.transact("us", fill)
    found = plain.transact("us", read)
    plain.close()
    with pytest.raises(errors.LedgerError, match="uitkern privacy encrypt"):
        opened(ledger_url, OLD)
    assert moved(ledger_url, OLD) > 0
    assert NUMBER.value not in raw(ledger_url)
    assert INSZ not in raw(ledger_url)
    sealed = opened(ledger_url, OLD)
    assert sealed.transact("us", read) == found
    sealed.close()


def test_a_key_is_changed_in_two_steps(ledger_url: str) -> None:
    """The new key first: both open it. Then all is written anew, and the old key is done with."""
    store = opened(ledger_url, OLD)
    store.transact("us", fill)
    found = store.transact("us", read)
    store.close()
    both = opened(ledger_url, NEW, OLD)
    assert both.transact("us", read) == found
    both.close()
    moved(ledger_url, NEW, OLD)
    new = opened(ledger_url, NEW)
    assert new.transact("us", read) == found
    new.close()
    with pytest.raises(errors.LedgerError, match="another key"):
        opened(ledger_url, OLD)


def moved(url: str, *keys: str) -> int:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.begin() as connection:
            return encrypt(connection, keys)
    finally:
        engine.dispose()


def test_there_is_nothing_to_encrypt_with_without_a_key(ledger_url: str) -> None:
    opened(ledger_url).close()
    with pytest.raises(errors.LedgerError, match="no key"):
        moved(ledger_url)


def test_what_was_blanked_stays_blank_when_it_is_encrypted(ledger_url: str) -> None:
    plain = opened(ledger_url)
    plain.transact("us", fill)
    plain.transact("us", lambda it: it.forget_participant("kid"))
    before = plain.transact("us", lambda it: (it.enrolment(1), it.sale("499853")))
    plain.close()
    moved(ledger_url, OLD)
    sealed = opened(ledger_url, OLD)
    assert sealed.transact("us", lambda it: (it.enrolment(1), it.sale("499853"))) == before
    sealed.close()


def test_the_keys_are_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITKERN_LEDGER_KEYS", f" {NEW}, {OLD}\n")
    assert keys_of_environment() == (NEW, OLD) == LedgerAt("sqlite://").keys
    assert NEW not in repr(LedgerAt("sqlite://"))


def test_every_table_with_a_column_for_numbers_is_known_to_the_seal() -> None:
    named = {
        table.name for table in metadata.tables.values() if any("uitpas" in c.name for c in table.columns)
    }
    assert named <= {each.table.name for each in PRIVATE}
