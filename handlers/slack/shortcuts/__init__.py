"""Shortcuts from a message's menu."""
