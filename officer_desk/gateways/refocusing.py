# SPDX-License-Identifier: Apache-2.0
"""Computing away what a lens out of focus did."""

import numpy as np
from PIL import Image

_EDGE = 16
_SOFT = 0.02
"""How much of its strength a picture's grain has: what is fainter is not restored."""


def refocused(image: Image.Image, radius: float) -> Image.Image:
    """Sharpen a grey picture that was blurred with this radius in pixels (Wiener's filter for a Gaussian)."""
    seen = np.pad(np.asarray(image, dtype=np.float64), _EDGE, mode="symmetric")
    down, across = np.fft.fftfreq(seen.shape[0])[:, None], np.fft.rfftfreq(seen.shape[1])[None, :]
    lens = np.exp(-2 * (np.pi * radius) ** 2 * (down**2 + across**2))
    spectrum = np.fft.rfft2(seen) * lens / (lens**2 + _SOFT) * (1 + _SOFT)
    restored = np.fft.irfft2(spectrum, seen.shape)[_EDGE:-_EDGE, _EDGE:-_EDGE]
    return Image.fromarray(np.clip(restored, 0, 255).astype(np.uint8))
