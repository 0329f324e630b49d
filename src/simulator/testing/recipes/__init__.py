"""How to meet every problem of UiTPAS with ordinary requests: a recipe for each problem of each operation."""
