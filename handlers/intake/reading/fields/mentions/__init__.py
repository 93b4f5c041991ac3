"""Days that are mentioned without being written out, whatever they mean: "yesterday", "do pátku", "3月末", "within 24 h".

What a mention is (found, delivered, answer by …) is not decided here; where a text leaves open which day is meant
("on Friday"), both readings come out.
"""

from handlers.intake.reading.fields.mentions.mentioned import day_mentions

__all__ = ["day_mentions"]
