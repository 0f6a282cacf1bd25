# SPDX-License-Identifier: Apache-2.0
"""Sentences about signed forms that were scanned, and about stacks of them."""

from officer_desk.catalogue import translate


def signed_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        **_files(),
        "not-signed": translate(
            "Refusal", "The signed form is not there yet, or is of older data: scan it, or say why not."
        ),
        "setting-offices": translate(
            "Refusal", "{value} is no office code. Write codes separated by commas, “all”, or nothing."
        ),
        **_scanners(),
        "signed-several-codes": translate(
            "Refusal", "The page shows the codes of several forms. Scan each form by itself."
        ),
        "signed-other-code": translate("Refusal", "The QR code on the page is not that of a form printed here."),
        "signed-file-destroyed": translate(
            "Refusal", "The data of file {number} were destroyed after it expired: the page was not kept."
        ),
        "signed-forged": translate(
            "Refusal", "The code on this page was changed or made elsewhere: it can never be put on a file."
        ),
        "signed-other-file": translate(
            "Refusal", "This page belongs to file {number}. It was not attached here; file it there."
        ),
        "signed-gone": translate("Refusal", "This page is not in the tray any more. Look at the tray again."),
        "signed-by-code": translate("Refusal", "The page found this file by its own code: it belongs here."),
        "signed-number-many": translate("Refusal", "Several files begin with {number}. Type the whole number."),
        "signed-no-office": translate("Refusal", "No office is known here yet. Load the list of offices first."),
    }


def _files() -> dict[str, str]:
    return {
        "page-file-unreadable": translate("Refusal", "The file cannot be opened: it is not there, or in use."),
        "page-not-a-page": translate(
            "Refusal", "This is no PDF, TIFF, JPEG, PNG or WebP file. Scan it as PDF or JPEG."
        ),
        "page-file-too-large": translate("Refusal", "The file is larger than {most} MB. Scan fewer pages at once."),
        "page-file-locked": translate("Refusal", "The PDF is locked with a password. Scan the forms anew without one."),
        "page-file-broken": translate("Refusal", "The file is damaged and cannot be opened. Scan it again."),
        "page-too-many": translate("Refusal", "The file has more than {most} pages. Scan smaller stacks."),
        "page-broken": translate("Refusal", "The page is damaged and cannot be read. Scan it again."),
        "page-too-large": translate("Refusal", "The page has more than {most} million pixels. Scan it at 300 dpi."),
        "page-too-hard": translate("Refusal", "Reading the page takes too long. Scan it again."),
        "reading-stopped": translate("Refusal", "Stopped before this page was read."),
    }


def _scanners() -> dict[str, str]:
    return {
        "no-scan-program": translate(
            "Refusal", "This machine has no program for scanners ({program}). Ask the administrator to install it."
        ),
        "no-scanner": translate(
            "Refusal",
            "No scanner was found. Switch it on, plug it in, and look again. "
            "A scan that is a file already is chosen on the page «Scanned declarations».",
        ),
        "scanner-cover": translate("Refusal", "The scanner's cover is open. Close it and scan again."),
        "scanner-jam": translate("Refusal", "Paper is jammed in the scanner. Take it out and scan that page again."),
        "scanner-busy": translate("Refusal", "The scanner is busy: somebody else scans. Scan again in a moment."),
        "scanner-no-feeder": translate("Refusal", "This scanner has no feeder. Lay the page on the glass."),
        "feeder-empty": translate("Refusal", "There is no paper in the feeder. Put the pages in and scan again."),
        "scanner-gone": translate("Refusal", "The scanner does not answer. Check plug and switch, then look again."),
        "scanner-denied": translate(
            "Refusal", "This account may not use the scanner. Ask the administrator for the right to scan."
        ),
        "scanner-silent": translate("Refusal", "The scanner stands still. Switch it off and on, then scan again."),
        "scanner-failed": translate("Refusal", "The scanner could not scan the page. Scan it again."),
        "scan-no-picture": translate("Refusal", "This is no JPEG or PNG picture. Set the scanner to one of them."),
        "crop-too-small": translate("Refusal", "Nearly nothing is left of the page. Crop less."),
        "scan-folder-gone": translate("Refusal", "The scan folder {path} cannot be read. Check it in the settings."),
        "scan-folder-unwritable": translate(
            "Refusal", "Files in the scan folder {path} cannot be put aside. Check the rights of the folder."
        ),
    }
