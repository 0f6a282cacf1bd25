# SPDX-License-Identifier: Apache-2.0
"""An SMS gateway in a process of its own; what it answers is asked for by the end of the phone number.

Started as `sms_server.py LOG CERTIFICATE KEY` (without the last two it speaks no HTTPS): says its ports in one line,
then writes one line of JSON for each request when it begins, and one when it is answered.
"""

import json
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LOG = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
_lock = threading.Lock()
_seen: set[str] = set()


class Gateway(BaseHTTPRequestHandler):
    """Answers as the number says: …429 and …500 only the first time for each message."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def do_PUT(self) -> None:
        self.do_POST()

    def _answer(self, body: bytes) -> None:
        asked = _asked(self.path, self.headers.get("Content-Type", ""), body)
        key, end = self.headers.get("Idempotency-Key", ""), str(asked.get("to", ""))[-3:]
        headers = {name: value for name, value in self.headers.items() if name != "Host"}
        self._log({"at": "begin", "key": key, "path": self.path, "headers": headers, "asked": asked})
        first = key not in _seen
        _seen.add(key)
        time.sleep(2 if end == "408" else 0.003)
        if end == "499" and first:
            self._log({"at": "end", "key": key})
            self.close_connection = True
            self.connection.close()
            return
        status = int(end) if end in {"400", "401", "404"} or (end in {"429", "500"} and first) else 200
        said = f'{{"status": {status}, "about": {json.dumps(asked)}}}'.encode()
        self._log({"at": "end", "key": key})
        self.send_response(status)
        self.send_header("Content-Length", str(len(said) + (100 if end == "498" and first else 0)))
        if status == 429:
            self.send_header("Retry-After", "600")
        self.end_headers()
        self.wfile.write(said)
        self.close_connection = end == "498"

    def _log(self, line: dict[str, object]) -> None:
        with _lock, LOG.open("a") as file:
            file.write(json.dumps({**line, "when": time.monotonic()}) + "\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def _asked(path: str, kind: str, body: bytes) -> dict[str, object]:
    if "json" in kind:
        return json.loads(body)
    text = body.decode() or urlsplit(path).query
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that went away is none of our business."""


if __name__ == "__main__":
    LOG.touch()
    plain, secured = (Server(("127.0.0.1", 0), Gateway) for _ in range(2))
    if len(sys.argv) > 2:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(sys.argv[2], sys.argv[3])
        secured.socket = tls.wrap_socket(secured.socket, server_side=True)
    threading.Thread(target=secured.serve_forever, daemon=True).start()
    print(json.dumps({"http": plain.server_address[1], "https": secured.server_address[1]}), flush=True)
    plain.serve_forever()
