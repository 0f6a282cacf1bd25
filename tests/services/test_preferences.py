# SPDX-License-Identifier: Apache-2.0
"""Preferences: each officer has his own, and an empty one is forgotten."""

import pytest

from officer_desk.errors import Refused
from officer_desk.services import preferences


def test_what_an_officer_likes_comes_back_to_him_alone(act, ask, supervisor) -> None:
    act(preferences.put, "look", {"dark": True})
    act(preferences.put, "list", {"hidden": ["phone"]})
    act(preferences.put, "look", {"dark": False})
    assert ask(preferences.mine) == {"look": {"dark": False}, "list": {"hidden": ["phone"]}}
    assert ask(preferences.mine, by=supervisor) == {}


def test_an_empty_preference_is_forgotten(act, ask) -> None:
    act(preferences.put, "list", {"hidden": ["phone"]})
    act(preferences.put, "list", {})
    act(preferences.put, "list", {})
    assert ask(preferences.mine) == {}


def test_a_preference_without_measure_is_refused(act) -> None:
    with pytest.raises(Refused, match="preference-too-long"):
        act(preferences.put, "list", {"widths": {str(place): place for place in range(2000)}})
