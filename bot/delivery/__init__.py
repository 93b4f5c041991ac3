"""Delivery: the outbox's rows become messages, mails, views and downloads."""
