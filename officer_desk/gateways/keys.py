# SPDX-License-Identifier: Apache-2.0
"""The office's key: kept outside the database, so that a copy of the database alone opens no secret."""

import base64
import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from officer_desk.errors import Unavailable

_BYTES = 32
_READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def readable_code() -> str:
    """Make eight random letters and digits that nobody misreads, as ABCD-EF23."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(2))


class Keys:
    """One key for each purpose, derived from the office's key."""

    def __init__(self, master: bytes) -> None:
        """Take the 32 secret bytes."""
        self._master = master
        self._derived = cache(self._derive)

    def seal(self, purpose: str, secret: str) -> bytes:
        """Encrypt a text."""
        return self._box(purpose).encrypt(secret.encode())

    def unseal(self, purpose: str, sealed: bytes) -> str:
        """Decrypt; raises `Unavailable("key-does-not-fit")` when the key is another office's."""
        try:
            return self._box(purpose).decrypt(sealed).decode()
        except InvalidToken as error:
            raise Unavailable("key-does-not-fit") from error

    def digest(self, purpose: str, text: str) -> str:
        """Give a keyed digest (HMAC-SHA-256, hex): equal for equal texts, and not to be guessed by trying."""
        return hmac.new(self._derived(purpose), text.encode(), hashlib.sha256).hexdigest()

    def key_for(self, purpose: str) -> bytes:
        """Give the 32 bytes of one purpose."""
        return self._derived(purpose)

    def _box(self, purpose: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._derived(purpose)))

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), _BYTES, salt=None, info=b"officer-desk/" + purpose.encode()).derive(self._master)


def open_keys(path: Path, *, may_make: bool) -> Keys:
    """Read the key file; make it (mode 0600) only for a database that is new.

    Raises `Unavailable("key-missing")` for an existing database without its key, `("key-damaged")`.
    """
    if not path.exists():
        if not may_make:
            raise Unavailable("key-missing", path=str(path))
        _make(path)
    master = path.read_bytes()
    if len(master) != _BYTES:
        raise Unavailable("key-damaged", path=str(path))
    return Keys(master)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = path.with_suffix(".new")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(_BYTES))
        file.flush()
        os.fsync(file.fileno())
    whole.replace(path)
