"""Driven adapters: publiq's services over HTTP, and the ledger in a database."""
