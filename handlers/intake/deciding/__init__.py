"""What a mail means here: which record it belongs to, and whether a rule or a person decides."""
