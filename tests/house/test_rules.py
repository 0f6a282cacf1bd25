# SPDX-License-Identifier: Apache-2.0
"""The house's rules that a reader of the sources can check."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "officer_desk").rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "house")

FORBIDDEN = [
    (r"\bprocessEvents\b", [*PACKAGE, *TESTS], ()),
    (r"qtbot\.wait\(", TESTS, ()),
    (r"(?<!\w)(time\.)?sleep\(", PACKAGE, ()),
    (r"\bQMessageBox\b", PACKAGE, ("views/dialogs.py",)),
    (r"\bself\.tr\(|\bQCoreApplication\.translate\(", PACKAGE, ()),
    (r"(?<![\w.\"])(?<!def )print\(", PACKAGE, ()),
    (r"@(pytest\.mark\.)?flaky|\breruns\b", TESTS, ()),
    (r"\bQThread\(|threading\.Thread\(|QThreadPool", PACKAGE, ("background.py",)),
    (r"datetime\.now\(|date\.today\(|\butcnow\(", PACKAGE, ("office.py", "app.py")),
    (r"^\s*assert\b", PACKAGE, ()),
]


@pytest.mark.parametrize(("pattern", "files", "allowed"), FORBIDDEN, ids=[rule[0] for rule in FORBIDDEN])
def test_what_is_not_written_here(pattern, files, allowed) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        if not str(path).endswith(tuple(allowed) or ("\0",))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_every_source_names_its_licence_and_says_what_it_is() -> None:
    licence = "# SPDX-License-Identifier: Apache-2.0\n"
    wrong = [str(path.relative_to(ROOT)) for path in PACKAGE if not path.read_text("utf-8").startswith(licence + '"""')]
    assert wrong == []


def test_no_source_grows_too_long() -> None:
    """250 lines are the advice. `records.py` is one list of small records, in which length is no difficulty."""
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in PACKAGE}
    long = {name: size for name, size in sizes.items() if size > 450 and name != "officer_desk/domain/records.py"}
    assert long == {}
