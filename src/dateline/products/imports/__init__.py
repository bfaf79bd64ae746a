"""Event tables of the field as readings: each row a document whose words state every field of its claim."""

from dateline.products.imports.reading import Imported, Table, read_table

__all__ = ["Imported", "Table", "read_table"]
