"""Readers: files, folders, pages, feeds, exports, standard input -> `Draft`s, each one report.

A draft holds a report's text and what its source states of it. What cannot be read is `Skipped` with one
sentence; what is no report is `LeftOut` with a reason to count by.
"""

from dateline.sources.reading import KNOWN, UNMODIFIED, Conditions, Reader, read_items, read_sources

__all__ = ["KNOWN", "UNMODIFIED", "Conditions", "Reader", "read_items", "read_sources"]
