"""Mail that no person wrote: bounces, automatic answers, feedback reports, lists and our own mail coming
back.
"""
