"""The detectors by name: ours, and the published ones it is measured against."""

from dateline.watch.detectors.base import Detector
from dateline.watch.detectors.bocpd import Bocpd
from dateline.watch.detectors.counting import AverageRatio, QuarterCount
from dateline.watch.detectors.cusum import Cusum
from dateline.watch.detectors.ears import EarsC2
from dateline.watch.detectors.farrington import Farrington
from dateline.watch.detectors.scan import TemporalScan
from dateline.watch.detectors.spacetime import SpaceTimeScan

PUBLISHED: tuple[Detector, ...] = (
    EarsC2(),
    Cusum(),
    Farrington(),
    TemporalScan(),
    SpaceTimeScan(),
    Bocpd(),
    QuarterCount(),
    AverageRatio(),
)
