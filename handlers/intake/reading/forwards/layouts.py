"""Every layout of a head brought to the ordinary one: lines of a label and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.columns import with_colons
from handlers.intake.reading.forwards.exported import with_export_as_mail
from handlers.intake.reading.forwards.flattened import with_heads_on_lines
from handlers.intake.reading.forwards.glued_labels import with_labels_apart
from handlers.intake.reading.forwards.rows import with_rows_as_heads
from handlers.intake.reading.forwards.signs import with_signs_as_line_ends
from handlers.intake.reading.forwards.stacked import with_values_beside
from handlers.intake.reading.lines import lines_of, unescaped, with_usual_quote_marks

if TYPE_CHECKING:
    from handlers.intake.reading.lines import Line


def laid_out(text: str) -> list[Line]:
    text = with_rows_as_heads(with_usual_quote_marks(unescaped(with_export_as_mail(text))))
    lines = with_colons(lines_of(with_heads_on_lines(with_signs_as_line_ends(text))))
    return with_labels_apart(with_values_beside(lines))
