"""Quotes, signatures, disclaimers and footers of a reply: found and folded, never deleted."""
