"""The tables of codes hold together: what they say is PLOVER's, and leads back."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from comity.analyse.countries import names
from comity.exchange import codes

DATA = files("comity") / "data" / "codebooks" / "plover"
CODEBOOK = yaml.load((DATA / "events.yaml").read_text("utf-8"), yaml.CSafeLoader)["events"]
ISSUES = yaml.load((DATA / "issues.yaml").read_text("utf-8"), yaml.CSafeLoader)["issues"]
SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
}  # fmt: skip
# CAMEO's yielding (080) is both of PLOVER's, and comes back as the first.
NOT_BACK = {("RETREAT", ""), ("RETREAT", "resign")}

MEANT = [
    ("112", "112"), ("1124", "1124"), ("042", "042"), ("04", "04"), ("42", "042"), ("10", "010"), ("20", "020"),
    ("311", "0311"), ("100", "100"), ("13y", "13"), ("1129", "112"), ("43.0", "043"), ("7", "07"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), MEANT)
def test_a_code_is_read_however_it_was_written(written: str, code: str) -> None:
    found = codes.cameo_meant(written)
    assert found is not None and found.code == code


@pytest.mark.parametrize("written", ["", "---", "X", "999", "00", "13 March", "12345", "١٢٣"])
def test_what_is_no_code_is_none(written: str) -> None:
    assert codes.cameo_meant(written) is None


def test_plover_is_as_in_the_codebook() -> None:
    listed = {key: (found.quad, found.scale) for key, found in codes.plover().items() if not key[2]}
    scored = {(event, "", ""): (told["quad"], told["scale"]) for event, told in CODEBOOK.items()}
    for event, told in CODEBOOK.items():
        scored |= {(event, m, ""): (told["quad"], mode["scale"]) for m, mode in told.get("modes", {}).items()}
    assert listed == scored


def test_every_code_of_cameo_is_an_event_or_a_statement() -> None:
    assert len(codes.cameo()) > 300
    for code in codes.cameo().values():
        assert ((code.event, code.mode, code.aux) in codes.plover()) != bool(code.act), code
        assert code.act in ("", "assess", "deny") and (code.act == "") == (code.code[:2] != "01")
        assert set(code.context) <= {name for name, issue in ISSUES.items() if issue.get("plover", True)}, (
            code
        )
        assert -10 <= code.goldstein <= 10 and code.name


def test_every_code_has_its_shorter_one() -> None:
    for code in codes.cameo():
        assert len(code) == 2 or code[:-1] in codes.cameo()


@pytest.mark.parametrize("key", codes.plover(), ids=" ".join)
def test_every_category_and_mode_goes_to_cameo_and_back(key: tuple[str, str, str]) -> None:
    code = codes.cameo()[codes.plover()[key].cameo]
    assert (code.event == key[0]) != (key[:2] in NOT_BACK)
    assert code.aux == key[2]


@pytest.mark.parametrize(
    ("event", "aux", "code"),
    [("AID", "historical", "070"), ("CONCEDE", "future", "035"), ("AID", "future", ""), ("AID", "negated", ""), ("X", "", "")],
)  # fmt: skip
def test_cameo_says_only_what_happened(event: str, aux: str, code: str) -> None:
    assert codes.cameo_of(event, "", aux) == code


PLACES = [
    (codes.from_cameo, {"USA": "USA", "ROM": "ROU", "TMP": "TLS", "MTN": "MNE", "KSV": "KOS", "EUR": "", "AFR": "",
                        "WSB": "PSE", "GRL": "DNK", "XYZ": None}),
    (codes.from_fips, {"CH": "CHN", "SZ": "CHE", "GM": "DEU", "KS": "KOR", "KN": "PRK", "NI": "NGA", "UP": "UKR",
                       "RS": "RUS", "GZ": "PSE", "KV": "KOS", "OS": "", "GL": "DNK", "ZZ": None}),
    (codes.from_name, {"Russian Federation": "RUS", "Cote d'Ivoire": "CIV", "iran (islamic republic of)": "IRN",
                       "Occupied Palestinian Territory": "PSE", "United Nations": "UNO", "KOR": "KOR", "GRL": "DNK",
                       "International Governmental Organization": "IGO", "Atlantis": None}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("find", "written", "country"), [(find, *pair) for find, table in PLACES for pair in table.items()]
)
def test_a_country_is_known_by_its_codes_and_names(find: object, written: str, country: str | None) -> None:
    assert callable(find) and find(written) == country


def test_countries_and_sectors_are_those_of_plover() -> None:
    for row in codes.rows("countries"):
        assert row["country"] in {*names(), ""}, row
    for row in codes.rows("actors"):
        assert row["country"] in {*names(), ""} and row["sector"] in {*SECTORS, ""}, row


def test_no_word_is_there_twice() -> None:
    for table in ("countries", "actors"):
        words = [(row["scheme"], row["code"].casefold()) for row in codes.rows(table)]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("scheme", ["fips", "cameo"])
def test_every_country_has_its_own_code_on_the_way_back(scheme: str) -> None:
    find = {"fips": codes.from_fips, "cameo": codes.from_cameo}[scheme]
    states = [code for code in names() if code not in {"EUR", *codes.actors("cameo", "country").values()}]
    for country in states:
        assert find(codes.country_back(scheme, country)) == country


@pytest.mark.parametrize("scheme", ["cameo", "icews"])
def test_a_sector_that_goes_there_comes_back(scheme: str) -> None:
    sent = {sector: codes.actor_back(scheme, sector) for sector in SECTORS}
    assert {"GOV", "MIL", "COP", "LEG", "REB", "BUS", "CVL", "JRN", "MED"} <= {
        s for s, word in sent.items() if word
    }
    assert all(codes.actors(scheme, "sector")[word] == sector for sector, word in sent.items() if word)
