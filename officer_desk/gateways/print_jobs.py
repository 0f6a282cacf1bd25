# SPDX-License-Identifier: Apache-2.0
"""The state of one print job, asked of the CUPS server in its own protocol (IPP).

`lpstat` lists a cancelled job among the completed ones, as if it had been printed; the protocol tells them apart.
"""

import http.client
import socket
import struct
from enum import IntEnum

_GET_JOB_ATTRIBUTES = 0x0009
_OPERATION_ATTRIBUTES, _END = 0x01, 0x03
_ENUM, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x23, 0x44, 0x45, 0x47, 0x48
_NOT_FOUND, _FIRST_FAILURE = 0x0406, 0x0100
_HEAD = 9
"""Bytes of an answer before its attributes."""


class JobState(IntEnum):
    """RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class _LocalConnection(http.client.HTTPConnection):
    """HTTP over the server's socket in the file system."""

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.host)


def ask_job_state(server: str, number: int, patience: float) -> JobState | None:
    """Ask `server` ("host:port" or the path of its socket) for a job's state.

    None: it did not say, for example because it wants encryption; it may still answer `lpstat`.
    """
    path = f"/jobs/{number}"
    connection = _connection(server, patience)
    try:
        connection.request("POST", path, _question(path), {"Content-Type": "application/ipp", "Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read(65536)
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return _state_in(body) if answer.status == http.HTTPStatus.OK else None


def _connection(server: str, patience: float) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _LocalConnection(server, timeout=patience)
    return http.client.HTTPConnection(server, timeout=patience)


def _question(path: str) -> bytes:
    """Write the request of RFC 8010: version 2.0, operation, request 1, attributes, end."""
    attributes = (
        (_CHARSET, "attributes-charset", "utf-8"),
        (_LANGUAGE, "attributes-natural-language", "en"),
        (_URI, "job-uri", f"ipp://localhost{path}"),
        (_KEYWORD, "requested-attributes", "job-state"),
    )
    body = b"".join(_attribute(*attribute) for attribute in attributes)
    head = struct.pack(">BBHIB", 2, 0, _GET_JOB_ATTRIBUTES, 1, _OPERATION_ATTRIBUTES)
    return head + body + bytes([_END])


def _attribute(tag: int, name: str, value: str) -> bytes:
    return struct.pack(f">BH{len(name)}sH{len(value)}s", tag, len(name), name.encode(), len(value), value.encode())


def _state_in(body: bytes) -> JobState | None:
    """Find the one enumerated value of the answer; a job that the server has forgotten cannot be called printed."""
    if len(body) < _HEAD:
        return None
    (status,) = struct.unpack_from(">H", body, 2)
    if status == _NOT_FOUND:
        return JobState.ABORTED
    name = b"job-state"
    at = body.find(struct.pack(f">BH{len(name)}sH", _ENUM, len(name), name, 4))
    if status >= _FIRST_FAILURE or at < 0 or len(body) < at + 18:
        return None
    (value,) = struct.unpack_from(">I", body, at + 14)
    return JobState(value) if value in set(JobState) else None
