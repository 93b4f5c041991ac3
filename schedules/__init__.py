"""Wakes: what happens because time passed."""
