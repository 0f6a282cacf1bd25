# SPDX-License-Identifier: Apache-2.0
# Two commands: `make run` opens the desk with a sample office, `make test` runs every check.

PYTHON := .venv/bin/python
TOUR := build/tour

.PHONY: setup run test check unit soak bench strings

setup:
	@sh tools/setup.sh

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  $(PYTHON) -m officer_desk demo; \
	else \
	  echo "No display: playing the counter's tour instead."; \
	  QT_QPA_PLATFORM=offscreen $(PYTHON) -m officer_desk tour $(TOUR); \
	fi

test: setup check unit

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/basedpyright

# Three workers for two processors: some tests wait for programs that they started.
unit:
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 3 --dist worksteal -q -m "not soak" --durations=12

soak: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist worksteal -q -m soak --durations=0

bench: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m bench

# Find new texts of screens and command line; translate them in resources/i18n/officer_desk_vi.ts.
strings:
	.venv/bin/pyside6-lupdate -no-obsolete -locations none $$(git ls-files 'officer_desk/*.py') -ts resources/i18n/officer_desk_vi.ts
