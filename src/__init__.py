"""Sell at the UiTPAS social tariff."""
