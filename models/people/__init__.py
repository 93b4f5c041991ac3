"""Who works here, with which authority, and who writes to us from outside."""
