# SPDX-License-Identifier: Apache-2.0
"""Officer Desk: the reception desk of Vietnam Social Security (BHXH)."""

__version__ = "0.1.0"
