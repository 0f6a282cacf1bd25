# SPDX-License-Identifier: Apache-2.0
"""Records to PDF bytes with ReportLab: one file per form, the wording in `resources/forms`."""
