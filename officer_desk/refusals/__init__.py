# SPDX-License-Identifier: Apache-2.0
"""The sentence of every reason that a `DeskError` can have: what happened, what stays, what to do."""

from officer_desk.refusals.desk import desk_sentences
from officer_desk.refusals.packages import package_sentences
from officer_desk.refusals.printing import printing_sentences


def sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use; `{facts}` are filled in by `texts.sentence`."""
    return {**desk_sentences(), **package_sentences(), **printing_sentences()}
