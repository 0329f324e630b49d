"""Write a whole world down as plain JSON values, and read it again."""

from .scalars import Unreadable, as_mapping, under
from .worlds import VERSION, read_world, write_world

__all__ = ["VERSION", "Unreadable", "as_mapping", "read_world", "under", "write_world"]
