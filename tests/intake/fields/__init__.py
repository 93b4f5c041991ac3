"""Tests of reading/fields."""
