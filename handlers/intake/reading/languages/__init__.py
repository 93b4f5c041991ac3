"""What mail clients write in each language: labels, months, separators, prefixes; data only, no logic."""
