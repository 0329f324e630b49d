from __future__ import annotations

from tests.simulator.people import CHILD, PARENT
from uitkern.simulator.world import families
from uitkern.simulator.world.archive.derived import derive
from uitkern.simulator.world.people import AssociationMembership
from uitkern.simulator.world.world import World


def test_families_and_clubs_are_found_from_their_ties_alone(world: World) -> None:
    parent, child = (world.find_pass(number).holder for number in (PARENT, CHILD))
    membership = AssociationMembership("club", world.clock.now().date())
    world.state.association_memberships.put((child.id, "club"), membership)
    world.state.family_of.discard(parent.id, child.id)
    world.state.families_with.discard(child.id, parent.id)
    derive(world.state, frozenset({"cardsOf", "chips", "insz", "salesOfEvent", "salesOfHolder", "usage"}))
    assert [tie.member for tie in families.family(world.state, parent)] == [child.id]
    assert [tie.main for tie in families.families_with(world.state, child)] == [parent.id]
    assert world.state.associations_of.of(child.id) == ("club",)
