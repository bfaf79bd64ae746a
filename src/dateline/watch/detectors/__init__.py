"""Detectors: each gives every unit and week a score that rises when a group comes back."""
