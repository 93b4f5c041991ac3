"""One file a revision; each only ever goes up."""
