"""What sort of mail it is: complaint, supplier notice, answer, newsletter, spam, other, or unsure; and how
that is learned.
"""

from __future__ import annotations

from handlers.intake.reading.kinds.classify import classify, kind_of_mail

__all__ = ["classify", "kind_of_mail"]
