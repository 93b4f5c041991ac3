"""Rules that know two kinds of thing: a mail that becomes a complaint, a complaint that becomes a nonconformance."""
