# SPDX-License-Identifier: Apache-2.0
"""Files on a disk that does not take them: one refusal, whatever tidying up says."""

import pytest

from officer_desk.errors import Refused
from officer_desk.gateways.disk import write_whole


def test_what_cannot_be_written_is_refused_even_where_nothing_can_be_removed_either(tmp_path) -> None:
    # As on a read-only disk, where removing a file that is not there fails as well.
    (tmp_path / ".settings.toml.new").mkdir()
    with pytest.raises(Refused, match="file-unwritable"):
        write_whole(tmp_path / "settings.toml", b"")
