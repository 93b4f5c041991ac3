"""The same promises, with PostgreSQL below."""
