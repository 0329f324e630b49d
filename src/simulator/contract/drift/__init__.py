"""Compare our contracts with the documents that publiq publishes."""

from .accepted import Accepted, Verdict, judge, read_accepted
from .differences import Difference, Kind, Severity
from .published import Compared, compare_published

__all__ = [
    "Accepted",
    "Compared",
    "Difference",
    "Kind",
    "Severity",
    "Verdict",
    "compare_published",
    "judge",
    "read_accepted",
]
