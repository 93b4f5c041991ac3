"""Modals: forms as Slack views."""

from templates.modals.form import form_view, message_view

__all__ = ["form_view", "message_view"]
