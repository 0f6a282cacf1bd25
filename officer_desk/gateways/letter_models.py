# SPDX-License-Identifier: Apache-2.0
"""The two models that come with rapidocr, run by onnxruntime: where lines of letters lie, and what they say.

The models are used without the rest of rapidocr: it would load OpenCV and look at every letter of every script, where
machine-readable lines have 37.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

Real32 = NDArray[np.float32]

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
STRIP = 48
"""Pixels to which a line's height is brought."""
_SEARCHED, _STEP = 640, 32
"""The longer side of the picture on which lines are looked for; both sides are whole numbers of steps."""
_BLANK = 0
"""What the model says between two letters."""


class _Session(Protocol):
    """What is used of onnxruntime, which has no types of its own."""

    def run(self, outputs: None, inputs: dict[str, Real32]) -> list[Real32]: ...

    def get_inputs(self) -> "list[_Named]": ...

    def get_modelmeta(self) -> "_About": ...


class _Named(Protocol):
    name: str


class _About(Protocol):
    custom_metadata_map: dict[str, str]


class LetterModels:
    """Both models, loaded."""

    def __init__(self) -> None:
        """Load them; takes a third of a second."""
        self._places = _session("PP-OCRv6_det_small.onnx")
        self._signs = _session("PP-OCRv6_rec_small.onnx")
        letters = self._signs.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._kept = [_BLANK, *(letters.index(sign) + 1 for sign in SIGNS)]

    def likely(self, picture: Image.Image) -> Real32:
        """Say of each point of a picture that is brought to a smaller size how likely letters stand there."""
        scale = _SEARCHED / max(picture.size)
        width, height = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in picture.size)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.BOX)
        return _run(self._places, np.asarray(small)[None, :, :, ::-1])[0, 0]

    def signs(self, strip: Image.Image) -> Real32:
        """Read a line of machine-readable signs from a grey strip of the right height.

        Gives a row for each sign, which says of each of `SIGNS` how likely it is.
        """
        grey = np.asarray(strip)
        said = _run(self._signs, np.stack((grey, grey, grey), axis=-1)[None])[0][:, self._kept]
        best = said.argmax(axis=1)
        told = (best != 0) & (best != np.concatenate(([0], best[:-1])))
        return said[told][:, 1:]


def _session(name: str) -> _Session:
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name)
    library: Any = onnxruntime
    options = library.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    path = Path(found.origin).parent / "models" / name
    session = library.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return cast("_Session", session)


def _run(session: _Session, pixels: NDArray[np.uint8]) -> Real32:
    """Give what a model says of pixels in rows, from -1 to 1 as it was taught."""
    values = np.ascontiguousarray(pixels.transpose(0, 3, 1, 2), dtype=np.float32) / 127.5 - 1
    return session.run(None, {session.get_inputs()[0].name: values})[0]
