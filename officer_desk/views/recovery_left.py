# SPDX-License-Identifier: Apache-2.0
"""What an officer who signed in with a recovery code is told once: how many are left."""

from officer_desk.catalogue import translate


def recovery_words(left: int) -> tuple[str, str, str]:
    """Give tone, head and text of the message."""
    if left == 1:
        return "information", translate("MainWindow", "1 recovery code left."), ""
    if left:
        words = translate("MainWindow", "{left} recovery codes left.").format(left=left)
        return "information", words, ""
    head = translate("MainWindow", "No recovery code is left.")
    return "amber", head, translate("MainWindow", "Without the phone only the administrator can help you in.")
