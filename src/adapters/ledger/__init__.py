"""The ledger: what must not be forgotten, in a database."""
