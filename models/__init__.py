"""Decides: tables, lifecycles, rules of approval, who is told, the ledger and the outbox's rows."""
