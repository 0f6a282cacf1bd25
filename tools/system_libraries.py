# SPDX-License-Identifier: Apache-2.0
"""Names the system libraries and programs that are missing, with the line that installs them.

As root on Debian or Ubuntu it installs them and says so. Qt's libraries stop the setup when they are missing;
the printing system does not, because a desk can save its forms as PDF.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
}
PROGRAMS = {
    "lp": "cups-client",
    "cupsd": "cups",
    "Xvfb": "xvfb",
    "scanimage": "sane-utils",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}
"""Programs (names, or places) and the packages that bring them: printing, scanning, and what the tests need."""


def main() -> int:
    """Check, install where allowed, and say what is left to do."""
    if not sys.platform.startswith("linux"):
        return 0
    missing = _missing()
    if not missing:
        return 0
    line = f"apt-get install {' '.join(missing)}"
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing what the system lacks: {line}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=False, **quiet)
        missing = _missing()
    needed = sorted(set(missing) - set(PROGRAMS.values()))
    if missing:
        print(f"Missing on this system: {' '.join(missing)}\nInstall with: {line}", file=sys.stderr)
    return 1 if needed else 0


def _missing() -> list[str]:
    found = [package for name, package in LIBRARIES.items() if not _loads(name)]
    return found + [package for name, package in PROGRAMS.items() if not _on_path(name)]


def _on_path(name: str) -> bool:
    if name.startswith("/"):
        return Path(name).exists()
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") is not None


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
