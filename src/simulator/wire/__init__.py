"""Speak HTTP for a world: messages, problems, routing, and the order of checks that all services share."""
