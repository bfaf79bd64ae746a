"""One small file of each format, made here."""

import io
import json
import zipfile
from collections.abc import Sequence

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCES = (
    "Gunmen attacked a checkpoint near Gao on Tuesday, the army said in a statement.",
    "At least nine soldiers were wounded in the fighting, a doctor in Gao told the Courier.",
    "Residents said the fighters had left in the direction of the border before dawn.",
)
TEXT = " ".join(SENTENCES)
PAGE = f"""<!doctype html><html lang="en"><head><title>Troops hold Gao | The Desert Courier</title>
<meta property="og:site_name" content="The Desert Courier"><meta name="author" content="Ana Petrov">
<meta property="article:published_time" content="2024-05-02T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Troops hold Gao</h1>{"".join(f"<p>{s}</p>" for s in SENTENCES)}</article></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Horn Wire</title>
<item><title>Troops hold Gao</title><link>http://news.example/gao</link><author>a@b.example (Ana Petrov)</author>
<pubDate>Thu, 02 May 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><script>alert(1)</script>]]></content:encoded>
<enclosure url="http://news.example/gao.mp3" type="audio/mpeg" length="1"/></item>
<item><link>http://news.example/empty</link></item></channel></rss>""".encode()
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Sahel Notes</title><id>urn:x</id>
<entry><id>urn:x:1</id><title>Gao</title><updated>2024-05-02T08:00:00Z</updated><summary>{TEXT}</summary></entry>
</feed>""".encode()
MAIL = f"""From: "Ana Petrov" <ana@courier.example>\r
To: desk@courier.example\r
Date: Thu, 02 May 2024 23:30:00 -0500\r
Subject: Fwd: =?utf-8?q?M=C3=A9naka?= report\r
Message-ID: <42@courier.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="b"\r
\r
--b\r
Content-Type: text/html; charset=utf-8\r
\r
<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>\r
--b\r
Content-Type: application/pdf\r
Content-Disposition: attachment; filename="map.pdf"\r
\r
%PDF\r
--b--\r
""".encode()
MBOX = b"".join(
    b"From ana@courier.example Thu May  2 08:00:00 2024\n" + MAIL.replace(b"\r\n", b"\n").replace(b"42@", name) + b"\n"
    for name in (b"1@", b"2@")
)
CSV = f'id;body;day;link\n1;"{SENTENCES[0]}\nTwo; lines.";2024-05-02;http://news.example/1\n2;;2024-05-03;\n'.encode()
JSONL = "\n".join(
    json.dumps({"text": text, "date": "2024-05", "sources": [{"url": f"http://news.example/{n}"}]})
    for n, text in enumerate(SENTENCES)
).encode()


def pdf(pages: Sequence[Sequence[str]], *, extra: Sequence[bytes] = ()) -> bytes:
    """A PDF with these lines on its pages; `extra` are further objects."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()]
    font = 3 + 2 * len(pages)
    for n, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 10 Tf 14 TL 40 780 Td {shown} ET".encode()
        page = f"<</Type/Page/Parent 2 0 R/Contents {4 + 2 * n} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>"
        objects += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)]
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *extra]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def docx(body: str | None = None, **members: str) -> bytes:
    """A DOCX with this XML between its body tags; `members` are further files."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    if body is None:
        body = "".join(f"<w:p><w:r><w:t>{sentence}</w:t></w:r></w:p>" for sentence in SENTENCES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>'
        for name, content in {"word/document.xml": document, **members}.items():
            archive.writestr(name, content)
    return out.getvalue()


def warc(*, packed: bool = True, page: str = PAGE) -> bytes:
    """A crawl of one page, one picture and one missing page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for path, status, kind, content in (
        ("report", "200 OK", "text/html; charset=utf-8", page.encode()),
        ("map.png", "200 OK", "image/png", b"\x89PNG"),
        ("gone", "404 Not Found", "text/html", b"<p>Not found</p>"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"http://news.example/{path}",
                "response",
                payload=io.BytesIO(content),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2024-05-03T10:00:00Z"},
            )
        )
    return out.getvalue()


def wacz() -> bytes:
    """The same crawl as a WACZ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc())
    return out.getvalue()


TELEGRAM = {
    "name": "Gao Watch",
    "type": "public_channel",
    "id": 1005,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "date_unixtime": "1714600000"},
        {
            "id": 2,
            "type": "message",
            "date": "2024-05-03T03:30:00",
            "date_unixtime": "1714692600",  # 2 May, 23:30 UTC
            "from": "Gao Watch",
            "from_id": "channel1005",
            "author": "A. P.",
            "forwarded_from": "Sahel Notes",
            "photo": "photos/photo_1.jpg",
            "file": "(File not included. Change data exporting settings to download.)",
            "media_type": "video_file",
            "text": ["Gunmen attacked ", {"type": "bold", "text": "Gao"}, "\x0bon Tuesday."],
        },
        {"id": 3, "type": "message", "date_unixtime": "1714692700", "photo": "photos/photo_2.jpg", "text": ""},
        {"id": 4, "type": "unsupported"},
    ],
}


def telegram() -> bytes:
    """The export as Telegram Desktop writes it: with control characters as it escapes them."""
    return json.dumps(TELEGRAM, indent=1).replace("\\u000b", "\\x0B").encode()


TELEGRAM_PAGE = """<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="content">
<div class="text bold">
Gao Watch
</div></div></div><div class="history">
<div class="message service" id="message-1"><div class="body details">1 May 2024</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="03.05.2024 03:30:00 UTC+04:00">03:30</div>
<div class="from_name">
Ana Petrov
</div><div class="forwarded body"><div class="from_name">
Sahel Notes <span class="details"> 02.05.2024 10:00:00</span></div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix" href="photos/photo_1.jpg"></a></div>
<div class="text">
Gunmen attacked <strong>Gao</strong><br>on Tuesday.
</div></div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="03.05.2024 10:00:00">10:00</div>
<div class="text">
Nine were wounded.
</div></div></div>
<div class="message default clearfix joined" id="message4"><div class="body"><div class="media_wrap clearfix">
<div class="media clearfix pull_left media_video"><div class="body"><div class="title bold">
Video file
</div><div class="description">Not included.</div></div></div></div></div></div>
</div></div></body></html>"""
