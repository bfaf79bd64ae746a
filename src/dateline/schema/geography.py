"""Distance on the globe."""

import math

EARTH_KM = 6371.0088  # mean radius, IUGG


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees, by the haversine formula."""
    (phi1, lam1), (phi2, lam2) = (tuple(map(math.radians, pair)) for pair in (left, right))
    h = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin((lam2 - lam1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))
