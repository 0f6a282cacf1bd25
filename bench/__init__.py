# SPDX-License-Identifier: Apache-2.0
"""Measurements as ratios, each beside a bare or idle baseline in the same run: `python -m bench`."""
