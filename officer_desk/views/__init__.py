# SPDX-License-Identifier: Apache-2.0
"""The windows, pages and panels that officers see."""
