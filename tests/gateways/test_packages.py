# SPDX-License-Identifier: Apache-2.0
"""Packages from strangers: folders and zip files are read bounded, never unpacked, never followed out of themselves."""

import io
import os
import stat
import struct
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from officer_desk.domain.package import MAX_BYTES
from officer_desk.errors import Refused
from officer_desk.gateways.archives import MAX_ENTRIES
from officer_desk.gateways.packages import PackageSource, find, open_package
from officer_desk.gateways.pictures import MAX_BYTES as MAX_PICTURE

FILES = {"declaration.json": b"{}", "portrait.jpg": b"picture"}


def folder(path: Path, files: dict[str, bytes] = FILES) -> Path:
    path.mkdir(parents=True)
    for name, data in files.items():
        (path / name).write_bytes(data)
    return path


def archive(path: Path, files: dict[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return path


def source(path: Path) -> PackageSource:
    return PackageSource(path.name, path)


def refused(path: Path, read: str | None = None) -> tuple[str, object]:
    with pytest.raises(Refused) as caught, open_package(source(path)) as opened:
        opened.declaration() if read is None else opened.picture(read)
    return caught.value.reason, caught.value.facts["offender"]


@pytest.mark.parametrize("make", [folder, archive])
def test_named_files_are_read_and_the_others_mentioned(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "p.zip", {**FILES, "ghi chú.txt": b"x", "Thumbs.db": b"x"})  # type: ignore[operator]
    with open_package(source(path)) as opened:
        assert opened.declaration() == b"{}"
        assert opened.picture("portrait.jpg") == b"picture"
        assert opened.extras(["portrait.jpg"]) == ("Thumbs.db", "ghi chú.txt")


@pytest.mark.parametrize("make", [folder, archive])
def test_a_named_file_that_is_not_there_is_named(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "p.zip", {"portrait.jpg": b""})  # type: ignore[operator]
    assert refused(path) == ("package-without-declaration", "declaration.json")
    assert refused(path, "front.jpg") == ("package-picture-missing", "front.jpg")
    assert refused(path, "Portrait.jpg") == ("package-picture-missing", "Portrait.jpg")


@pytest.mark.parametrize("make", [folder, archive])
def test_a_name_that_is_decomposed_on_the_disk_is_the_same_name(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "p.zip", {unicodedata.normalize("NFD", "ảnh.jpg"): b"picture"})  # type: ignore[operator]
    with open_package(source(path)) as opened:
        assert opened.picture("ảnh.jpg") == b"picture"
        assert opened.extras(["ảnh.jpg"]) == ()


@pytest.mark.parametrize("make", [folder, archive])
def test_files_are_bounded(tmp_path: Path, make: object) -> None:
    files = {
        "declaration.json": b" " * (MAX_BYTES + 1),
        "a.jpg": b"\0" * (MAX_PICTURE + 1),
        "b.jpg": b"\0" * MAX_PICTURE,
    }
    path = make(tmp_path / "p.zip", files)  # type: ignore[operator]
    assert refused(path) == ("package-declaration-too-large", "declaration.json")
    assert refused(path, "a.jpg") == ("picture-too-large", "a.jpg")
    with open_package(source(path)) as opened:
        assert len(opened.picture("b.jpg")) == MAX_PICTURE


@pytest.mark.parametrize("make", [folder, archive])
def test_a_package_of_very_many_files_is_none(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "p.zip", {f"{n}.jpg": b"" for n in range(MAX_ENTRIES + 1)})  # type: ignore[operator]
    assert refused(path) == ("package-too-many-files", "p.zip")


class TestFolder:
    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_bytes(b"secret")
        path = folder(tmp_path / "p", {})
        (path / "declaration.json").symlink_to(secret)
        (path / "portrait.jpg").symlink_to(tmp_path / "nowhere")
        assert refused(path) == ("package-link", "declaration.json")
        assert refused(path, "portrait.jpg") == ("package-link", "portrait.jpg")

    def test_a_package_that_is_a_link_is_refused(self, tmp_path: Path) -> None:
        real = folder(tmp_path / "real")
        (tmp_path / "all").mkdir()
        (tmp_path / "all" / "p").symlink_to(real)
        (found,) = find([tmp_path / "all"])
        assert refused(found.path) == ("package-link", "p")

    @pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
    def test_what_is_no_file_is_not_read(self, tmp_path: Path, make: object) -> None:
        path = folder(tmp_path / "p", {})
        make(path / "declaration.json")  # type: ignore[operator]
        assert refused(path) == ("package-not-a-file", "declaration.json")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_a_file_that_may_not_be_read_is_named(self, tmp_path: Path) -> None:
        path = folder(tmp_path / "p")
        (path / "portrait.jpg").chmod(0)
        assert refused(path, "portrait.jpg") == ("package-file-unreadable", "portrait.jpg")


class TestArchive:
    @pytest.mark.parametrize(
        "name", ["../outside.txt", "/etc/passwd", "a/../../b", "..\\b", "\\b", "C:\\b", "C:b", "a/..", "x\u202egpj.exe"]
    )
    def test_a_name_that_leads_out_is_refused_wherever_it_stands(self, tmp_path: Path, name: str) -> None:
        path = archive(tmp_path / "p.zip", {**FILES, name: b"x"})
        reason, offender = refused(path)
        assert reason == "package-entry-path"
        assert str(offender)[-3:] == name[-3:]

    def test_a_name_with_a_zero_byte_is_refused(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip", {**FILES, "portrait.jpg_.txt": b"x"})
        path.write_bytes(path.read_bytes().replace(b"portrait.jpg_.txt", b"portrait.jpg\0.txt"))
        assert refused(path)[0] in {"package-entry-path", "package-zip-broken"}

    @pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
    def test_a_link_or_device_is_refused(self, tmp_path: Path, kind: int) -> None:
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w") as target:
            target.writestr("declaration.json", b"{}")
            entry = zipfile.ZipInfo("portrait.jpg")
            entry.external_attr = (kind | 0o777) << 16
            target.writestr(entry, "/etc/passwd")
        assert refused(path) == ("package-link", "portrait.jpg")

    def test_a_bomb_is_refused_without_being_decompressed(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip", {**FILES, "front.jpg": b"\0" * 60_000_000})
        assert path.stat().st_size < 1_000_000
        assert refused(path, "front.jpg") == ("picture-too-large", "front.jpg")

    def test_a_bomb_that_lies_about_its_size_is_broken_or_too_large(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip", {**FILES, "front.jpg": b"\0" * 40_000_000})
        path.write_bytes(path.read_bytes().replace(struct.pack("<I", 40_000_000), struct.pack("<I", 1000)))
        assert refused(path, "front.jpg")[1] == "front.jpg"

    def test_an_encrypted_entry_is_refused(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip")
        data = bytearray(path.read_bytes())
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        path.write_bytes(data)
        assert refused(path) == ("package-encrypted", "declaration.json")

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_a_method_without_a_bound_is_refused(self, tmp_path: Path, method: int) -> None:
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w", method) as target:
            target.writestr("declaration.json", b"{}")
        assert refused(path) == ("package-compression", "declaration.json")

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("other", ["declaration.json", "Declaration.JSON"])
    def test_a_name_that_is_there_twice_is_refused(self, tmp_path: Path, other: str) -> None:
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w") as target:
            target.writestr("declaration.json", b"{}")
            target.writestr(other, b"[]")
        assert refused(path) == ("package-name-twice", other)

    def test_files_in_a_folder_inside_are_not_those_at_the_root(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip", {"p/declaration.json": b"{}", "p/": b""})
        assert refused(path) == ("package-without-declaration", "declaration.json")

    def test_a_name_that_is_utf_8_without_saying_so_is_read(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "p.zip", {**FILES, "ảnh.jpg": b"picture"})
        data = bytearray(path.read_bytes())
        for sign, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            at = -1
            while (at := data.find(sign, at + 1)) >= 0:
                data[at + flags + 1] &= ~0x08
        path.write_bytes(data)
        with open_package(source(path)) as opened:
            assert opened.picture("ảnh.jpg") == b"picture"

    @pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18])
    def test_what_is_no_zip_is_refused_by_its_own_name(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "p.zip"
        path.write_bytes(data)
        reason, offender = refused(path)
        assert (reason in {"package-zip-broken", "package-too-many-files"}, offender) == (True, "p.zip")

    def test_a_scan_that_was_chosen_in_the_wrong_place_is_not_called_a_damaged_zip(self, tmp_path: Path) -> None:
        path = tmp_path / "scan.pdf"
        path.write_bytes(b"%PDF-1.7 and no zip at all")
        assert refused(path) == ("package-not-a-zip", "scan.pdf")

    def test_an_empty_zip_lacks_its_declaration(self, tmp_path: Path) -> None:
        assert refused(archive(tmp_path / "p.zip", {})) == ("package-without-declaration", "declaration.json")

    def test_damaged_bytes_are_found_by_their_checksum(self, tmp_path: Path) -> None:
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w") as target:
            target.writestr("declaration.json", b"A" * 100)
        path.write_bytes(path.read_bytes().replace(b"A" * 100, b"A" * 99 + b"B"))
        assert refused(path) == ("package-zip-broken", "declaration.json")

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "p.zip")
        assert refused(tmp_path / "p.zip") == ("package-not-a-file", "p.zip")

    @given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
    @settings(max_examples=200, deadline=None)
    def test_a_damaged_zip_is_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
    ) -> None:
        data = bytearray(WHOLE)
        place %= len(data)
        data[place : place + len(noise)] = noise
        path = tmp_path_factory.getbasetemp() / "damaged.zip"
        path.write_bytes(data)
        try:
            with open_package(source(path)) as opened:
                opened.declaration()
                opened.picture("portrait.jpg")
        except Refused as error:
            assert error.facts["offender"]


def _whole() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in FILES.items():
            target.writestr(name, data)
    return file.getvalue()


WHOLE = _whole()


class TestFind:
    def test_a_folder_of_packages_gives_them_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        folder(tmp_path / "b")
        archive(tmp_path / "a.zip")
        folder(tmp_path / "c", {"x": b""})
        (tmp_path / "README.md").write_text("left alone")
        (tmp_path / ".hidden").mkdir()
        assert [found.name for found in find([tmp_path])] == ["a.zip", "b", "c"]

    def test_several_paths_are_ordered_together_and_each_counts_once(self, tmp_path: Path) -> None:
        one, two = folder(tmp_path / "in" / "2"), archive(tmp_path / "1.ZIP")
        assert [found.name for found in find([one, two, tmp_path / "in", one / "." / ".." / "2"])] == ["1.ZIP", "2"]

    def test_a_folder_without_anything_is_a_package_without_its_declaration(self, tmp_path: Path) -> None:
        (found,) = find([tmp_path])
        assert refused(found.path) == ("package-without-declaration", "declaration.json")

    def test_a_path_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="import-path") as caught:
            find([tmp_path / "none"])
        assert str(tmp_path) in str(caught.value.facts["offender"])

    def test_a_link_that_the_officer_names_is_followed(self, tmp_path: Path) -> None:
        real = folder(tmp_path / "real")
        (tmp_path / "link").symlink_to(real)
        assert [found.path for found in find([tmp_path / "link"])] == [real]
