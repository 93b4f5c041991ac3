"""Mails that the tests are made of, written for them."""
