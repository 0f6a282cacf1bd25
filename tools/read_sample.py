# SPDX-License-Identifier: Apache-2.0
"""Reads all pictures of the sample office once, as the desk would: resources/sample/readings.json.gz.

Run `.venv/bin/python tools/read_sample.py` after a change of the sample's pictures or of the checker.
"""

from datetime import UTC, datetime
from hashlib import sha256

from officer_desk.domain.records import PictureReading
from officer_desk.domain.values import IdentityKind, PictureRole
from officer_desk.errors import Refused
from officer_desk.gateways.card_readers import CardReaders
from officer_desk.gateways.units import Units
from officer_desk.sample.drawings import pictures_for
from officer_desk.sample.packages import COUNT, SEED
from officer_desk.sample.plan import make_plan
from officer_desk.sample.shipped_readings import shipped_path, write

# Any moment will do: the pictures do not depend on it.
_TRIES = 3
"""A busy machine may run into the time that a picture is given."""
_MOMENT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def _with_lines(paper: IdentityKind, role: PictureRole) -> bool:
    if paper is IdentityKind.PASSPORT:
        return role is PictureRole.IDENTITY_FRONT
    return paper is IdentityKind.CCCD and role is PictureRole.IDENTITY_BACK


def main() -> None:
    """Read and write."""
    pictures = pictures_for(SEED, COUNT, Units.load().address_text)
    wanted = {
        sha256(data).hexdigest(): (data, _with_lines(case.person.paper, role))
        for case in make_plan(_MOMENT, SEED, COUNT)
        for role in case.pictures
        for data in [pictures(case, role)]
    }
    readers = CardReaders()
    found: dict[str, PictureReading] = {}
    for name, (data, lines) in wanted.items():
        for _ in range(_TRIES):
            try:
                found[name] = readers.read(data, name, want_lines=lines)
                break
            except Refused as refused:
                print(f"{name}: {refused.reason}")
    readers.close()
    write(shipped_path(), found.values())
    print(f"{len(found)} pictures, {shipped_path().stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
