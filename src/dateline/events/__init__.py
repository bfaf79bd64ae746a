"""Claims -> Events: which claims speak of one happening, with the reasons."""
