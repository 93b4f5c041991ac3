"""Who really wrote it: forwarded mails inside the text, in HTML and attached, as a chain with a
confidence each.
"""
