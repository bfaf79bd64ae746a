"""Time expressions: grammar, meanings, and their resolution to TIMEX3 values and days."""
