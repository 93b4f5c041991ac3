"""Slack's gestures: one handler each, found by a stable id in the registry."""
