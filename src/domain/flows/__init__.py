"""Use cases: generators that ask, and are answered."""
