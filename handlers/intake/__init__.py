"""Mail: read purely, then decided upon."""
