# SPDX-License-Identifier: Apache-2.0
"""The sample office: synthetic people, their drawn pictures and papers, and an office that worked on their files."""
