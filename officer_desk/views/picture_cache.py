# SPDX-License-Identifier: Apache-2.0
"""Pictures of the open file and of the next one, decoded at the size of the screen; bounded, and in memory only."""

from collections import OrderedDict

from PySide6.QtGui import QImage

MOST_BYTES = 64_000_000
"""Three pictures of three files on a large screen of twice the usual density."""
_LARGER = 1.25
"""A picture decoded so much larger than it is wanted is still shown; a smaller one is not."""
_SMALLER = 0.96


class PictureCache:
    """What was used longest ago goes first. Kept by the hash of a picture's bytes: it can never be an outdated one."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._bytes = 0

    def get(self, sha256: str, side: int) -> QImage | None:
        """Give a picture that is decoded for about this longest side; None: it has to be read."""
        fits = [key for key in self._held if key[0] == sha256 and side * _SMALLER <= key[1] <= side * _LARGER]
        if not fits:
            return None
        self._held.move_to_end(fits[0])
        return self._held[fits[0]]

    def put(self, sha256: str, side: int, image: QImage) -> None:
        """Keep a picture that was decoded for this longest side."""
        before = self._held.pop((sha256, side), None)
        self._bytes += image.sizeInBytes() - (0 if before is None else before.sizeInBytes())
        self._held[sha256, side] = image
        while self._bytes > self._most and len(self._held) > 1:
            self._bytes -= self._held.popitem(last=False)[1].sizeInBytes()

    def clear(self) -> None:
        """Keep nothing: the officer went back to the list."""
        self._held.clear()
        self._bytes = 0

    @property
    def size(self) -> int:
        """How many bytes of pixels are kept."""
        return self._bytes
