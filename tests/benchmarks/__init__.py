"""What a person feels, timed against something bare in the same run: `python -m tests.benchmarks`, or `make bench`."""
