"""The page, used as a person uses it: with a browser."""
