# SPDX-License-Identifier: Apache-2.0
"""Draws all pictures of the sample office once, so that making one takes seconds: resources/sample/pictures.zip.

Run `.venv/bin/python tools/draw_sample.py` after a change of the drawing code or of the sample's plan. Each QR code
is read back from the finished picture; a picture whose QR cannot be read stops the work.
"""

import io
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime

import zxingcpp
from PIL import Image

from officer_desk.domain.values import IdentityKind, PictureRole
from officer_desk.gateways.units import Units
from officer_desk.sample.cards import qr_text
from officer_desk.sample.drawings import draw, ship, shipped_path, wanted
from officer_desk.sample.packages import COUNT, SEED
from officer_desk.sample.plan import Case, make_plan

# Any moment will do: the pictures do not depend on it.
_MOMENT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def _drawn(task: tuple[str, Case, PictureRole]) -> tuple[str, bytes]:
    name, case, role = task
    address_text = Units.load().address_text
    data = draw(case, role, SEED, address_text)
    qr_role = PictureRole.IDENTITY_BACK if case.person.new_card else PictureRole.IDENTITY_FRONT
    if case.person.paper is IdentityKind.CCCD and role is qr_role:
        read = [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(data)))]
        if read != [qr_text(case.person, address_text)]:
            sys.exit(f"{name}: the QR code cannot be read back")
    return name, data


def main() -> None:
    """Draw, check and write."""
    tasks = list(wanted(make_plan(_MOMENT, SEED, COUNT)))
    with ProcessPoolExecutor() as pool:
        drawn = list(pool.map(_drawn, tasks, chunksize=4))
    shipped_path().parent.mkdir(exist_ok=True)
    ship(shipped_path(), SEED, COUNT, drawn)
    print(f"{len(drawn)} pictures, {shipped_path().stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
