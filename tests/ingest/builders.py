"""Small files made for the tests."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Talks open in Seoul | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta property="og:title" content="Talks open in Seoul">
<meta property="article:published_time" content="1992-11-19T10:00:00Z">
<link rel="canonical" href="https://daily.example/2010/09/12/talks.html"><script>var hidden = "nothing";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article>
<h1>Talks open in Seoul</h1>
<p>The president of Russia arrived in Seoul on Thursday for talks on trade &amp; energy with his counterpart.</p>
<h2>Gas pipeline</h2>
<p>Both sides discussed a gas pipeline through the North and agreed to study it further with their experts.</p>
<blockquote><p>We welcome this plan very much, said the minister after the talks had come to an end.</p></blockquote>
<ul><li>Trade is to grow to ten billion dollars</li><li>Visas are to be dropped in two years</li></ul>
</article><footer>Copyright 2020 The Daily</footer></body></html>"""

SENTENCE = "The foreign ministers of both countries met in Seoul and signed an agreement on fisheries. "


def pdf(*pages: list[str], title: str = "", day: str = "") -> bytes:
    """A PDF file with lines of text a page, written by hand."""
    count = len(pages)
    objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    objects.append(
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{4 + 2 * i} 0 R' for i in range(count))}]>>"
    )
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for i, lines in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {5 + 2 * i} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET" if lines else ""
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    objects.append(f"<</Title({title})/CreationDate({day})>>")
    return assembled(objects)


def assembled(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + (end + trailer).encode()


def locked(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def compressed(data: bytes, ending: str) -> bytes:
    import zstandard

    makers = {
        "gz": lambda: gzip.compress(data, mtime=0),
        "bz2": lambda: bz2.compress(data),
        "xz": lambda: lzma.compress(data),
        "zst": lambda: zstandard.ZstdCompressor().compress(data),
    }
    return makers[ending]()


def parquet(rows: list[dict[str, object]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()
