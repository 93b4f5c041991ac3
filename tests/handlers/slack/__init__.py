"""Tests of what Slack's gestures become."""
