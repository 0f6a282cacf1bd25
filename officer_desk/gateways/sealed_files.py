# SPDX-License-Identifier: Apache-2.0
"""A file's bytes sealed with the office's key (AES-256-GCM) and bound to its name; docs/backup.md tells the format.

Magic with the format's version (8 bytes), nonce (12), then what was encrypted with its tag (16).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"ODSEAL\0\1"
"""No picture begins with it; the last byte is the version."""
_NONCE = 12


class Broken(Exception):
    """These bytes were not sealed with this key for this name, or changed since."""


def is_sealed(head: bytes) -> bool:
    """Say whether bytes begin as sealed ones do."""
    return head.startswith(MAGIC)


def seal(key: bytes, name: str, data: bytes) -> bytes:
    """Encrypt a file's bytes, each time with another nonce."""
    nonce = os.urandom(_NONCE)
    return MAGIC + nonce + AESGCM(key).encrypt(nonce, data, MAGIC + name.encode())


def unseal(key: bytes, name: str, sealed: bytes) -> bytes:
    """Decrypt what `seal` gave; raises `Broken`."""
    start = len(MAGIC) + _NONCE
    try:
        return AESGCM(key).decrypt(sealed[len(MAGIC) : start], sealed[start:], MAGIC + name.encode())
    except (InvalidTag, ValueError) as error:
        raise Broken from error
