"""Heads that no rule knows: learned from labelled mails line by line, whatever became of their labels and their layout."""
