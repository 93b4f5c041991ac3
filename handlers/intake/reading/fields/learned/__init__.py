"""The second opinion: a learned model that says of each place of a text which field it is a value of, or none."""
