"""Files of activities: all of one, or everything that is wrong with it, each with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from uitkern import (
    AdjustedDays,
    Ages,
    Audience,
    Childcare,
    ClosedDays,
    Euro,
    OpeningHours,
    Periodic,
    Permanent,
)
from uitkern.adapters.files.activities import Told, read_activities
from uitkern.adapters.files.rows import BadFile

PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"


def read(folder: Path, name: str, text: str | bytes, known: tuple[str, ...] = ()) -> Told:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_activities(path, known)


def faults(folder: Path, name: str, text: str | bytes) -> list[str]:
    with pytest.raises(BadFile) as bad:
        read(folder, name, text)
    assert str(bad.value).startswith(f"{name}: {len(bad.value.faults)} problem")
    return [str(fault) for fault in bad.value.faults]


TOO_LONG = (
    "line 3: name: must be at most 90 characters, the limit of UiTdatabank "
    "(/name/nl: Maximum string length is 90, found 91)"
)
HEADER = (
    "id;name;price;tariffs;start;end;place;labels;ages;audience;link;phone;registration_from;cancelled;type"
)
CSV = f"""{HEADER}
a;Kamp A;12.50;Broer=8.00|Zus=7;2031-07-01T09:00|2031-07-02T09:00;2031-07-01T12:00|2031-07-02T12:00;{PLACE};\
sport|kamp;6-12;schools;https://example.be;09 1;2031-06-01T08:00;nee;sports
b;"Kamp; B";0;;2031-07-01T09:00+00:00;2031-07-01T12:00Z;;;-12;members;;;;ja;

"""


def test_a_csv_is_read_in_brussels_time_with_its_own_separator(tmp_path: Path) -> None:
    told = read(tmp_path, "list.csv", b"\xef\xbb\xbf" + CSV.encode(), ("sports",))

    one, other = told.activities
    assert (one.id, one.name, one.price, one.type_id, one.labels) == (
        "a",
        "Kamp A",
        Euro(1250),
        "sports",
        ("sport", "kamp"),
    )
    assert [each.price.cents for each in one.prices or ()] == [800, 700]
    assert [slot.start.isoformat() for slot in one.slots] == [
        "2031-07-01T09:00:00+02:00",
        "2031-07-02T09:00:00+02:00",
    ]
    assert (one.ages, one.audience, one.cancelled) == (Ages(6, 12), Audience.EDUCATION, False)
    assert one.link is not None
    assert (one.link.url, one.link.phone) == ("https://example.be", "09 1")
    assert one.registration is not None
    assert one.registration.closes is None
    assert (other.name, other.price, other.ages, other.cancelled) == (
        "Kamp; B",
        Euro(0),
        Ages(None, 12),
        True,
    )
    assert other.slots[0].start.isoformat() == "2031-07-01T09:00:00+00:00"


YAML = f"""
types:
  - id: sports
    name: Sport
    price: 12.50
    place: {PLACE}
    labels: [sport]
    contact_email: [a@example.be, b@example.be]
activities:
  - id: a
    name: Kamp
    type: sports
    names: {{fr: Camp, en: ~}}
    slots:
      - {{start: 2031-07-01T09:00, end: 2031-07-01T12:00, childcare: {{start: "8:00"}}, overnight: yes}}
    tariffs:
      - Broer=8.00
      - {{name: Groep, price: 5, group: yes, translations: {{fr: Groupe}}}}
    pictures:
      - {{id: {PLACE}, description: Spelen, copyright: Wij}}
  - id: b
    name: Les
    type: sports
    period_from: 2031-09-01
    period_until: 2032-06-30
    hours: [monday, "friday 13:00-14:00"]
    closed: [2031-11-01..2031-11-07, {{start: 2031-12-25, note: Kerst}}]
    adjusted:
      - {{start: 2031-12-01, end: 2031-12-05, hours: daily 10:00-11:00, note: Sint}}
  - id: c
    name: Altijd
    permanent: yes
    hours:
      - {{opens: "9:00", closes: "12:00", days: [monday], childcare: {{end: "13:00"}}}}
      - {{opens: "13:00", closes: "14:00"}}
"""


def test_yaml_says_everything_an_activity_and_a_type_can_say(tmp_path: Path) -> None:
    told = read(tmp_path, "list.yaml", YAML.replace('[monday, "friday', '["monday 9:00-10:00", "friday'))

    (sports,) = told.types
    assert (sports.price, sports.labels) == (Euro(1250), ("sport",))
    one, other, third = told.activities
    assert one.names == (("fr", "Camp"),)
    assert one.slots[0].childcare == Childcare("08:00")
    assert one.slots[0].overnight
    assert one.prices is not None
    assert [(each.name, each.group, each.translations) for each in one.prices] == [
        ("Broer", False, ()),
        ("Groep", True, (("fr", "Groupe"),)),
    ]
    assert one.pictures is not None
    assert one.pictures[0].copyright == "Wij"
    assert other.hours == Periodic(
        date(2031, 9, 1),
        date(2032, 6, 30),
        [OpeningHours("09:00", "10:00", ["monday"]), OpeningHours("13:00", "14:00", ["friday"])],
        [AdjustedDays(date(2031, 12, 1), date(2031, 12, 5), [OpeningHours("10:00", "11:00")], "Sint")],
        [
            ClosedDays(date(2031, 11, 1), date(2031, 11, 7)),
            ClosedDays(date(2031, 12, 25), date(2031, 12, 25), "Kerst"),
        ],
    )
    assert isinstance(third.hours, Permanent)
    assert third.hours.hours[0].childcare == Childcare(end="13:00")


def test_everything_that_is_wrong_with_a_csv_is_in_one_report(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        "bad.csv",
        "id,name,type,price,start,end,place,colour,price\n"
        'a,Kamp A,sports,"12,50",2031-02-30T09:00,2031-07-01T12:00,nowhere,red,1\n'
        f"a,{'x' * 91},,10,2031-07-01T09:00,2031-07-01T08:00,,,\n"
        "c,,,ten,,,,,\n"
        "d,Kamp\n",
    )

    assert [line.partition("; there are")[0] for line in found] == [
        "line 1: price: stands in the header more than once",
        "line 1: colour: is no column",
        "line 2: start: must be a date and time that exists, such as 2027-07-05T09:00",
        "line 2: place: must be the id UiTdatabank gave it, a UUID",
        "line 2: type: there is no activity type 'sports'",
        "line 3: id: 'a' stands on line 2 already",
        "line 3: end: must not be before start",
        TOO_LONG,
        "line 4: name: is missing",
        "line 4: price: must be an amount in euro such as 12 or 12.50, not below 0",
        "line 5: has 2 cells where the header has 9",
    ]


def test_a_price_with_a_comma_is_refused_because_it_may_be_a_thousand(tmp_path: Path) -> None:
    assert faults(tmp_path, "bad.csv", "id;name;price\na;Kamp;12,50\nb;Kamp;1.000,00\n") == [
        "line 2: price: must be an amount in euro such as 12 or 12.50, not below 0",
        "line 3: price: must be an amount in euro such as 12 or 12.50, not below 0",
    ]


def test_lines_are_those_of_the_file_also_where_a_text_has_several(tmp_path: Path) -> None:
    text = 'id,name,description,capacity\na,Kamp,"een\ntwee\ndrie",5\n\nb,Kamp,"een\ntwee",veel\n'

    assert faults(tmp_path, "bad.csv", text) == ["line 6: capacity: must be a whole number"]


BAD_YAML = """activities:
  - id: a
    name: Kamp
    colour: red
    names: Frans
    slots: [{start: 2031-07-01T09:00}, {start: 2031-07-01T09:00, end: 2031-07-01T10:00, mood: good}]
    tariffs: [Broer 8.00, {name: Zus}]
    ages: zes tot twaalf
    audience: iedereen
    publish: misschien
    hours: altijd
    id: b
  - zomaar iets
  - id: c
    name: [een, lijst]
    period_from: 2031-01-01
    closed: {start: morgen}
    labels: [a, {b: c}]
    tariffs: {a: b}
    slots: nu
  - id: d
    name: Les
    hours: monday 9:00-12:00
  - id: e
    name: Twee bases
    price: 5
    tariffs: [{price: 6, base: yes}]
    start: [2031-01-01T09:00, 2031-01-02T09:00]
    end: [2031-01-01T10:00]
prices: []
types:
  - id: [a]
"""


def test_everything_that_is_wrong_with_a_yaml_is_in_one_report(tmp_path: Path) -> None:
    found = [line.partition("; there are")[0] for line in faults(tmp_path, "bad.yml", BAD_YAML)]

    assert found == [
        "line 4: colour: is no field",
        "line 5: names: must name a text for each language, such as fr: ...",
        "line 6: slots: must have end",
        "line 7: tariffs: must be a name and an amount, such as Broer of zus=8.00",
        "line 8: ages: must be a range such as 6-12, 6- or -12",
        "line 9: audience: must be everyone, members or schools",
        "line 10: publish: must be yes or no",
        "line 11: hours: must be days and hours, such as monday,friday 09:00-12:00",
        "line 12: id: stands there more than once",
        "line 13: must have fields, such as id and name",
        "line 15: name: must be a text",
        "line 17: closed: must be a list",
        "line 18: labels: must be a text",
        "line 19: tariffs: must be a list",
        "line 20: slots: must have fields: cancelled, childcare, end, overnight, sold_out, start",
        "line 23: hours: goes with period_from and period_until, or with permanent",
        "line 27: tariffs: /priceInfo: At most 1 array items must match schema (category base), found 2",
        "line 29: end: must name as many moments as start",
        "line 30: prices: is neither activities nor types",
        "line 32: id: must be a text",
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("list.txt", "id", "line 1: must be a .csv, .yaml or .yml file"),
        ("list.csv", "", "line 1: id: is missing from the header"),
        ("list.csv", "id,name\n", "line 1: holds no activity"),
        ("list.csv", b"id,name\na,caf\xe9\n", "line 2: must be written in UTF-8"),
        ("list.csv", 'id,name\na,"open\n', "line 2: is no CSV: unexpected end of data"),
        ("list.yaml", "", "line 1: holds no activity"),
        (
            "list.yaml",
            "activities: [",
            "line 1: is no YAML: expected the node content, but found '<stream end>'",
        ),
        ("list.yaml", "a: &x 1\nb: *x\n", "line 2: must not use an alias (*)"),
        ("list.yaml", "id: \x07", "line 1: is no YAML: it holds characters that no text has"),
        ("list.yaml", "[" * 1000 + "]" * 1000, "line 1: is nested too deep"),
        ("list.yaml", "- name: Kamp\n", "line 1: id: is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    assert faults(tmp_path, name, text)[0] == said


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read: No such file or directory"):
        read_activities(tmp_path / "none.csv")
