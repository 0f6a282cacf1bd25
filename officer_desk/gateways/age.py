# SPDX-License-Identifier: Apache-2.0
"""Encryption in the age format (age-encryption.org): streams for a key of their own, and a key for a passphrase."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Protocol

_age: Any = import_module("pyrage")  # says nothing of its types


class WrongPassphrase(Exception):
    """The passphrase does not open it."""


class Broken(Exception):
    """These bytes were not encrypted for this key, or changed since."""


class Writable(Protocol):
    """What plain or secret bytes are written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        ...


def new_identity() -> str:
    """Make a key."""
    return str(_age.x25519.Identity.generate())


def seal(data: bytes, passphrase: str) -> bytes:
    """Encrypt a few bytes for a passphrase; takes a second on purpose, as unsealing does."""
    sealed: bytes = _age.passphrase.encrypt(data, passphrase)
    return sealed


def unseal(data: bytes, passphrase: str) -> bytes:
    """Decrypt what `seal` gave; raises `WrongPassphrase`."""
    try:
        plain: bytes = _age.passphrase.decrypt(data, passphrase)
    except (_age.DecryptError, OSError) as error:
        raise WrongPassphrase from error
    return plain


def encrypt(source: "Source", target: Writable, identity: str) -> None:
    """Encrypt a stream for a key; raises what source and target raise."""
    end = _Target(target)
    with _ours(source, end):
        _age.encrypt_io(source, end, [_age.x25519.Identity.from_str(identity).to_public()])


def decrypt(source: "Source", target: Writable, identity: str) -> None:
    """Decrypt a stream; raises `Broken`, and what source and target raise. What came before a break is written."""
    end = _Target(target)
    try:
        with _ours(source, end):
            _age.decrypt_io(source, end, [_age.x25519.Identity.from_str(identity)])
    except (_age.DecryptError, _age.IdentityError) as error:
        raise Broken from error
    except OSError as error:
        if source.trouble is not None or end.trouble is not None:
            raise
        raise Broken from error  # so the library says that a part was changed


class _Through:
    """One end of an encryption, which forgets whose error it was: the error is kept here."""

    trouble: BaseException | None = None


class Source(_Through):
    """Bytes that come in pieces; `told` hears of every number of bytes that was taken."""

    def __init__(self, parts: Iterator[bytes], told: Callable[[int], None] = lambda _bytes: None) -> None:
        """Give what the parts are."""
        self._parts, self._told = parts, told
        self._left = b""

    def read(self, most: int = -1) -> bytes:
        """Give the next bytes."""
        try:
            while not self._left:
                self._left = next(self._parts)
        except StopIteration:
            return b""
        except BaseException as error:
            self.trouble = error
            raise
        given, self._left = (self._left, b"") if most < 0 else (self._left[:most], self._left[most:])
        self._told(len(given))
        return given


class _Target(_Through):
    def __init__(self, file: Writable) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        """Pass the bytes on."""
        try:
            self._file.write(data)
        except BaseException as error:
            self.trouble = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


@contextmanager
def _ours(*ends: _Through) -> Generator[None]:
    """Raise the error that one of the ends had, not what the encryption makes of it."""
    try:
        yield
    except Exception:
        for end in ends:
            if end.trouble is not None:
                raise end.trouble from None
        raise
