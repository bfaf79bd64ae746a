"""How the tables came to be, one revision a module of `versions/`. A released revision is never edited."""
