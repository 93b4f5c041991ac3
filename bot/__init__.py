"""Wires: settings, command line, Slack, mailbox, delivery, clockwork and the sandbox."""
