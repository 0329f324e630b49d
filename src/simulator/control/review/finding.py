"""What a reviewer remarks."""

from enum import StrEnum

from attrs import frozen


class Weight(StrEnum):
    """How much a remark weighs: PROBLEM stands in the way of production, ADVICE does not, NOTE only tells."""

    PROBLEM = "problem"
    ADVICE = "advice"
    NOTE = "note"


@frozen(slots=False)
class Finding:
    """One remark; `evidence` holds the numbers of the calls in the journal that show it."""

    id: str
    weight: Weight
    title: str
    advice: str
    evidence: tuple[int, ...]
