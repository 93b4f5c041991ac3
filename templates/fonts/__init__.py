"""The typeface of what is printed; shipped, so that a page looks the same on every machine. Its licence lies beside it."""
