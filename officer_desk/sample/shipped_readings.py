# SPDX-License-Identifier: Apache-2.0
"""What was read of the sample's pictures, shipped with them: a new sample office shows its comparisons at once."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.orm import Session

from officer_desk import resources
from officer_desk.domain.records import PictureReading
from officer_desk.office import OpenOffice
from officer_desk.sample.officers import LOCAL
from officer_desk.services import readings
from officer_desk.services.context import Context


def shipped_path() -> Path:
    """Give the file of shipped readings."""
    return resources.folder() / "sample" / "readings.json.gz"


def write(target: Path, found: Iterable[PictureReading]) -> None:
    """Write what is shipped, by the pictures' hashes."""
    rows = [asdict(reading) for reading in sorted(found, key=lambda reading: reading.sha256)]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


def read(source: Path) -> tuple[PictureReading, ...]:
    """Give what is shipped; nothing where nothing is."""
    if not source.is_file():
        return ()
    return tuple(readings.reading_of(row) for row in json.loads(gzip.decompress(source.read_bytes())))


def lay(office: OpenOffice) -> None:
    """Keep what is shipped for the pictures that the office has; the desk reads the others by itself."""
    office.act(office.context(LOCAL), _store, read(shipped_path()))


def _store(session: Session, context: Context, found: tuple[PictureReading, ...]) -> int:
    return sum(readings.store(session, context, reading) for reading in found)
