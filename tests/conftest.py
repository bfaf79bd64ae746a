"""Hypothesis draws the same examples everywhere, and no machine is too slow for it."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "dateline", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dateline")
