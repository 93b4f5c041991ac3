"""Words what it is given: Block Kit, mail, paper. Knows no database and no wire."""
