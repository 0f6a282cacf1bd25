#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts everything the desk needs into .venv, and says which system libraries are missing (installs them as root on
# Debian and Ubuntu). Does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/.."

python=""
for candidate in python3.13 python3.12 python3.11 python3; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer with venv is needed: apt-get install python3 python3-venv" >&2
  exit 1
fi

wanted=$(cat requirements.lock pyproject.toml tools/setup.sh | cksum)
if [ "$(cat .venv/.officer-desk 2>/dev/null || true)" != "$wanted" ]; then
  echo "Setting up .venv (once; about 370 MB) …"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$wanted" >.venv/.officer-desk
fi

.venv/bin/python tools/system_libraries.py
