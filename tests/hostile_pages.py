# SPDX-License-Identifier: Apache-2.0
"""Files that no scanner wrote: bombs, endless chains, locked, cut off. Each is small on the disk."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    held = io.BytesIO()
    canvas = Canvas(held, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(100, 100, "locked")
    canvas.save()
    return held.getvalue()


def long_pdf(pages: int) -> bytes:
    """A PDF with as many empty pages."""
    held = io.BytesIO()
    canvas = Canvas(held)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def raw_pdf(
    content: bytes, resources: bytes = b"<< >>", box: str = "0 0 595 842", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF of one page, with this content and further objects from number 5."""
    stream = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources ".encode() + resources + b" >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
        *more,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def image_bomb(side: int = 60_000) -> bytes:
    """A PDF with a picture of thousands of millions of points."""
    packer = zlib.compressobj(9)
    row = bytes(side)
    packed = b"".join(packer.compress(row) for _ in range(side // 20)) + packer.flush()
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n" % (side, side, len(packed)) + packed + b"\nendstream"
    )
    return raw_pdf(b"595 0 0 842 0 0 cm /I Do", b"<< /XObject << /I 5 0 R >> >>", more=(picture,))


def drawing_bomb(times: int = 4_000_000) -> bytes:
    """A PDF whose page draws without an end in sight."""
    return raw_pdf(b"0 0 595 842 re f 0 0 m 595 842 l 0 842 l 595 0 l f* " * times)


def endless_forms() -> bytes:
    """A PDF whose form draws itself, many times over."""
    body = b"/F Do " * 50
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >> /Length %d >>\n"
        b"stream\n" % len(body) + body + b"\nendstream"
    )
    return raw_pdf(b"/F Do", b"<< /XObject << /F 5 0 R >> >>", more=(form,))


def doubling_forms(depth: int = 28) -> bytes:
    """A PDF whose forms each draw the next one twice: thousands of millions of times at the end."""
    forms = []
    for number in range(depth):
        last = number == depth - 1
        body = b"0 0 9 9 re f" if last else b"/F Do /F Do"
        inner = b"<< >>" if last else b"<< /XObject << /F %d 0 R >> >>" % (number + 6)
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources %s /Length %d >>\nstream\n"
            % (inner, len(body)) + body + b"\nendstream"
        )  # fmt: skip
    return raw_pdf(b"/F Do", b"<< /XObject << /F 5 0 R >> >>", more=tuple(forms))


def circular_tiff() -> bytes:
    """A TIFF whose last directory names the first as the next."""
    data = bytearray(small_tiff())
    (first,) = struct.unpack("<I", data[4:8])
    (entries,) = struct.unpack("<H", data[first : first + 2])
    place = first + 2 + 12 * entries
    data[place : place + 4] = struct.pack("<I", first)
    return bytes(data)


def small_tiff() -> bytes:
    """A TIFF of one small page."""
    held = io.BytesIO()
    Image.new("L", (40, 60), 255).save(held, "TIFF")
    return held.getvalue()


def long_tiff(pages: int) -> bytes:
    """A TIFF of as many directories, all of the same few points."""
    entries = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
               (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1)]  # fmt: skip
    size = 2 + 12 * len(entries) + 4
    made = bytearray(struct.pack("<2sHI", b"II", 42, 16) + b"\xff" * 8)
    for number in range(pages):
        after = 16 + size * (number + 1) if number < pages - 1 else 0
        made += struct.pack("<H", len(entries))
        for tag, kind, count, value in entries:
            made += struct.pack("<HHII", tag, kind, count, value)
        made += struct.pack("<I", after)
    return bytes(made)


def large_tiff(side: int = 60_000) -> bytes:
    """A TIFF that says it has thousands of millions of points."""
    held = io.BytesIO()
    Image.new("1", (64, 64), 1).save(held, "TIFF", compression="group4")
    data = bytearray(held.getvalue())
    (first,) = struct.unpack("<I", data[4:8])
    (entries,) = struct.unpack("<H", data[first : first + 2])
    for number in range(entries):
        place = first + 2 + 12 * number
        (tag,) = struct.unpack("<H", data[place : place + 2])
        if tag in (256, 257, 278):
            data[place + 2 : place + 12] = struct.pack("<HII", 4, 1, side)
    return bytes(data)


def large_png(side: int = 30_000) -> bytes:
    """A PNG of nine hundred million points."""
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def all_of(folder: Path) -> list[Path]:
    """Write one of each."""
    whole = long_pdf(3)
    made = {
        "nothing.pdf": b"",
        "words.pdf": b"no pages here" * 100,
        "head only.pdf": b"%PDF-1.7\n",
        "cut off.pdf": whole[: len(whole) // 2],
        "locked.pdf": locked_pdf(),
        "too long.pdf": long_pdf(1001),
        "image bomb.pdf": image_bomb(),
        "wide.pdf": raw_pdf(b"", box="0 0 1e30 1e30"),
        "no size.pdf": raw_pdf(b"", box="0 0 0 0"),
        "too long.tif": long_tiff(1500),
        "large.tif": large_tiff(),
        "cut off.tif": small_tiff()[:60],
        "large.png": large_png(),
        "cut off.jpg": jpeg()[:-200],
        "head only.jpg": jpeg()[:30],
    }
    folder.mkdir()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def jpeg() -> bytes:
    """A picture that is whole."""
    held = io.BytesIO()
    Image.effect_noise((300, 400), 50).save(held, "JPEG")
    return held.getvalue()
