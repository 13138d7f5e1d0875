"""Builds src/comity/data/actors/leaders.csv from lists of leaders: `build_leaders.py REFERENCE_FOLDER`.

REFERENCE_FOLDER holds countryinfo_2012.txt (CC BY-SA 3.0), reign_leaders_1950_2021.csv (REIGN: Bell, Besaw,
Frank 2021), factbook_leaders_2014_2026.csv (public domain), wikidata_2021_2022.csv (CC0) and
g20_asean_2026/ (CC BY-SA 4.0). The hand-kept officials.csv goes first: its names and dates win.
People of one country are the same where the words of one name are, but for spelling, among the other's.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from comity.actors.forms import plain, words_of

DATA = Path(__file__).resolve().parents[2] / "src/comity/data/actors"
COLUMNS = (
    "person", "name", "surname", "forms", "country", "office", "title", "sector", "from", "until", "wikidata", "source",
)  # fmt: skip
LAST_SEEN = "2026-01"  # factbook rows seen until then are still in office
SURNAME_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP"}
PARTICLES = {
    "al",
    "el",
    "de",
    "da",
    "do",
    "dos",
    "di",
    "van",
    "von",
    "der",
    "den",
    "du",
    "la",
    "le",
    "bin",
    "ibn",
    "ben",
    "ould",
    "bint",
}
HONORIFICS = {
    "sir",
    "dr",
    "general",
    "gen",
    "col",
    "colonel",
    "lt",
    "major",
    "maj",
    "sheikh",
    "prince",
    "princess",
    "king",
    "queen",
    "dame",
    "lord",
    "mr",
    "mrs",
    "ms",
    "h",
    "e",
    "ret",
    "brigadier",
    "captain",
    "admiral",
    "hajji",
    "haji",
    "dato",
    "seri",
    "tan",
    "tun",
    "the",
    "marshal",
    "field",
}
TAGS = [
    (r"^<Prime.?Ministers?>", "prime minister"),
    (r"^<Premiers?>", "prime minister"),
    (r"^<Chancellors>", "chancellor"),
    (r"^<Chair(man|men) of the council of ministers", "prime minister"),
    (r"^<Presidents? of the council of ministers", "prime minister"),
    (r"^<Presidents?>", "president"),
    (r"^<Presidents? of the (revolutionary|presidency|state|governing|collective|supreme)", "president"),
    (r"^<(Heads? of state|Chair|Supreme|Revolutionary|Presidential|Provisional|Military|Leader)", "leader"),
    (r"^<(Secretar|General secretar|First secretar)", "general secretary"),
    (r"^<(Kings?|Sultans?|Emirs?|Emperor|Shah|Sovereign|Princes|Grand|Rulers?|Queens?|KINGS)", "monarch"),
]
TITLES = [
    (r"(?:Executive |Acting |Interim |Transitional )?President", "president"),
    (r"(?:Acting |Interim |Caretaker |Transitional )?Prime Minister", "prime minister"),
    (r"(?:Acting )?Premier", "prime minister"),
    (r"(?:Federal |Acting )?Chancellor", "chancellor"),
    (r"King|Queen|Amir|Sultan|Emperor|Grand Duke|Prince", "monarch"),
    (r"Supreme Leader", "supreme leader"),
    (r"Taoiseach", "prime minister"),
    (r"State President", "president"),
]
POSITIONS = [
    (r"^President of the (Government|Council of Ministers)", "prime minister"),
    (r"^(Acting |Interim )?President of (?!the (European|National|Swiss|State Affairs))", "president"),
    (r"[Pp]rime [Mm]inister", "prime minister"),
    (r"^Premier", "prime minister"),
    (r"Taoiseach", "prime minister"),
    (r"^(Federal )?Chancellor of", "chancellor"),
    (r"^(King|Queen|[Mm]onarch|Emir|Amir|Sultan|Emperor|Grand Duke|Prince) ", "monarch"),
]
STYLES = ("Sultan", "Emir", "Emperor", "Shah", "Grand Duke", "Prince", "King", "Queen")
DISTINCT = [  # names of different people, which their consonants do not tell apart
    {"hussein", "hussain", "husain", "husayn", "hossein", "hoseyn"},
    {"mahmoud", "mahmud", "mahmood", "mohamud"},
]
HEADS = {
    "president",
    "prime minister",
    "chancellor",
    "supreme leader",
    "general secretary",
    "paramount leader",
    "leader",
}
CAPITALS = r"(?:Mc|Mac|[A-Za-z]['’]|[a-zA-Z]{2,3}-)?[^\W\da-zß-ÿ](?:[^\W\da-zß-ÿ]|['’-])+"
MINISTRIES = [
    (r"^(Minister of|Secretary of State for)?.*Foreign (and Commonwealth )?Affairs", "foreign minister"), (r"^Secretary of State$", "foreign minister"),
    (r"^(Minister|Secretary) (of|for) (National )?Def[ea]nse$", "defence minister"), (r"^Minister (of|for) Finance$", "finance minister"),
    (r"^Minister (of|for) (the )?Interior$", "interior minister"), (r"^Minister (of|for) (Oil|Petroleum|Energy)$", "oil minister"), (r"^Minister of Trade$", "trade minister"),
]  # fmt: skip
OTHER_COW = {
    "910": "PNG",
    "255": "DEU",
    "260": "DEU",
    "265": "DEU",
    "345": "SRB",
    "315": "CZE",
    "678": "YEM",
    "679": "YEM",
    "680": "YEM",
    "816": "VNM",
    "817": "VNM",
    "365": "RUS",
    "626": "SSD",
    "347": "KOS",
}


@dataclass
class Record:
    country: str
    name: str
    office: str
    since: str
    until: str  # "?" not known, "" still held
    source: str
    surname: str = ""
    wikidata: str = ""
    forms: list[str] = field(default_factory=list)
    title: str = ""


@dataclass
class Somebody:
    country: str
    name: str
    surname: str
    forms: dict[str, None]
    tenures: list[Record]
    wikidata: str = ""
    by_hand: bool = False
    key: str = ""
    given: tuple[str, ...] = ()

    @property
    def names(self) -> list[list[str]]:
        return [content(n) for n in (self.name, *self.forms)]


@cache
def content_of(name: str) -> tuple[str, ...]:
    return tuple(
        w for w in words_of(name.replace("-", " ")) if w not in PARTICLES | HONORIFICS and len(w) > 1
    )


def content(name: str) -> list[str]:
    return list(content_of(name))


@cache
def skeleton(word: str) -> str:
    """What transliterations agree on: "aleksey" and "alexei" are both "alks"."""
    for pattern, letter in (
        ("x", "ks"),
        ("zh", "j"),
        ("[yj]", "i"),
        ("c(?!h)|q|ck", "k"),
        ("w", "v"),
        ("(?<=.)h", ""),
        ("z", "s"),
    ):
        word = re.sub(pattern, letter, word)
    return word[:1] + re.sub(r"[aeiou]|(.)(?=\1)", "", word[1:])


@cache
def alike(a: str, b: str) -> bool:
    """Two spellings of one word; "Ivanov" and the patronymic "Ivanovich" are not."""
    if a == b:
        return True
    if any({a, b} & group and not {a, b} <= group for group in DISTINCT):
        return False
    if min(len(a), len(b)) < 4 or a.endswith("ich") != b.endswith("ich"):
        return False
    if len(skeleton(a)) >= 3 and skeleton(a) == skeleton(b):
        return True
    return SequenceMatcher(None, a, b).ratio() >= 0.8


def within(a: list[str], b: list[str]) -> int:
    """How many words of the shorter name are in the longer, each counted once; 0 unless all are."""
    short, long = sorted((a, b), key=len)
    if short and "".join(short) == "".join(long):
        return max(2, len(short))
    left = list(long)
    for word in short:
        found = next((w for w in left if alike(word, w)), None)
        if found is None:
            return 0
        left.remove(found)
    return len(short)


def year(date: str, other: float) -> float:
    return (
        int(date[:4]) + (int(date[5:7]) - 1) / 12
        if re.match(r"\d{4}", date) and len(date) >= 7
        else float(date[:4]) + 0.5
        if date[:4].isdigit()
        else other
    )


def apart(a: Record, b: Record) -> float:
    """Years between two tenures; 0 where they overlap."""
    return max(
        0.0,
        year(a.since, 1900) - year(b.until, year(b.since, 2030) + 5),
        year(b.since, 1900) - year(a.until, year(a.since, 2030) + 5),
    )


def same(person: Somebody, record: Record) -> bool:
    if record.wikidata and record.wikidata == person.wikidata:
        return True
    nearest = min(apart(t, record) for t in person.tenures)
    for mine in person.names:
        for theirs in [content(n) for n in (record.name, *record.forms)]:
            words = within(mine, theirs)
            if (words >= 2 and nearest < 30) or (
                words == 1 and nearest < (3 if mine[-1:] == theirs[-1:] else 1)
            ):
                return True
    return False


# Readers


def written(capitals: str) -> str:
    """JEAN-CLAUDE_DUVALIER_ -> Jean-Claude Duvalier."""
    words = " ".join(reversed(capitals.strip().strip("_- ").replace("_", " ").split(","))).split()
    return " ".join(cased(w, i) for i, w in enumerate(words))


def cased(word: str, position: int) -> str:
    lower = word.lower()
    if position and lower in PARTICLES - {"ben", "le", "la", "du"}:
        return lower
    if re.fullmatch(r"[IVX]+", word):
        return word
    parts = re.split(r"([-'])", lower)
    word = "".join(
        p if p in ("al", "el", "ul", "s") and len(parts) > 1 and n else p.capitalize()
        for n, p in enumerate(parts)
    )
    word = re.sub(r"^(Al|El)-", lambda m: m[0].lower() if position else m[0], word)
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), word)


def iso_date(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if digits[4:6] not in ("00",) else digits[:4]


def countryinfo(path: Path) -> tuple[list[Record], dict[str, str], dict[str, str]]:
    text = path.read_bytes().decode("latin-1")
    records, cow, gec = [], dict(OTHER_COW), {}
    for block in re.findall(r"<Country>(.*?)(?=<Country>|\Z)", text, re.S):
        code = re.search(r"<CountryCode>\s*([A-Z]{3})\s*</", block)
        if not code:
            continue
        for tag, table in (("COW-Numeric", cow), ("FIPS-10", gec)):
            if found := re.search(rf"<{tag}>\s*(\w+)", block):
                table.setdefault(found[1].lstrip("0") if table is cow else found[1].lower(), code[1])
        records += [*leaders_of(code[1], block), *ministers_of(code[1], block)]
    return records, cow, gec


def leaders_of(country: str, block: str) -> Iterator[Record]:
    office = style = ""
    section = re.search(r"<Leaders>(.*?)</Leaders>", block, re.S)
    for line in section[1].splitlines() if section else []:
        line = line.strip()
        if line.startswith("<"):
            office = (
                next((o for pattern, o in TAGS if re.match(pattern, line)), "")
                if not line.startswith("</")
                else ""
            )
            style = next((t for t in STYLES if t.upper() in line.upper()), "") if office == "monarch" else ""
            continue
        names = re.match(r"([^\[#]+)\[", line)
        if not office or not names:
            continue
        spellings = [written(n) for n in re.findall(r"\{([^}]+)\}", names[1]) or [names[1]]]
        for since, until in re.findall(r"\[(\d{8}) ?- ?(\d{8})\]", line):
            yield Record(
                country,
                spellings[0],
                office,
                iso_date(since),
                iso_date(until),
                "CountryInfo 2012",
                forms=spellings[1:],
                title=style,
            )
        for since in re.findall(r"\[>(\d{8})\]", line):
            yield Record(
                country,
                spellings[0],
                office,
                iso_date(since),
                "?",
                "CountryInfo 2012",
                forms=spellings[1:],
                title=style,
            )


def ministers_of(country: str, block: str) -> Iterator[Record]:
    section = re.search(r"<Government>(.*?)</Government>", block, re.S)
    for line in section[1].splitlines() if section else []:
        head, _, title = line.strip().partition("#")
        title = title.strip(" _")
        names = re.match(r"([^\[#]+)\[", head)
        office = next((o for pattern, o in MINISTRIES if re.match(pattern, title)), "")
        if (
            not names
            or not office
            or "&" in title
            or "," in title
            or re.search(r"State|Deputy|Vice|Shadow", title.replace("Secretary of State", ""))
        ):
            continue
        spellings = [written(n) for n in re.findall(r"\{([^}]+)\}", names[1]) or [names[1]]]
        periods = re.findall(r"\[[A-Z]+ (?:([<>])(\d{8})|(\d{8}) ?- ?(\d{8}))\]", head)
        for sign, edge, since, until in periods:
            since, until = (
                ("20030101", edge) if sign == "<" else (edge, "20110228") if sign == ">" else (since, until)
            )
            yield Record(
                country,
                spellings[0],
                office,
                iso_date(since)[:7],
                iso_date(until)[:7],
                "CountryInfo 2012 (CIA World Leaders)",
                forms=spellings[1:],
            )


def reign(path: Path, cow: dict[str, str]) -> Iterator[Record]:
    for row in csv.DictReader(path.open(encoding="cp1252", errors="replace")):
        country = cow.get(row["ccode"])
        if not country or not row["syear"]:
            continue
        since = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate'] or 1):02d}"
        until = f"{row['eyear']}-{int(row['emonth']):02d}" if row["eyear"] else "?"
        name = re.sub(r"\s*\(.*|\s+$", "", row["leader"])
        if re.search(r"Junta|Council|Committee|Government|Commission", name):
            continue
        yield Record(country, name, "leader", since, until, "REIGN 2021")


def factbook(path: Path, gec: dict[str, str], iso: dict[str, str]) -> Iterator[Record]:
    for row in csv.DictReader(path.open(encoding="utf-8")):
        country = iso.get(row["country"].lower()) or gec.get(row["gec_code"])
        parsed = title_and_name(row["title_and_name"])
        if not country or not parsed or not row["since"]:
            continue
        office, name, surname = parsed
        seen = row["last_seen"]
        until = (
            ""
            if seen >= LAST_SEEN
            else "?"
            if "2017-02" <= seen <= "2017-04" or "2015-11" <= seen < "2015-12"
            else seen
        )
        yield Record(country, name, office, row["since"], until, "World Factbook 2014-2026", surname=surname)


def title_and_name(text: str) -> tuple[str, str, str] | None:
    text = re.sub(r'"+[^"]*"+|\([^)]*\)', "", text)
    text = re.split(r"[,;]| and | of | also | elected| since", text)[0].strip()
    for pattern, office in TITLES:
        if found := re.match(rf"(?:{pattern}) (?!Minister|General|Designate)", text):
            return name_in_capitals(office, text[found.end() :])
    return None


def name_in_capitals(office: str, text: str) -> tuple[str, str, str] | None:
    words = [w for w in text.split() if w.lower().strip(".") not in HONORIFICS and not w.startswith("(")]
    capital = [
        i for i, w in enumerate(words) if re.fullmatch(CAPITALS, w) and not re.fullmatch(r"[A-Z]\.|[IVX]+", w)
    ]
    if not capital or len(words) > 7:
        return None
    first = capital[0]
    while first and words[first - 1].lower() in PARTICLES:
        first -= 1
    surname = " ".join(
        cased(w, 1) if w.isupper() or i in capital else w
        for i, w in enumerate(words)
        if first <= i <= capital[-1]
    )
    name = " ".join(cased(w, n) if n in capital else w for n, w in enumerate(words))
    return office, name, surname


def wikidata(path: Path, iso: dict[str, str]) -> Iterator[Record]:
    for row in csv.DictReader(path.open(encoding="utf-8")):
        country = iso.get(row["country"].lower())
        office = next((o for pattern, o in POSITIONS if re.search(pattern, row["positionLabel"])), "")
        if (
            not country
            or not office
            or not row["start_year"]
            or re.fullmatch(r"Q\d+", row["officeholderLabel"])
            or int(row["start_year"]) < 1990
        ):
            continue
        until = row["end_year"] or "?"
        yield Record(
            country,
            row["officeholderLabel"],
            office,
            row["start_year"],
            until,
            "Wikidata 2021-2022",
            wikidata=row["officeholder"],
        )


def g20(folder: Path, iso: dict[str, str]) -> Iterator[Record]:
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        country = iso.get(said["country"]["name_en"].lower())
        for position in said["positions"].values():
            holder = position.get("current_holder") or {}
            office = next(
                (
                    o
                    for p, o in [*TITLES, (r"Monarch", "monarch")]
                    if re.match(rf"(?:{p})\b", position.get("title_en") or "")
                ),
                "",
            )
            if country and holder.get("name_en") and holder.get("since") and office:
                yield Record(
                    country,
                    holder["name_en"],
                    office,
                    holder["since"],
                    "",
                    "Wikipedia and Wikidata 2026",
                    wikidata=holder.get("wikidata_id") or "",
                )


# Joining


def by_hand() -> list[Somebody]:
    people: dict[str, Somebody] = {}
    for row in csv.DictReader((DATA / "officials.csv").open(encoding="utf-8")):
        tenure = Record(row["country"], row["name"], row["office"], row["from"], row["until"], row["source"])
        one = people.setdefault(
            row["person"],
            Somebody(
                row["country"], row["name"], row["surname"], {}, [], row["wikidata"], True, row["person"]
            ),
        )
        one.forms |= dict.fromkeys(f for f in row["forms"].split("|") if f)
        one.given = tuple(one.forms)
        one.tenures.append(tenure)
    return list(people.values())


def join(records: list[Record]) -> list[Somebody]:
    people = by_hand()
    pool: dict[str, list[Somebody]] = defaultdict(list)
    for one in people:
        for country in {t.country for t in one.tenures}:
            pool[country].append(one)
    hand = [t for one in people for t in one.tenures]
    for record in records:
        found = [p for p in pool[record.country] if same(p, record)]
        if found:
            add(min(found, key=lambda p: min(apart(t, record) for t in p.tenures)), record)
        elif not any(contradicts(t, record) for t in hand):
            one = Somebody(
                record.country,
                record.name,
                record.surname,
                dict.fromkeys(record.forms),
                [record],
                record.wikidata,
            )
            people.append(one)
            pool[record.country].append(one)
    return people


def contradicts(tenure: Record, record: Record) -> bool:
    """The hand-kept table gives the same office at that time to somebody else."""
    if tenure.country != record.country or not (
        tenure.office == record.office or (record.office == "leader" and tenure.office in HEADS)
    ):
        return False
    end = year(record.until, year(record.since, 1900) + 0.2)
    middle = (year(record.since, 1900) + end) / 2
    return year(tenure.since, 1900) <= middle <= year(tenure.until, 2100)


def add(one: Somebody, record: Record) -> None:
    one.wikidata = one.wikidata or record.wikidata
    one.surname = one.surname or record.surname
    if len(content(record.name)) > 1:
        one.forms |= dict.fromkeys([record.name, *record.forms])
    if record.surname and record.surname not in one.surname.split("|"):
        one.surname += "|" + record.surname if one.surname else record.surname
    for tenure in one.tenures:
        if (
            tenure.country == record.country
            and apart(tenure, record) < 0.5
            and (tenure.office == record.office or record.office == "leader")
        ):
            refine(tenure, record)
            return
    one.tenures.append(record)


def refine(tenure: Record, record: Record) -> None:
    """Days for years, an end where none was known, and the last sighting of one still in office."""
    if len(record.since) > len(tenure.since) and record.since.startswith(tenure.since):
        tenure.since = record.since
    longer = len(record.until) > len(tenure.until) and record.until.startswith(tenure.until)
    if tenure.until == "?" or (tenure.until and longer):
        tenure.until = record.until
    seen_later = record.source.startswith("World Factbook") and record.until != "?"
    if seen_later and record.office == tenure.office and tenure.until not in ("", "?"):
        tenure.until = "" if not record.until else max(tenure.until, record.until)
    tenure.title = tenure.title or record.title


def close(people: list[Somebody]) -> None:
    """An end that no list gives is the day on which the next one took the office."""
    held = defaultdict(list)
    for one in people:
        for tenure in one.tenures:
            held[tenure.country, tenure.office].append((tenure.since, one.name, tenure))
    for tenures in held.values():
        tenures.sort(key=lambda t: t[0])
        for i, (since, name, tenure) in enumerate(tenures):
            if tenure.until == "?":
                later = [t[0] for t in tenures[i + 1 :] if t[1] != name and t[0] > since]
                tenure.until = (
                    later[0]
                    if later
                    else {"CountryInfo 2012": "2012-01", "REIGN 2021": "2021-02"}.get(
                        tenure.source, "2022-10"
                    )
                )


def surname_of(one: Somebody) -> str:
    words = [
        w for w in one.name.split() if not re.fullmatch(r"\w\.?|(\w\.)+", w) and w.lower() not in HONORIFICS
    ]
    if len(words) < 2 or re.fullmatch(r"[IVX]+|Jr\.?", words[-1]):
        return one.name
    if one.country in SURNAME_FIRST and (one.country != "SGP" or len(words) > 2):
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def short_forms(one: Somebody) -> Iterator[str]:
    """Without the names in the middle: "Dmitriy Anatolyevich Medvedev" -> "Dmitriy Medvedev"."""
    for name in (one.name, *one.forms):
        yield name
        words = name.split()
        if (
            len(words) > 2
            and one.country not in SURNAME_FIRST
            and not set(map(str.lower, words)) & (PARTICLES - {"de"})
        ):
            yield f"{words[0]} {words[-1]}"


def rows(people: list[Somebody]) -> Iterator[list[str]]:
    keys: dict[str, int] = defaultdict(int)
    for one in people:
        key = one.key or "-".join(words_of(one.name))
        keys[key] += 1
        if keys[key] > 1 and not one.by_hand:
            key = f"{key}-{one.country.lower()}{keys[key] if keys[key] > 2 else ''}"
        surname = one.surname or surname_of(one)
        forms = [f for f in dict.fromkeys(short_forms(one)) if f != one.name and len(content(f)) > 1]
        known = {plain(f).lower() for f in (one.name,)}
        forms = [f for f in forms if not (plain(f).lower() in known or known.add(plain(f).lower()))]  # type: ignore[func-returns-value]
        new = [t for t in one.tenures if not (one.by_hand and t.source.startswith("general"))]
        if one.by_hand:
            forms = [f for f in forms if f not in one.given]
        if one.by_hand and not new:
            new = (
                [
                    Record(
                        one.country,
                        one.name,
                        "",
                        "",
                        "",
                        "spellings: CountryInfo 2012, World Factbook, Wikidata",
                    )
                ]
                if forms or one.wikidata
                else []
            )
        for tenure in sorted(new, key=lambda t: t.since):
            yield [
                key,
                one.name,
                surname,
                "|".join(forms),
                tenure.country,
                tenure.office,
                tenure.title,
                "",
                tenure.since,
                tenure.until,
                one.wikidata,
                tenure.source,
            ]


def iso_names() -> dict[str, str]:
    table = {}
    for row in csv.DictReader((DATA / "states.csv").open(encoding="utf-8")):
        if row["key"] != row["country"] and not row["successor"]:
            continue  # a dependency's premier is not the state's
        for name in (row["name"], *row["aliases"].split("|")):
            table.setdefault(name.lower(), row["country"])
    return table


def main(reference: str) -> None:
    folder, iso = Path(reference), iso_names()
    info, cow, gec = countryinfo(folder / "countryinfo_2012.txt")
    heads = [r for r in info if "World Leaders" not in r.source]
    ministers = [r for r in info if "World Leaders" in r.source]
    records = [*g20(folder / "g20_asean_2026", iso), *wikidata(folder / "wikidata_2021_2022.csv", iso),
               *factbook(folder / "factbook_leaders_2014_2026.csv", gec, iso), *heads,
               *reign(folder / "reign_leaders_1950_2021.csv", cow), *ministers]  # fmt: skip
    states = set(iso.values())
    people = join([record for record in records if record.country in states])
    close(people)
    with (DATA / "leaders.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(people))


if __name__ == "__main__":
    main(*sys.argv[1:])
