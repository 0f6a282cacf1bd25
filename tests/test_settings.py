# SPDX-License-Identifier: Apache-2.0
"""Settings that somebody broke by hand: refused by name at the start, and no harm to a desk that is running."""

import pytest

from officer_desk.errors import Refused
from officer_desk.settings import Settings, SettingsSource, load

BROKEN = (
    'undo_seconds = "²"',
    'undo_seconds = "٣"',
    f"undo_seconds = {'9' * 5000}",
    f'undo_seconds = "{"9" * 5000}"',
    f"x = {'[' * 5000}",
    "undo_seconds = -1",
    "undo_seconds = 1e400",
    "undo_seconds = true",
    'language = ["vi"]',
    "sms_token = 5",
    "undo_seconds = ",
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_by_name_and_a_running_desk_goes_on_with_what_it_had(tmp_path, text) -> None:
    source = SettingsSource(Settings(tmp_path, undo_seconds=7), {})
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    with pytest.raises(Refused, match="setting-broken"):
        load(tmp_path, {})
    assert source.current().undo_seconds == 7
    (tmp_path / "settings.toml").write_text("undo_seconds = 9", "utf-8")
    assert source.current().undo_seconds == 9
