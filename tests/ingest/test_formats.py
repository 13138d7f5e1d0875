"""One row of a table for each shape in which documents come."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from comity.ingest import READERS, ReadOptions, Source, read, read_source
from comity.model import Document

from .builders import PAGE, SENTENCE, compressed, locked, parquet, pdf, zipped
from .conftest import Reading

KOREAN = "한국과 러시아의 정상이 서울에서 만나 가스관 건설에 관해 논의하였다. 양국은 협력하기로 했다."
RECORDS: list[dict[str, object]] = [
    {"id": "a1", "text": "The first text.", "title": "First", "published": "1987-03-01T10:00:00Z"},
    {"id": "a2", "text": "The second text.", "title": "Second", "published": "1987-03"},
]
LINES = "\n".join(map(json.dumps, RECORDS)).encode()
TABLE = b"id,text,title,published\na1,The first text.,First,1987-03-01\na2,The second text.,Second,1987-03\n"


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_page(reading: Reading) -> None:
    [page] = reading("talks.html", PAGE.encode())
    assert (page.title, page.publication, page.language) == ("Talks open in Seoul", "The Daily", "en-gb")
    assert (page.published, page.published_from) == ("1992-11-19", "metadata")  # not the day in its address
    assert page.url == "https://daily.example/2010/09/12/talks.html"
    kinds = [kind for kind, _ in shape(page)]
    assert kinds == ["heading", "paragraph", "heading", "paragraph", "quote", "list", "list"]
    assert ("heading", "Gas pipeline") in shape(page)
    assert "trade & energy" in page.text
    assert not any(word in page.text for word in ("hidden", "World", "Copyright"))


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        ('<meta name="date" content="2010-09">', "", ("2010-09", "metadata")),
        ('<meta name="DC.date.issued" content="12 September 2010">', "", ("2010-09-12", "metadata")),
        ("", '<time datetime="2010-09-12T08:00:00+09:00">today</time>', ("2010-09-12", "metadata")),
        ("", '<span class="news-date">11:56, September 12, 2010</span>', ("2010-09-12", "text")),
        ("", "<p>They have had diplomatic ties since 1990-09-30.</p>", ("", "")),
        ("", '<ul><li>Other news <i class="date">May 1, 2011</i></li></ul>', ("", "")),
    ],
)  # fmt: skip
def test_dates_of_a_page(reading: Reading, head: str, line: str, expected: tuple[str, str]) -> None:
    page = f"<html><head>{head}</head><body><article><h1>Talks</h1>{line}<p>{SENTENCE * 3}</p></article></body></html>"
    [document] = reading("a.html", page.encode())
    assert (document.published, document.published_from) == expected


@pytest.mark.parametrize(
    ("name", "data", "medium"),
    [
        ("a.html", PAGE.encode(), "html"),
        ("a.htm", PAGE.encode("utf-16"), "html"),
        ("a.txt", PAGE.encode(), "html"),
        ("a.pdf", PAGE.encode(), "html"),
        ("a", PAGE.encode(), "html"),
        ("a.txt", SENTENCE.encode(), "text"),
        ("a", SENTENCE.encode(), "text"),
        ("a.md", SENTENCE.encode(), "text"),
        ("a.pdf", pdf([SENTENCE]), "pdf"),
        ("a.txt", pdf([SENTENCE]), "pdf"),
        ("a.jsonl", LINES, "record"),
        ("a.jsonl", json.dumps(RECORDS).encode(), "record"),
        ("a.json", json.dumps(RECORDS, indent=1).encode(), "record"),
        ("a.json", json.dumps({"articles": RECORDS}).encode(), "record"),
        ("a.json", LINES, "record"),
        ("a", LINES, "record"),
        ("a", json.dumps(RECORDS).encode(), "record"),
        ("a.csv", TABLE, "record"),
        ("a.csv", TABLE.replace(b",", b";"), "record"),
        ("a.csv", TABLE.decode().encode("utf-16"), "record"),
        ("a.tsv", TABLE.replace(b",", b"\t"), "record"),
        ("a", TABLE, "record"),
        ("a.parquet", parquet(RECORDS), "record"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrapper", ["", "gz", "zst", "bz2", "xz", "zip"])
def test_every_format_in_every_wrapper(
    reading: Reading, name: str, data: bytes, medium: str, wrapper: str
) -> None:
    if wrapper == "zip":
        found = reading("pile.zip", zipped({name: data}))
    else:
        found = reading(
            f"{name}.{wrapper}" if wrapper else name, compressed(data, wrapper) if wrapper else data
        )
    assert {document.medium for document in found} == {medium}
    assert all(document.text and not document.outcome for document in found)
    if medium == "record":
        assert [(d.name, d.text, d.title) for d in found] == [
            ("a1", "The first text.", "First"),
            ("a2", "The second text.", "Second"),
        ]
        assert [(d.published, d.published_from) for d in found] == [
            ("1987-03-01", "metadata"),
            ("1987-03", "metadata"),
        ]
    else:
        assert [document.name for document in found] == ["a"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (KOREAN.encode("utf-8"), KOREAN),
        (KOREAN.encode("utf-8-sig"), KOREAN),
        (KOREAN.encode("cp949"), KOREAN),
        (KOREAN.encode("utf-16"), KOREAN),
        (SENTENCE.encode("utf-16-le"), SENTENCE),
        (SENTENCE.encode("utf-16-be"), SENTENCE),
        (b"L\xe9on called it \x93a good treaty\x94.", "Léon called it “a good treaty”."),
        ("Broken \x93quotes\x94 of a page.".encode(), "Broken “quotes” of a page."),
        (b"One\r\ntwo\rthree\x0cfour\x00\x07", "One\ntwo\nthree\nfour"),
    ],
)
def test_charsets(reading: Reading, data: bytes, expected: str) -> None:
    [document] = reading("a.txt", data)
    assert document.text == expected


@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987", "cp949"])
def test_a_page_names_its_charset(reading: Reading, label: str) -> None:
    page = (
        f'<html><head><meta charset="{label}"></head><body><article><p>{KOREAN}</p></article></body></html>'
    )
    [document] = reading("a.html", page.encode("cp949"))
    assert document.text == KOREAN


def test_pdf_pages_lose_running_heads_and_broken_words(reading: Reading) -> None:
    pages = [["Joint Report 1992 - 1", "Both sides reached an agree-", "ment on trade.", "- 1 -"]]
    pages += [
        ["Joint Report 1992 - 2", "They will meet again.", "- 2 -"],
        ["Joint Report 1992 - 3", "The end.", "- 3 -"],
    ]
    [document] = reading("a.pdf", pdf(*pages, title="Joint communique", day="D:19921119100000+09'00'"))
    assert document.text.split("\n\n") == [
        "Both sides reached an agreement on trade.",
        "They will meet again.",
        "The end.",
    ]
    assert (document.title, document.published, document.published_from) == (
        "Joint communique",
        "1992-11-19",
        "metadata",
    )


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        ({"dateline": "    TOKYO, March 1 -"}, "place", "Tokyo"),
        ({"dateline": "RIO DE JANEIRO, Aug 2 -"}, "place", "Rio de Janeiro"),
        ({"dateline": "NEW YORK (Reuters) -"}, "place", "New York"),
        ({"dateline": "Baden-Baden, 3 June -"}, "place", "Baden-Baden"),
        ({"place": "Busan", "dateline": "SEOUL, May 1"}, "place", "Busan"),
        ({"published": "28 September 2001"}, "published", "2001-09-28"),
        ({"published": "Fri, 28 Sep 2001 10:00:00 GMT"}, "published", "2001-09-28"),
        ({"published": "2001/9/28"}, "published", "2001-09-28"),
        ({"published": "20010928"}, "published", "2001-09-28"),
        ({"published": 1001635200}, "published", "2001-09-28"),
        ({"published": 2001}, "published", "2001"),
        ({"published": "2001-13-45"}, "published", ""),
        ({"published": "last week"}, "published", ""),
        ({"title": "STANDARD OIL &lt;SRD>\n TO FORM"}, "title", "STANDARD OIL <SRD> TO FORM"),
        ({"text": "AT&T met &lt;OPEC> \x02today.\x03"}, "text", "AT&T met <OPEC> today."),
        ({"text": "<p>One.</p><h2>Two</h2><p>Three &amp; <b>four</b>.</p>"}, "text", "One.\n\nTwo\n\nThree & four."),
        ({"text": "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"}, "text", "One.\n\nTwo."),
        ({"text": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"text": "half a \ud83d pair"}, "text", "half a \ufffd pair"),
        ({"id": 7}, "input", "a.jsonl#7"),
        ({"id": "x\x1b[2J"}, "input", "a.jsonl#x[2J"),
        ({"id": None}, "name", "a#1"),
        ({"language": "en", "unknown": {"deep": [1]}}, "language", "en"),
    ],
)  # fmt: skip
def test_fields_of_records(reading: Reading, record: dict[str, object], field: str, expected: str) -> None:
    [document] = reading("a.jsonl", json.dumps({"text": "Some text."} | record).encode())
    assert getattr(document, field) == expected


@pytest.mark.parametrize(
    ("ids", "keys"),
    [
        (["a", "a", "b", "a"], ["a", "a#2", "b", "a#3"]),
        (["a", "a#2", "a"], ["a", "a#2", "a#3"]),
        ([None, None], ["1", "2"]),
        (["2", None, "1"], ["2", "2#2", "1#2"]),
    ],
)
def test_repeated_keys_are_told_apart(reading: Reading, ids: list[str | None], keys: list[str]) -> None:
    lines = "\n".join(json.dumps({"id": id, "text": "Same."}) for id in ids)
    found = reading("a.jsonl", lines.encode())
    assert [document.input for document in found] == [f"a.jsonl#{key}" for key in keys]
    assert len({document.doc for document in found}) == len(keys)


def test_columns_are_mapped(reading: Reading) -> None:
    options = ReadOptions(columns={"text": "body", "published": "date"})
    for name, data in [
        ("a.csv", b"body,date\nA text.,2001\n"),
        ("a.jsonl", b'{"body": "A text.", "date": "2001"}'),
    ]:
        [document] = reading(name, data, options)
        assert (document.text, document.published) == ("A text.", "2001")


def test_identity_is_the_hash_of_input_and_bytes(reading: Reading) -> None:
    data = SENTENCE.encode()
    [document] = reading("a.txt.gz", compressed(data, "gz"))
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.doc == hashlib.sha256(b"a.txt.gz\0" + data).hexdigest()[:24]
    [unread] = read_source(Source(Path("/nowhere/b.txt"), "b.txt"), ReadOptions())
    assert (unread.doc, unread.sha256) == (hashlib.sha256(b"b.txt").hexdigest()[:24], "")


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("data", "count", "medium"),
    [
        (SENTENCE.encode(), 1, "text"),
        (PAGE.encode(), 1, "html"),
        (LINES, 2, "record"),
        (compressed(LINES, "gz"), 2, "record"),
        (parquet(RECORDS), 2, "record"),
        (zipped({"a.html": PAGE.encode()}), 1, "html"),
    ],
)
def test_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int, medium: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(data)))
    found = list(read("-"))
    assert [document.medium for document in found] == [medium] * count
    assert all(document.text and document.input.startswith("stdin") for document in found)


def test_the_list_of_readers_is_complete() -> None:
    assert set(READERS) >= {"html", "text", "pdf", "jsonl", "csv", "tsv", "parquet"}


def test_an_encrypted_pdf_says_so(reading: Reading) -> None:
    [document] = reading("a.pdf", locked(pdf([SENTENCE])))
    assert (document.outcome, document.reason) == ("unreadable", "encrypted: needs a password")
