"""Formats inside mail that are not MIME: Outlook .msg, winmail.dat, RTF bodies, S/MIME envelopes,
calendar replies.
"""
