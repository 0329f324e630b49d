"""Check requests and answers against the contracts in `contracts/`."""

from __future__ import annotations

from .catalogue import SERVICES, Contract, load_contract
from .document import ContractError, contracts_directory
from .errors import SchemaError
from .operation import MISSING, Missing, Operation
from .parameters import Parameter
from .permissions import Permissions

__all__ = [
    "MISSING",
    "SERVICES",
    "Contract",
    "ContractError",
    "Missing",
    "Operation",
    "Parameter",
    "Permissions",
    "SchemaError",
    "contracts_directory",
    "load_contract",
]
