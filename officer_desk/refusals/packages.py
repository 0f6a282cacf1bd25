# SPDX-License-Identifier: Apache-2.0
"""The sentences of intake: packages, their files, and the lists that the desk loads."""

from officer_desk.catalogue import translate


def package_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use; {offender} is the key or the file to blame."""
    return {**_declared(), **_files(), **_lists()}


def _declared() -> dict[str, str]:
    return {
        "package-without-declaration": translate(
            "Refusal", "{offender} is missing. A package needs it at its root, not in a folder inside."
        ),
        "package-declaration-too-large": translate(
            "Refusal", "{offender} is larger than {most} kB. Ask the sender for a correct package."
        ),
        "package-not-utf8": translate(
            "Refusal", "{offender} is not UTF-8 text (byte {position}). Ask the sender for a correct package."
        ),
        "package-not-json": translate(
            "Refusal",
            "{offender} is not valid JSON (line {line}, column {column}). Ask the sender for a correct package.",
        ),
        "package-not-a-json-number": translate(
            "Refusal", "{offender} holds a number that JSON or this desk does not know: {what}."
        ),
        "package-key-twice": translate(
            "Refusal", "{offender} has the key {what} twice. Ask the sender which one counts."
        ),
        "package-too-deep": translate(
            "Refusal", "{offender} is nested too deeply. Ask the sender for a correct package."
        ),
        "package-not-an-object": translate("Refusal", "{offender} must hold one JSON object."),
        "package-format": translate(
            "Refusal", "The key {offender} is not «{understood}»: this is not a declaration package."
        ),
        "package-version": translate(
            "Refusal",
            "The key {offender} is {version}; this desk understands version {understood}. Update the program.",
        ),
        "package-version-not-integer": translate(
            "Refusal", "The key {offender} must be a whole number; this desk understands version {understood}."
        ),
        "package-unknown-key": translate(
            "Refusal",
            "The key {offender} is not known in this version of the package. Remove it, or check its spelling.",
        ),
        "package-missing-key": translate("Refusal", "The key {offender} is missing."),
        "package-not-text": translate("Refusal", "The key {offender} must be text."),
        "package-not-boolean": translate("Refusal", "The key {offender} must be true or false."),
        "package-not-a-list": translate("Refusal", "The key {offender} must be a list."),
        "package-key-not-an-object": translate("Refusal", "The key {offender} must be an object."),
        "package-unseen-character": translate(
            "Refusal",
            "The key {offender} holds characters that cannot be seen (control or direction marks). Have it typed anew.",
        ),
        "package-text-length": translate("Refusal", "The key {offender} must have {least} to {most} characters."),
        "package-not-a-choice": translate("Refusal", "The key {offender} must be one of: {allowed}."),
        "package-not-a-date": translate("Refusal", "The key {offender} must be a date written YYYY-MM-DD."),
        "package-not-a-time": translate(
            "Refusal", "The key {offender} must be a time with its offset, as 2026-11-21T08:00:00+07:00."
        ),
        "package-time-in-future": translate(
            "Refusal", "The key {offender} lies in the future. Check the clocks of the sender and of this machine."
        ),
        "package-number": translate(
            "Refusal", "The key {offender} is no số hồ sơ; expected is one as 00017/2026/00101 or 00018.G/2026/00101."
        ),
        "package-number-taken": translate(
            "Refusal",
            "The {offender} {number} is taken by a declaration with other content. Ask the sender which one counts.",
        ),
        "package-office-unknown": translate(
            "Refusal", "The key {offender}: office {office} is not known here. Load the list of offices, or correct it."
        ),
        "package-insurance-code": translate(
            "Refusal", "The key {offender} is no social insurance code: 10 digits, or 12."
        ),
        "package-number-of-cccd": translate("Refusal", "The key {offender} must have 12 digits for a citizen ID card."),
        "package-number-of-cmnd": translate("Refusal", "The key {offender} must have 9 digits for an old ID card."),
        "package-number-of-passport": translate(
            "Refusal", "The key {offender} must have 6 to 9 letters and digits for a passport."
        ),
        "package-number-of-birth-certificate": translate(
            "Refusal", "The key {offender} must have 1 to 30 characters for a birth certificate."
        ),
        "package-birth-certificate-of-adult": translate(
            "Refusal", "The key {offender} is birth_certificate, which proves only a child's identity."
        ),
        "package-unit-code": translate("Refusal", "The key {offender} must be the {width} digits of a GSO code."),
        "package-district-of-2025": translate(
            "Refusal", "The key {offender} must be null: addresses of 2025 have no district."
        ),
        "package-district-missing": translate(
            "Refusal", "The key {offender} is null: addresses of 2020 have a district."
        ),
        "package-phone": translate(
            "Refusal",
            "The key {offender} is no mobile number that can be called today. Ask the citizen for the right one.",
        ),
        "package-email": translate(
            "Refusal", "The key {offender} is no e-mail address. Ask the citizen for the right one, or leave it null."
        ),
        "package-copy-needs-email": translate(
            "Refusal", "The key {offender} is true, but there is no email to send the copy to."
        ),
        "package-certificate-dates": translate(
            "Refusal", "The key {offender} lies before the certificate's first day."
        ),
        "package-guardian-missing": translate(
            "Refusal", "The key {offender} is null: a child is registered by a parent or guardian."
        ),
        "package-guardian-of-adult": translate(
            "Refusal", "The key {offender} must be null: only a child's declaration has a guardian."
        ),
        "package-changes-missing": translate(
            "Refusal", "The key {offender} is null: a change has to say what is to change."
        ),
        "package-changes-empty": translate(
            "Refusal", "The key {offender} is empty: a change has to say what is to change."
        ),
        "package-changes-of-other-kind": translate("Refusal", "The key {offender} must be null: only a change has it."),
        "package-picture-name": translate(
            "Refusal", "The key {offender} must be a plain file name without a path; it is «{name}»."
        ),
        "already-registered": translate(
            "Refusal",
            "Refused: the code is already registered ({offender} {code} has an active account). A change is possible.",
        ),
    }


def _files() -> dict[str, str]:
    return {
        "import-path": translate("Refusal", "{offender} cannot be read. Check the name, the disk and the rights."),
        "package-picture-missing": translate(
            "Refusal", "The picture {offender} is named in declaration.json, but it is not in the package."
        ),
        "package-file-unreadable": translate(
            "Refusal", "{offender} cannot be read. Check the disk and the rights, then import again."
        ),
        "package-not-a-file": translate("Refusal", "{offender} is not an ordinary file."),
        "package-link": translate("Refusal", "{offender} is a link. A package holds the files themselves."),
        "package-name-twice": translate(
            "Refusal", "The package has two files called {offender}. Ask the sender which one counts."
        ),
        "package-too-many-files": translate(
            "Refusal", "{offender} holds more than {most} files: it is not one package."
        ),
        "package-archive-too-large": translate("Refusal", "{offender} is larger than {most} MB."),
        "package-zip-broken": translate("Refusal", "The zip file is damaged at {offender}. Copy or download it again."),
        "package-not-a-zip": translate(
            "Refusal",
            "{offender} is not a package: that is a zip file. Scans of signed forms go to «Scanned declarations».",
        ),
        "package-encrypted": translate("Refusal", "{offender} is encrypted. Ask for a package without a password."),
        "package-compression": translate(
            "Refusal", "{offender} is packed by a method that is not taken here. Pack it as an ordinary zip."
        ),
        "package-entry-path": translate(
            "Refusal", "The zip file holds «{offender}», a name that leads out of the package."
        ),
        "picture-too-large": translate(
            "Refusal", "The picture {offender} is larger than {most} MB. Take or save it smaller."
        ),
        "picture-too-many-pixels": translate(
            "Refusal", "The picture {offender} has more than {most} megapixels. Take or save it smaller."
        ),
        "picture-not-a-picture": translate(
            "Refusal", "{offender} is not a JPEG, PNG or WebP picture, whatever its name says. Take the picture anew."
        ),
        "picture-unreadable": translate(
            "Refusal", "The picture {offender} is damaged or cut off. Take it anew, or ask for the whole file."
        ),
        "picture-lost": translate(
            "Refusal",
            "The picture is not on the disk any more. Bring the pictures folder back from the backup, or take it anew.",
        ),
        "picture-damaged": translate(
            "Refusal", "The picture on the disk is damaged. Bring it back from the backup, or take it anew."
        ),
    }


def _lists() -> dict[str, str]:
    return {
        "file-unreadable": translate("Refusal", "{offender} cannot be read. Check the disk and the rights."),
        "households-empty": translate(
            "Refusal", "The extract has nobody in it. Nothing was loaded; the former one stays. Ask for a new extract."
        ),
        "households-broken": translate(
            "Refusal", "Line {line}, column {column}: «{value}» does not fit. Nothing was loaded; correct the file."
        ),
        "households-broken-row": translate(
            "Refusal", "Line {line} must have {expected} columns. Nothing was loaded; correct the file."
        ),
        "households-broken-header": translate(
            "Refusal", "The first line must be {expected}; it is {column}. Nothing was loaded."
        ),
        "households-broken-twice": translate(
            "Refusal",
            "Line {line}, column {column}: the code {value} is there twice. Nothing was loaded; correct the file.",
        ),
        "households-broken-encoding": translate(
            "Refusal", "Line {line} is not UTF-8 text. Nothing was loaded; save the file as UTF-8."
        ),
        "offices-broken-parent": translate(
            "Refusal",
            "Line {line}, column {column}: «{value}» is not the three-digit office above this one. Nothing was loaded.",
        ),
        "offices-broken": translate(
            "Refusal", "Line {line}, column {column}: «{value}» does not fit. Nothing was loaded; correct the file."
        ),
        "offices-broken-row": translate(
            "Refusal", "Line {line} must have {expected} columns. Nothing was loaded; correct the file."
        ),
        "offices-broken-header": translate(
            "Refusal", "The first line must be {expected}; it is {column}. Nothing was loaded."
        ),
        "offices-broken-twice": translate(
            "Refusal",
            "Line {line}, column {column}: the code {value} is there twice. Nothing was loaded; correct the file.",
        ),
        "offices-broken-encoding": translate(
            "Refusal", "Line {line} is not UTF-8 text. Nothing was loaded; save the file as UTF-8."
        ),
    }
