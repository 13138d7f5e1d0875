"""Bytes to text, and text to text without what no reader should meet."""

from __future__ import annotations

import codecs
import html
import re

from comity.errors import InputError

BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# What browsers take a label to mean (WHATWG Encoding Standard): the larger set that the pages really use.
MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
# Python knows codecs that no page is written in, some of them slow or not for text: only these families are taken.
FAMILIES = (
    "utf",
    "iso",
    "cp",
    "koi8",
    "mac",
    "euc",
    "gb",
    "big5",
    "shift",
    "johab",
    "hz",
    "tis",
    "ascii",
    "kz1048",
)
SEVEN_BIT = ("iso2022", "hz", "utf-7")
SAMPLE = 1 << 16
META = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x9f\xad\ufeff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
TEXT_CONTROLS = bytes([7, 8, 9, 10, 11, 12, 13, 27, 28, 29, 30, 31, 2, 3])


def decode(data: bytes, declared: str = "") -> str:
    """Text of bytes: a byte order mark is trusted, then UTF-8 that is valid, then what is declared, then a guess."""
    return data.decode(charset_of(data, declared), "replace").removeprefix("\ufeff")


def charset_of(data: bytes, declared: str = "") -> str:
    """A codec that fits `data` (or their beginning); never fails, since a guess ends at Windows-1252."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if wide := wide_charset(data):
        return wide
    named = codec(declared)
    if named.startswith(SEVEN_BIT) and decodes(data, named):
        return named
    if decodes(data, "utf-8"):
        return "utf-8"
    return named if named and decodes(data, named) else guessed(data)


def decodes(data: bytes, name: str) -> bool:
    """Whether `data` are valid in a charset; a last character that is cut off is no fault."""
    try:
        codecs.getincrementaldecoder(name)().decode(data, final=False)
    except (UnicodeError, LookupError):
        return False
    return True


def codec(label: str) -> str:
    """Python's name for a charset as pages call it, empty where it knows none."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    return MEANT.get(name, name) if name.startswith(FAMILIES) else ""


def declared_charset(data: bytes) -> str:
    """The charset that an HTML page or an XML prologue names for itself."""
    match = META.search(data[:4096])
    label = match[1].decode("ascii", "replace") if match else ""
    return "" if codec(label).startswith(("utf-16", "utf-32")) else label  # read as ASCII, so it cannot be


def wide_charset(data: bytes) -> str:
    """UTF-16 without a byte order mark: nearly every other byte of Western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.02 * half and decodes(data, "utf-16-le"):
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half and decodes(data, "utf-16-be"):
        return "utf-16-be"
    return ""


def guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(data[: 8 * SAMPLE]) if byte > 127), 0)
    sample = data[max(0, first - 1000) : first + SAMPLE]
    best = from_bytes(sample).best()
    name = codec(best.encoding) if best else ""
    return name if name and decodes(data, name) else "cp1252"


def refuse_binary(head: bytes) -> None:
    """Raises InputError where the beginning of an input is no text in any charset."""
    if not head or head.startswith(tuple(mark for mark, _ in BOMS)) or wide_charset(head):
        return
    strange = len(head.translate(None, bytes(range(32, 256)) + TEXT_CONTROLS))
    if strange > 0.02 * len(head) + 1:
        raise InputError(f"not a text: {kind_of(head)}")


def kind_of(head: bytes) -> str:
    """What unreadable bytes seem to be, for the reason that a person reads."""
    for magic, kind in MAGICS.items():
        if head.startswith(magic):
            return kind
    return "unknown binary content"


MAGICS = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Office document (save it as PDF or HTML)",
    b"7z\xbc\xaf": "a 7z archive (unpack it)",
    b"Rar!": "a RAR archive (unpack it)",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"RIFF": "sound, film or an image",
    b"ID3": "sound",
    b"\x00\x00\x01\x00": "an icon",
}


def plain(text: str) -> str:
    """Text with line ends as newlines, and without control and invisible characters and lone surrogates."""
    text = LINE_END.sub("\n", text)
    return SURROGATE.sub("\ufffd", INVISIBLE.sub(windows_character, text))


def windows_character(match: re.Match[str]) -> str:
    """C1 controls are Windows-1252 read as Latin-1, and meant as its quotation marks; the rest goes."""
    if "\x80" <= match[0] <= "\x9f":
        return match[0].encode("latin-1").decode("cp1252", "ignore")
    return ""


def unescape(text: str) -> str:
    """Decodes character references that are whole: `&lt;` is, the `&T` of AT&T is not."""
    return REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def one_line(text: str) -> str:
    return " ".join(plain(unescape(text)).split())
