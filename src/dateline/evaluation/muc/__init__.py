"""MUC-4: the key's templates, ours in its form, and its three scores (slots, GTT's templates, GRIT's role fillers)."""
