"""Writes examples/korea-russia/1992-communique.pdf from communique_1992.txt, byte for byte the same every time.

A PDF of this kind needs no library: a page is text set line by line in one of the fonts that every reader has.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "communique_1992.txt"
TARGET = HERE.parents[1] / "examples" / "korea-russia" / "1992-communique.pdf"
HEADER = "Republic of Korea - Russian Federation"
INFO = "<< /Title (Joint Communique, Seoul 1992) /CreationDate (D:19921120180000+09'00') >>"
WIDTH, LINES, LEADING, TOP, LEFT = 84, 40, 16, 760, 72


def main() -> None:
    TARGET.write_bytes(pdf(pages(SOURCE.read_text("ascii"))))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


def pages(text: str) -> list[list[tuple[str, str]]]:
    """The pages as lists of (font, line): F1 for text, F2 for headings."""
    lines: list[tuple[str, str]] = []
    for paragraph in text.strip().split("\n\n"):
        font = "F2" if paragraph.startswith("#") else "F1"
        lines += [(font, line) for line in textwrap.wrap(paragraph.removeprefix("# "), WIDTH)] + [("F1", "")]
    return [lines[i : i + LINES] for i in range(0, len(lines), LINES)]


def content(lines: list[tuple[str, str]], number: int, total: int) -> bytes:
    shown = [show("F1", 9, LEFT, 800, HEADER), show("F1", 9, 290, 40, f"- {number} / {total} -")]
    shown += [show(f, 11, LEFT, TOP - LEADING * i, line) for i, (f, line) in enumerate(lines) if line]
    return "\n".join(shown).encode("ascii")


def show(font: str, size: int, x: int, y: int, line: str) -> str:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def pdf(sheets: list[list[tuple[str, str]]]) -> bytes:
    """The file: catalogue, page tree, two fonts, information, then a page and its content for each sheet."""
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
        INFO.encode(),
    ]
    for i, lines in enumerate(sheets):
        stream = content(lines, i + 1, len(sheets))
        objects.append(page(7 + 2 * i))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assemble(objects)


def page(content_number: int) -> bytes:
    fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    box = "/MediaBox [0 0 595 842]"
    return f"<< /Type /Page /Parent 2 0 R {box} /Resources {fonts} /Contents {content_number} 0 R >>".encode()


def assemble(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip


if __name__ == "__main__":
    main()
