"""The kit that every record type stands on: fields, lifecycles, numbers, verbs, and who is told."""
