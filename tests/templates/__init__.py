"""Words without a database and without a wire."""
