"""Readers: files, folders, pages, feeds, exports, standard input -> `Draft`s, each one report.

A draft holds a report's text and what its source states of it. What cannot be read is `Skipped` with one
sentence; what is no report is `LeftOut` with a reason to count by.
"""

from dateline.sources.reading import Conditions, Reader, read_items

__all__ = ["Conditions", "Reader", "read_items"]
