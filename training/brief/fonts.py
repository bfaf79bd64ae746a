"""Noto Naskh Arabic as TrueType, from the WOFF files of the npm package @fontsource/noto-naskh-arabic.

Usage: python training/brief/fonts.py PACKAGE_FOLDER TARGET_FOLDER
"""

import struct
import sys
import zlib
from pathlib import Path

REGULAR = "noto-naskh-arabic-arabic-400-normal.woff"
DIRECTORY = struct.Struct(">4sIIII")  # tag, offset, compressed length, length, checksum (WOFF 1.0, section 5)


def truetype(woff: bytes) -> bytes:
    """The font with its tables as they were before packing."""
    if woff[:4] != b"wOFF":
        raise SystemExit("this is no WOFF 1.0 file")
    flavour, count = woff[4:8], struct.unpack(">H", woff[12:14])[0]
    power = 1 << (count.bit_length() - 1)
    head = flavour + struct.pack(">HHHH", count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset = len(head) + 16 * count
    directory, body = b"", b""
    for i in range(count):
        tag, start, packed, length, checksum = DIRECTORY.unpack_from(woff, 44 + 20 * i)
        data = woff[start : start + packed]
        table = data if packed == length else zlib.decompress(data)
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), length)
        body += table + b"\0" * (-length % 4)
    return head + directory + body


def main(package: Path, target: Path) -> None:
    """Writes the regular font, the one that fits the repository, and its licence."""
    target.mkdir(parents=True, exist_ok=True)
    woff = (package / "files" / REGULAR).read_bytes()
    (target / "NotoNaskhArabic-Regular.ttf").write_bytes(truetype(woff))
    (target / "OFL.txt").write_bytes((package / "LICENSE").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
