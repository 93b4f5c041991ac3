"""Tests of the intake, on a database and without a wire."""
