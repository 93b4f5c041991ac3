"""Cards: one record or mail as it stands now."""

from templates.cards.card import card_message

__all__ = ["card_message"]
