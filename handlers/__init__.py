"""Translates the outside world into calls on models, and what models answer into words."""
