"""Invented rows of other event data, and ledgers made of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from comity.exchange import gdelt, icews, mentions, polecat
from comity.exchange.intake import Report, take_in
from comity.ledger import Ledger

Row = dict[str, Any]

GDELT: Row = {
    "GLOBALEVENTID": "700000001", "SQLDATE": "20160312", "Actor1Code": "PERGOV", "Actor1Name": "PRESIDENT",
    "Actor1CountryCode": "PER", "Actor1Type1Code": "GOV", "Actor2Code": "CHL", "Actor2Name": "SANTIAGO",
    "Actor2CountryCode": "CHL", "IsRootEvent": "1", "EventCode": "061", "GoldsteinScale": "6.4",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Arica, Arica y Parinacota, Chile", "ActionGeo_CountryCode": "CI",
    "ActionGeo_Lat": "-18.475", "ActionGeo_Long": "-70.304", "DATEADDED": "20160313001500",
    "SOURCEURL": "https://www.paper.example/a?b=1",
}  # fmt: skip
ICEWS: Row = {
    "Event ID": "30001", "Event Date": "2015-05-01", "Source Name": "Foreign Ministry (Kenya)",
    "Source Sectors": "Government,Executive,Foreign Ministry", "Source Country": "Kenya",
    "Event Text": "Criticize or denounce", "CAMEO Code": "111", "Intensity": "-2.0", "Target Name": "Uganda",
    "Target Sectors": "", "Target Country": "Uganda", "Story ID": "9001", "Sentence Number": "3",
    "Publisher": "The Lake Gazette", "City": "Kisumu", "District": "", "Province": "Kisumu", "Country": "Kenya",
    "Latitude": "-0.1", "Longitude": "34.75",
}  # fmt: skip
POLECAT: Row = {
    "Event ID": "20180101-0001-abc_1", "Event Date": "2018-01-01", "Event Type": "CONSULT", "Event Mode": "visit",
    "Intensity": "4.0", "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic; economic",
    "Actor Name": "Ana Lopez; Peru", "Actor Country": "Peru; Peru", "Actor COW": "135; 135",
    "Primary Actor Sector": "GOV; None", "Actor Sectors": "GOV|LEG; None", "Actor Title": "Minister; None",
    "Actor Name Raw": "Lopez; Lima", "Wikipedia Actor ID": "Q42; 77", "Recipient Name": "Japan",
    "Recipient Country": "Japan", "Recipient COW": "740", "Primary Recipient Sector": "None",
    "Recipient Sectors": "None", "Recipient Title": "None", "Recipient Name Raw": "Tokyo",
    "Wikipedia Recipient ID": "None", "Placename": "Tokyo", "City": "Tokyo", "District": "None", "Province": "Tokyo",
    "Country": "Japan", "Latitude": "35.7", "Longitude": "139.7", "GeoNames ID": "1850147", "Raw Placename": "Tokyo",
    "Feature Type": "PPLC", "Source": "Daily Wave", "Publication Date": "2018-01-02", "Story People": "None",
    "Story Organizations": "None", "Story Locations": "None", "Language": "en", "Version": "NGEC_1",
}  # fmt: skip
MENTION: Row = {
    "GLOBALEVENTID": "700000001", "EventTimeDate": "20160313001500", "MentionTimeDate": "20160314001500",
    "MentionType": "1", "MentionSourceName": "other.example", "MentionIdentifier": "https://other.example/1",
    "SentenceID": "1", "InRawText": "1", "Confidence": "60",
}  # fmt: skip
COLUMNS: Mapping[str, Sequence[str]] = {
    "gdelt1": gdelt.COLUMNS_1, "gdelt2": gdelt.COLUMNS_2, "icews": icews.COLUMNS, "polecat": polecat.COLUMNS,
    "mentions": mentions.COLUMNS,
}  # fmt: skip
SAMPLE = {"gdelt1": GDELT, "gdelt2": GDELT, "icews": ICEWS, "polecat": POLECAT, "mentions": MENTION}


def line(form: str, columns: Sequence[str] | None = None, **changed: str) -> str:
    """The invented row of a format with some cells changed: `line("icews", Event_Date="2015")`."""
    row = SAMPLE[form] | {
        name.replace("_", " ") if form in ("icews", "polecat") else name: v for name, v in changed.items()
    }
    return "\t".join(row.get(column, "") for column in columns or COLUMNS[form])


def header(form: str) -> str:
    return "\t".join(COLUMNS[form])


def written(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def imported(tmp: Path, form: str, *lines: str, ledger: str = "a.ledger") -> tuple[Report, Ledger]:
    """A ledger of a file of these lines, which has a header unless it is GDELT's."""
    titled = lines if form.startswith("gdelt") or form == "jsonl" else (header(form), *lines)
    report = take_in([written(tmp / f"{form}.tsv", *titled)], tmp / ledger, form)
    return report, Ledger(tmp / ledger)


def rows(ledger: Ledger, kind: str) -> list[Row]:
    return list(ledger.rows(kind))


def event(tmp: Path, form: str, **changed: str) -> Row:
    """The one event that the invented row gives with some cells changed."""
    _, ledger = imported(tmp, form, line(form, **changed))
    (found,) = rows(ledger, "events")
    return found


def sides(row: Row) -> list[tuple[str, str, list[str]]]:
    """Name, country and sectors of the first actor and the first recipient; nothing for nobody."""
    return [(e["name"], e["country"], e["sectors"]) for side in ("actor", "recipient") for e in row[side][:1]]


def told(ledger: Ledger, *columns: str) -> list[tuple[Any, ...]]:
    """What a format can carry of the events, in an order of its own."""
    return sorted((tuple(row[column] for column in columns) for row in ledger.rows("events")), key=repr)


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def dicts(path: Path, columns: Iterable[str] = ()) -> list[dict[str, str]]:
    """A file's rows by column; by its own header where no columns are given."""
    found = table(path)
    names = list(columns) or found.pop(0)
    return [dict(zip(names, row, strict=True)) for row in found]
