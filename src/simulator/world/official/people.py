"""The official test passholders and group passes, one row each.

First names are synthetic, and so is the number of the second row that publiq lists under 0900004518305. The
walk-through passholder 0900000672312 is limited to one ticket per event and day. That makes two statements
of publiq's documentation true together: its example shows `remaining` 1 for him at the permanent test event,
and that event sells a hundred tickets a week to each passholder.
"""

from datetime import UTC, datetime

from attrs import frozen

from ..clock import Period
from ..pricing import Discount, Percentage
from ..values import CardStatus, Coupon, Membership, PassLimit, PassType, PeriodLimit, SocialTariff
from .identities import DENDER, GENT, PASPARTOE

IN_GENT = Membership(GENT)
VALID = SocialTariff(datetime(2099, 12, 31, 22, 59, 59, tzinfo=UTC))
OVER = SocialTariff(datetime(2015, 12, 31, 22, 59, 59, tzinfo=UTC))


@frozen(slots=False, repr=False)
class Row:
    """One card of the test data, with its holder when it has been handed out."""

    number: str
    chip: str | None
    name: str | None
    postal_code: str = ""
    membership: Membership = IN_GENT
    insz: str | None = None
    points: int = 0
    status: CardStatus = CardStatus.ACTIVE
    pass_type: PassType = PassType.INDIVIDUAL
    limits: tuple[PassLimit, ...] = ()
    coupons: tuple[str, ...] = ()


WITH = Membership(GENT, VALID)
EXPIRED = Membership(GENT, OVER)
ONE_A_DAY = PassLimit(PeriodLimit(1, Period.DAY), per_event=True)
HUNDRED_A_YEAR = PassLimit(PeriodLimit(100, Period.YEAR), per_event=False)
FIFTY_A_DAY = PassLimit(PeriodLimit(50, Period.DAY), per_event=False)

COUPONS = (
    Coupon("COUPON_1079", "Cultuurbon 6 euro", GENT, Discount(600), PeriodLimit(1, Period.ABSOLUTE)),
    Coupon("COUPON_1080", "Groepsbon 2 euro", GENT, Discount(200), PeriodLimit(50, Period.DAY)),
    Coupon("COUPON_2001", "Cultuurbon Dender", DENDER, Discount(300), PeriodLimit(1, Period.ABSOLUTE)),
    Coupon("COUPON_2002", "Halve prijs Dender", DENDER, Percentage(50), PeriodLimit(2, Period.YEAR)),
)

ROWS = (
    Row("0900000672312", None, "Testkind A", "9000", WITH, limits=(ONE_A_DAY,), coupons=("COUPON_1079",)),
    Row("0900000095902", "04784CDAEE3880", "Testpersoon B", "9000", insz="83030201540", points=25),
    Row("0900000067513", "04363CDAEE3880", "Testpersoon C", "9090", WITH, "36051380284", 40),
    Row("0900000031618", "04CEE7528E6180", "Testpersoon D", "9000", EXPIRED, "66010101785"),
    Row("0900010959113", "04ED6ACACF6180", "Testkind E", "9090", WITH, "08091860684"),
    Row(
        "0900000002312",
        "04B00412F15284",
        "Testpersoon F",
        "9000",
        WITH,
        "71030360442",
        status=CardStatus.BLOCKED,
    ),
    Row("0900000058918", "045157B2B63780", "Testkind G", "1000", Membership(PASPARTOE, OVER), "17010180147"),
    Row("1000000520006", "045A4832633680", "Testpersoon H", "9000", insz="80010101392"),
    Row(
        "0900000093204",
        "045D69DAEE3880",
        "Testkind I",
        "9000",
        Membership(DENDER, VALID),
        "10010105762",
        coupons=("COUPON_2001", "COUPON_2002"),
    ),
    Row("0900004518305", None, "Testouder J", "9000", insz="80010170282"),
    Row("0900004518404", None, "Testkind J", "9000", insz="20010170215"),
    Row("0900011902815", None, "Testouder K", "9000", WITH, "91063061055"),
    Row("0900011903417", None, "Testkind K", "9000", insz="15021760024"),
    Row("0900000074519", "044AC54A8E6180", None, status=CardStatus.PROVISIONED),
    Row("0900000020405", "047E2EEA053B80", None, status=CardStatus.PROVISIONED),
    Row(
        "0900000045410",
        "04D0AB6AF85C80",
        "Testgroep A",
        "9000",
        WITH,
        pass_type=PassType.GROUP,
        limits=(HUNDRED_A_YEAR,),
    ),
    Row(
        "0900000191800",
        "048B25DAEE3880",
        "Testgroep B",
        "9000",
        pass_type=PassType.GROUP,
        limits=(FIFTY_A_DAY,),
        coupons=("COUPON_1080",),
    ),
)
