"""What flows ask: questions to publiq, the clock, the ledger; each typed by its answer."""
