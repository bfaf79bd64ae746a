"""The watch: telling early, and honestly, that a group is coming back."""
