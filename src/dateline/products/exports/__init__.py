"""Events of the record in the formats that the field uses, each a pure function of `RecordedEvent`s."""

from dateline.products.exports.export import FORMATS, export
from dateline.products.exports.options import Dialect, Inter, Options, Tally, Tlp

__all__ = ["FORMATS", "Dialect", "Inter", "Options", "Tally", "Tlp", "export"]
