"""Tests of reading/kinds."""
