"""Tests: journeys through the sandbox, and the rules of the house."""
