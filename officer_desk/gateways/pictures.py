# SPDX-License-Identifier: Apache-2.0
"""Pictures: hostile until decoded, kept sealed outside the database under the SHA-256 of their bytes."""

import hashlib
import io
import os
import re
import tempfile
import threading
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PIL import Image

from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import erasing, sealed_files
from officer_desk.gateways.disk import FULL, private_folder, sync_folder
from officer_desk.gateways.likeness_hash import likeness_of
from officer_desk.gateways.picture_header import Header, has_end, has_few_scans, read_header

MAX_BYTES = 15_000_000
MAX_PIXELS = 50_000_000
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_UNFINISHED = ".new-"
PURPOSE = "pictures"
"""What the office's key is derived for."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that was decoded to its end and lies on the disk; width and height as it is seen (EXIF-turned)."""

    sha256: str
    media_type: str
    width: int
    height: int
    size: int
    likeness: str = ""
    """As `likeness_hash` gives it, where the picture was decoded; what is only described has none."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A picture that was checked and is not stored yet."""

    picture: StoredPicture
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """Pixels for the screen: RGB888, rows of `width * 3` bytes without padding."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


def check(data: bytes, name: str = "") -> tuple[str, int, int]:
    """Prove that bytes are a whole picture of an allowed format and size: (media type, width, height as seen).

    It is decoded to its end: a header that opens proves nothing. Raises `Refused` with `offender=name`:
    "picture-too-large", "picture-not-a-picture", "picture-too-many-pixels", "picture-unreadable".
    """
    found = look(data, name).picture
    return found.media_type, found.width, found.height


def look(data: bytes, name: str = "") -> LookedAt:
    """Check a picture and compute what storing it will give; raises as `check` does."""
    header = _bounded_header(data, name)
    with _opened(data, header, name) as image:
        image.load()
        orientation = _orientation(image)
        likeness = likeness_of(image, _UPRIGHT.get(orientation))
        width, height = reversed(image.size) if orientation >= 5 else image.size
    if header.media_type == "image/jpeg" and not has_end(data):
        raise Refused("picture-unreadable", offender=name)
    sha256 = hashlib.sha256(data).hexdigest()
    return LookedAt(StoredPicture(sha256, header.media_type, width, height, len(data), likeness), data)


def decode(data: bytes, max_side: int | None = None, name: str = "") -> DecodedPicture:
    """Decode for display, EXIF-turned, no side longer than `max_side` pixels; raises as `check` does."""
    header = _bounded_header(data, name)
    with _opened(data, header, name) as image:
        if max_side is not None and header.media_type == "image/jpeg":
            # Half the work for a thumbnail; the header's proportions are kept.
            image.draft("RGB", (max_side, max_side))
        image.load()
        turn = _UPRIGHT.get(_orientation(image))
        flat = _on_white(image)
        if max_side is not None:
            flat.thumbnail((max_side, max_side))
        upright = flat if turn is None else flat.transpose(turn)
        return DecodedPicture(upright.width, upright.height, upright.tobytes())


class PictureStore:
    """The folder of pictures: `ab/ab12…`, each named by the SHA-256 of its bytes, sealed, readable by its owner only.

    A picture that lies there in the clear (former versions stored them so) is read all the same.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Take the folder and the key for the purpose of pictures."""
        self._folder: Path = folder
        self._key: bytes = key

    def put(self, data: bytes, name: str = "") -> StoredPicture:
        """Check a picture and store it, so that a power cut leaves it whole or not there; raises as `check` does."""
        return self.keep(look(data, name))

    def keep(self, looked: LookedAt) -> StoredPicture:
        """Store a picture that was checked before; one that is there already is not written again.

        Raises `Unavailable("disk-full")` or `("disk-error")`.
        """
        sha256 = looked.picture.sha256
        # A file that is there may be a damaged one: it is read, not believed.
        if not self._holds(sha256, looked.data):
            try:
                _write(self.path(sha256), sealed_files.seal(self._key, sha256, looked.data))
            except OSError as error:
                raise Unavailable("disk-full" if error.errno in FULL else "disk-error") from error
        return looked.picture

    def describe(self, sha256: str) -> StoredPicture:
        """Say what a stored picture is, from its header; raises as `read` does."""
        data = self.read(sha256)
        header = _bounded_header(data, sha256)
        with _opened(data, header, sha256) as image:
            width, height = image.size
            lying = _orientation(image) >= 5
        seen = (height, width) if lying else (width, height)
        return StoredPicture(sha256, header.media_type, *seen, len(data))

    def read(self, sha256: str) -> bytes:
        """Give a picture's bytes; raises `Unavailable("picture-lost")` or `("picture-damaged")`."""
        for _ in range(2):  # one in the clear may be sealed and overwritten while it is read: then it is read anew
            try:
                found = self.path(sha256).read_bytes()
            except OSError as error:
                raise Unavailable("picture-lost", sha256=sha256) from error
            data = self._opened(sha256, found)
            if data is not None and hashlib.sha256(data).hexdigest() == sha256:
                return data
        raise Unavailable("picture-damaged", sha256=sha256)

    def is_sealed(self, sha256: str) -> bool:
        """Say whether a picture that is there is sealed."""
        with self.path(sha256).open("rb") as file:
            return sealed_files.is_sealed(file.read(len(sealed_files.MAGIC)))

    def path(self, sha256: str) -> Path:
        """Give the place of a picture, whether it is there or not."""
        if not _SHA256.fullmatch(sha256):
            message = "not a SHA-256 in hex"
            raise ValueError(message)
        return self._folder / sha256[:2] / sha256

    def all(self) -> Iterator[str]:
        """Give every picture that lies there."""
        for folder in sorted(self._folder.glob("??")):
            yield from sorted(path.name for path in folder.iterdir() if _SHA256.fullmatch(path.name))

    def sealed_copy(self, sha256: str) -> Path:
        """Put a sealed copy of a picture beside it, onto the disk; a damaged one is sealed as it is."""
        path = self.path(sha256)
        return _unfinished(path, sealed_files.seal(self._key, sha256, path.read_bytes()))

    def replace(self, sha256: str, copy: Path) -> None:
        """Let a sealed copy take the place of a picture, unless that is gone; `erase_replaced` then does the rest."""
        path = self.path(sha256)
        if path.exists():
            erasing.supplant(path, copy)
        else:
            copy.unlink()

    def erase_replaced(self, sha256: str) -> None:
        """Overwrite what a sealed copy took the place of."""
        erasing.remove_supplanted(self.path(sha256))

    def sweep_replaced(self) -> None:
        """Overwrite what interrupted runs left of that."""
        for folder in self._folder.glob("??"):
            for path in erasing.put_aside_in(folder):
                erasing.remove_supplanted(path)

    def sweep(self, before: datetime) -> int:
        """Remove what interrupted writers left behind before a time; give how many files that were."""
        removed = 0
        for path in self._folder.glob(f"??/{_UNFINISHED}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    removed += 1
        return removed

    def _opened(self, sha256: str, found: bytes) -> bytes | None:
        if not sealed_files.is_sealed(found):
            return found
        try:
            return sealed_files.unseal(self._key, sha256, found)
        except sealed_files.Broken:
            return None

    def _holds(self, sha256: str, data: bytes) -> bool:
        """Say whether a picture is there, whole and sealed."""
        try:
            found = self.path(sha256).read_bytes()
        except OSError:
            return False
        return sealed_files.is_sealed(found) and self._opened(sha256, found) == data


def _bounded_header(data: bytes, name: str) -> Header:
    """Check bytes and pixels before any decoder is started."""
    if len(data) > MAX_BYTES:
        raise Refused("picture-too-large", offender=name, most=MAX_BYTES // 1_000_000)
    header = read_header(data)
    if header is None:
        raise Refused("picture-not-a-picture", offender=name)
    _bound_pixels(header.width, header.height, name)
    if not has_few_scans(data):
        raise Refused("picture-unreadable", offender=name)
    return header


def _bound_pixels(width: int, height: int, name: str) -> None:
    if width * height > MAX_PIXELS:
        raise Refused("picture-too-many-pixels", offender=name, most=MAX_PIXELS // 1_000_000)


def _orientation(image: Image.Image) -> int:
    """Give EXIF's orientation, 1 (upright) where the EXIF block is missing or broken: the pixels still count."""
    try:
        found = image.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - a broken block raises anything from SyntaxError to struct.error
        return 1
    return found if isinstance(found, int) and found in _UPRIGHT else 1


@contextmanager
def _opened(data: bytes, header: Header, name: str) -> Generator[Image.Image]:
    """Open a picture with the decoder of its own format; whatever the decoder trips over makes it unreadable."""
    try:
        with (
            _no_warnings(),
            io.BytesIO(data) as file,
            Image.open(file, formats=(_FORMATS[header.media_type],)) as image,
        ):
            _bound_pixels(image.width, image.height, name)
            yield image
    except Refused:
        raise
    except Exception as error:
        # Decoders of hostile bytes raise anything from OSError to KeyError.
        raise Refused("picture-unreadable", offender=name) from error


def _on_white(image: Image.Image) -> Image.Image:
    """Give RGB: transparent parts on white, 16-bit grey scaled to 8."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")


def _write(path: Path, data: bytes) -> None:
    """Write beside the place, on the disk, then rename: no reader ever sees half a file."""
    private_folder(path.parent)
    unfinished = _unfinished(path, data)
    try:
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    sync_folder(path.parent)


def _unfinished(path: Path, data: bytes) -> Path:
    """Write bytes onto the disk beside a path, under a name that is swept away if it stays."""
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


class _Silence:
    """Mutes Pillow's remarks while any thread decodes: warning filters belong to the process, not to a thread."""

    def __init__(self) -> None:
        self._lock: threading.Lock = threading.Lock()
        self._inside: int = 0
        self._filters: warnings.catch_warnings[None] = warnings.catch_warnings()

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._filters = warnings.catch_warnings()
                self._filters.__enter__()
                warnings.filterwarnings("ignore", module=r"PIL\b")

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._filters.__exit__(None, None, None)


_silence = _Silence()


@contextmanager
def _no_warnings() -> Generator[None]:
    _silence.enter()
    try:
        yield
    finally:
        _silence.leave()
