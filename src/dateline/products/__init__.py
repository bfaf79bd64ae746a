"""Read-only views of a reading: a table, JSON, CSV, one HTML page; and what to hide before sharing one."""
