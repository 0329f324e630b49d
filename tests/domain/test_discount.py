"""R10: what is missing before an activity can get UiTPAS prices is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.building import ORGANIZER
from tests.domain.strategies import organizers
from uitkern.domain.model.permissions import OrganizerPermissions
from uitkern.domain.rules.discount import NEEDED, missing_for_discount

grants = st.builds(
    OrganizerPermissions,
    organizer_id=organizers,
    permissions=st.frozensets(st.sampled_from([*NEEDED, "TICKETSALES_SEARCH", "PASSES_READ"])),
)


@given(st.lists(grants, max_size=2, unique_by=lambda grant: grant.organizer_id))
def test_each_missing_permission_is_named_and_nothing_else(granted: list[OrganizerPermissions]) -> None:
    ours = [grant.permissions for grant in granted if grant.organizer_id == ORGANIZER]

    missing = missing_for_discount(ORGANIZER, granted)

    if not ours:
        assert missing == (f"organizer {ORGANIZER} is no UiTPAS partner, or we have no permission there",)
    else:
        assert [name for name in NEEDED if any(name in sentence for sentence in missing)] == [
            name for name in NEEDED if name not in ours[0]
        ]
        assert len(missing) == len(set(NEEDED) - ours[0])
        assert all(ORGANIZER in sentence for sentence in missing)


def test_an_iterator_of_permissions_is_read_once() -> None:
    granted = OrganizerPermissions(ORGANIZER, frozenset(NEEDED))

    assert missing_for_discount(ORGANIZER, iter([granted])) == ()
