"""Test against a simulated publiq without a socket."""
