"""Tests of the mail host, over SMTP, IMAP and HTTP."""
