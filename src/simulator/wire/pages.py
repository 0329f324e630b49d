"""What a service serves besides its contract: pages for people, links to files."""

from __future__ import annotations

from ..contract import Operation, Permissions
from ..contract.document import Document


def undocumented(operation_id: str, method: str, path: str) -> Operation:
    """Describe an operation that no contract has: it takes anything, and its answers are not checked."""
    return Operation(
        operation_id=operation_id,
        method=method,
        path=path,
        permissions=Permissions(),
        deprecated=False,
        internal=True,
        credentials=(),
        security=(),
        parameters=(),
        path_parameters=(),
        header_parameters=(),
        together=None,
        problems={},
        answers={},
        body_required=False,
        bodies={},
        document=Document("none", {}),
    )
