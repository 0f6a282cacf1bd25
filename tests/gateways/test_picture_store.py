# SPDX-License-Identifier: Apache-2.0
"""Hostile pictures are refused before they cost anything; good ones are stored whole, once, for their owner."""

import errno
import hashlib
import io
import os
import struct
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import pictures
from officer_desk.gateways.picture_header import has_few_scans, read_header
from officer_desk.gateways.pictures import MAX_BYTES, PictureStore, check, decode

KEY = b"k" * 32
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def made(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    image = Image.effect_noise(size, 80).convert(mode)
    image.save(file, kind, **options)
    return file.getvalue()


def turned(orientation: int) -> bytes:
    """A picture whose left half is red and right half is blue, marked as lying."""
    image = Image.new("RGB", (60, 40), "blue")
    image.paste("red", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, quality=95)
    return file.getvalue()


def png_bomb(side: int) -> bytes:
    """A small PNG that says it is `side` by `side` pixels, and decompresses to that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def webp_bomb() -> bytes:
    size = (16_383).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        check(data, "front.jpg")
    assert caught.value.facts["offender"] == "front.jpg"
    return caught.value.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_whole_picture_is_taken_by_its_bytes(kind: str, mode: str) -> None:
    assert check(made(kind, mode=mode), "renamed.txt") == (KINDS[kind], 60, 40)


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [("JPEG", "CMYK", {}), ("PNG", "RGBA", {}), ("PNG", "P", {}), ("PNG", "1", {}), ("PNG", "I;16", {}),
     ("WEBP", "RGBA", {"lossless": True}), ("JPEG", "RGB", {"progressive": True})],
)  # fmt: skip
def test_every_kind_of_pixels_is_shown(kind: str, mode: str, options: dict[str, object]) -> None:
    file = io.BytesIO()
    Image.new(mode, (60, 40)).save(file, kind, **options)
    assert check(file.getvalue()) == (KINDS[kind], 60, 40)
    assert len(decode(file.getvalue()).rgb) == 60 * 40 * 3


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + b"\0" * 100, b"<svg/>", b"%PDF-1.7", b"BM" + b"\0" * 100, b"II*\0" + b"\0" * 100, b"MZ",
     b"\0\0\0\x18ftypheic", "không phải ảnh".encode(), b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"],
)  # fmt: skip
def test_other_formats_are_no_picture_whatever_they_are_called(data: bytes) -> None:
    assert refused(data) == "picture-not-a-picture"


def test_a_picture_in_another_format_s_clothes_is_refused() -> None:
    gif = io.BytesIO()
    Image.new("P", (5, 5)).save(gif, "GIF")
    assert refused(gif.getvalue()) == "picture-not-a-picture"


@pytest.mark.parametrize("bomb", [png_bomb(30_000), png_bomb(7_072), webp_bomb()], ids=["900 MP", "50.01 MP", "webp"])
def test_too_many_pixels_are_refused_before_they_are_decoded(bomb: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert refused(bomb) == "picture-too-many-pixels"


def test_too_many_bytes_are_refused_before_they_are_looked_at() -> None:
    assert refused(made() + b"\0" * MAX_BYTES) == "picture-too-large"


def test_a_jpeg_of_very_many_scans_is_not_worked_through() -> None:
    data = made(size=(60, 40), progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    assert check(data[:-2] + scan * 20 + b"\xff\xd9")[0] == "image/jpeg"
    started = time.thread_time()
    assert refused(data[:-2] + scan * 10_000 + b"\xff\xd9") == "picture-unreadable"
    assert time.thread_time() - started < 0.1


def test_fifty_megapixels_are_taken() -> None:
    file = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(file, "PNG")
    assert check(file.getvalue()) == ("image/png", 10_000, 5_000)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_off_is_unreadable(kind: str, left: float) -> None:
    data = made(kind, (200, 200))
    assert refused(data[: int(len(data) * left)]) in {"picture-unreadable", "picture-not-a-picture"}


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("lost", [1, 2, 3, 10, 100])
def test_even_the_last_byte_of_a_jpeg_is_missed(progressive: bool, lost: int) -> None:
    assert refused(made(size=(200, 200), progressive=progressive)[:-lost]) == "picture-unreadable"


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60)), (5, (40, 60))]
)
def test_size_and_pixels_are_those_that_are_seen(orientation: int, size: tuple[int, int]) -> None:
    data = turned(orientation)
    assert check(data)[1:] == size
    shown = decode(data)
    assert (shown.width, shown.height) == size
    assert len(shown.rgb) == size[0] * size[1] * 3
    corners = {1: "red", 3: "blue", 6: "red", 8: "blue", 5: "red"}
    red, _, blue = shown.rgb[:3]
    assert (red > blue) == (corners[orientation] == "red")


def test_a_broken_exif_block_does_not_spoil_the_pixels() -> None:
    data = bytearray(turned(6))
    at = data.index(b"Exif\0\0") + 6
    data[at : at + 8] = b"\xff" * 8
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check(bytes(data)) == ("image/jpeg", 60, 40)


def test_a_thumbnail_keeps_the_proportions() -> None:
    shown = decode(made(size=(600, 400)), max_side=100)
    assert (shown.width, shown.height) == (100, 67)
    assert len(shown.rgb) == 100 * 67 * 3


def test_transparent_parts_are_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (2, 2), (0, 0, 0, 0)).save(file, "PNG")
    assert decode(file.getvalue()).rgb == b"\xff" * 12


def test_sixteen_bits_of_grey_are_scaled_and_not_cut() -> None:
    file = io.BytesIO()
    Image.new("I;16", (2, 1), 0x8000).save(file, "PNG")
    assert decode(file.getvalue()).rgb == b"\x80" * 6


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8), st.sampled_from(sorted(KINDS)))
@settings(max_examples=150, deadline=None)
def test_damaged_bytes_are_taken_or_refused(place: int, noise: bytes, kind: str) -> None:
    data = bytearray(SAMPLES[kind])
    place %= len(data)
    data[place : place + len(noise)] = noise
    for function in (check, decode):
        try:
            function(bytes(data))
        except Refused as error:
            assert error.reason.startswith("picture-")


SAMPLES = {kind: made(kind, (60, 40)) for kind in KINDS}


@given(st.binary(max_size=80), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b""]))
def test_a_header_of_any_bytes_is_read_or_not(tail: bytes, head: bytes) -> None:
    read_header(head + tail)
    has_few_scans(head + tail)


class TestStore:
    def test_a_picture_lies_under_its_digest_for_its_owner_only(self, tmp_path: Path) -> None:
        store, data = PictureStore(tmp_path / "pictures", KEY), made()
        stored = store.put(data)
        digest = hashlib.sha256(data).hexdigest()
        assert (stored.sha256, stored.media_type, stored.width, stored.height, stored.size) == (
            digest,
            "image/jpeg",
            60,
            40,
            len(data),
        )
        path = tmp_path / "pictures" / digest[:2] / digest
        assert store.path(digest) == path
        assert store.read(digest) == data
        assert path.stat().st_mode & 0o777 == 0o600
        assert {folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)} == {0o700}

    def test_the_same_picture_is_written_once(self, tmp_path: Path) -> None:
        store, data = PictureStore(tmp_path, KEY), made()
        path = store.path(store.put(data).sha256)
        before = path.stat().st_mtime_ns, path.stat().st_ino
        store.put(data)
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]

    def test_half_a_file_of_a_power_cut_is_made_whole(self, tmp_path: Path) -> None:
        store, data = PictureStore(tmp_path, KEY), made()
        path = store.path(store.put(data).sha256)
        path.write_bytes(path.read_bytes()[:100])
        with pytest.raises(Unavailable, match="picture-damaged"):
            store.read(path.name)
        store.put(data)
        assert store.read(path.name) == data

    def test_a_hostile_picture_leaves_nothing(self, tmp_path: Path) -> None:
        store = PictureStore(tmp_path / "pictures", KEY)
        with pytest.raises(Refused):
            store.put(b"not a picture", "portrait.jpg")
        assert not (tmp_path / "pictures").exists()

    def test_a_lost_picture_is_said_to_be_lost(self, tmp_path: Path) -> None:
        with pytest.raises(Unavailable, match="picture-lost"):
            PictureStore(tmp_path, KEY).read("0" * 64)

    @pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/x"])
    def test_only_a_digest_is_a_name(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ValueError, match="SHA-256"):
            PictureStore(tmp_path, KEY).path(name)

    def test_what_interrupted_writers_left_is_swept_and_nothing_else(self, tmp_path: Path) -> None:
        store = PictureStore(tmp_path, KEY)
        path = store.path(store.put(made()).sha256)
        old, new = path.parent / ".new-old", path.parent / ".new-new"
        old.write_bytes(b"half")
        new.write_bytes(b"half")
        now = datetime.now(UTC)
        os.utime(old, (now.timestamp() - 7200,) * 2)
        assert store.sweep(now - timedelta(hours=1)) == 1
        assert sorted(entry.name for entry in path.parent.iterdir()) == sorted([".new-new", path.name])

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
    def test_a_full_disk_is_unavailable_and_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        def full(_handle: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(pictures.os, "fsync", full)
        store, data = PictureStore(tmp_path, KEY), made()
        store.path(hashlib.sha256(data).hexdigest()).parent.mkdir()
        with pytest.raises(Unavailable, match="disk-full"):
            store.put(data)
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_many_threads_store_and_decode_without_a_warning(self, tmp_path: Path) -> None:
        store = PictureStore(tmp_path, KEY)
        data = [made(kind, (120, 90)) for kind in KINDS] * 8
        filters = list(warnings.filters)
        with ThreadPoolExecutor(8) as pool:
            digests = {stored.sha256 for stored in pool.map(store.put, data)}
            list(pool.map(decode, data))
        assert len(digests) == 3
        assert warnings.filters == filters

    def test_without_the_key_the_folder_shows_nothing_of_a_picture(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[0x010E] = "NGUYEN THI PLANTED"
        held = io.BytesIO()
        Image.effect_noise((80, 60), 80).convert("RGB").save(held, "JPEG", exif=exif)
        data = held.getvalue()
        sha256 = PictureStore(tmp_path, KEY).put(data).sha256
        lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"PLANTED" in data
        # Words of four bytes and more: among some thousand sealed bytes shorter ones turn up by chance.
        assert not any(word in lying for word in (b"PLANTED", b"Exif", b"JFIF"))
        assert not any(data[start : start + 8] in lying for start in range(0, len(data) - 8, 5))
        with pytest.raises(Unavailable, match="picture-damaged"):
            PictureStore(tmp_path, b"K" * 32).read(sha256)

    def test_a_sealed_picture_is_bound_to_its_name_and_to_every_bit(self, tmp_path: Path) -> None:
        store = PictureStore(tmp_path, KEY)
        one, other = (store.path(store.put(made(size=(50, side))).sha256) for side in (40, 41))
        sealed = one.read_bytes()
        other.write_bytes(sealed)
        with pytest.raises(Unavailable, match="picture-damaged"):
            store.read(other.name)
        for place in (7, 8, 25, len(sealed) - 1):
            one.write_bytes(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
            with pytest.raises(Unavailable, match="picture-damaged"):
                store.read(one.name)
        one.write_bytes(sealed)
        assert store.read(one.name)

    def test_the_same_picture_is_sealed_otherwise_in_two_offices_and_two_times(self, tmp_path: Path) -> None:
        data = made()
        found = [PictureStore(tmp_path / str(place), KEY) for place in range(2)]
        assert len({store.path(store.put(data).sha256).read_bytes()[8:20] for store in found}) == 2

    def test_one_that_lies_in_the_clear_is_read_and_sealed_when_it_comes_again(self, tmp_path: Path) -> None:
        store, data = PictureStore(tmp_path, KEY), made()
        sha256 = hashlib.sha256(data).hexdigest()
        store.path(sha256).parent.mkdir()
        store.path(sha256).write_bytes(data)
        assert (store.read(sha256), store.is_sealed(sha256)) == (data, False)
        store.put(data)
        assert (store.read(sha256), store.is_sealed(sha256)) == (data, True)
        assert list(store.all()) == [sha256]
