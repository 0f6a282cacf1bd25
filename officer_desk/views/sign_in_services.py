# SPDX-License-Identifier: Apache-2.0
"""What the sign-in window needs from the desk; it arrives after the window is already painted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from officer_desk.domain.records import Enrolment, EnrolmentDraft, SignInDraft, SignInResult

# Names of records in quotes: the records themselves load behind the painted window.
Answered: TypeAlias = "Callable[[SignInResult], None]"
Failed: TypeAlias = Callable[[Exception], None]
Done: TypeAlias = Callable[[], None]


@dataclass(frozen=True)
class SignInServices:
    """Each callable returns at once; exactly one of its last two arguments is called later, on the window's thread."""

    sign_in: "Callable[[SignInDraft, Answered, Failed], None]"
    change_password: Callable[[str, str, str, Answered, Failed], None]
    """User name, old and new password."""
    begin_enrolment: "Callable[[str, Callable[[Enrolment], None], Failed], None]"
    finish_enrolment: "Callable[[EnrolmentDraft, Answered, Failed], None]"
    print_codes: "Callable[[Enrolment, Done, Failed], None]"
    save_codes: "Callable[[Enrolment, Path, Done, Failed], None]"
    signed_in: "Callable[[SignInResult], None]"
    """The officer is in: open the desk for `result.actor`."""
