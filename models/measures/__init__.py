"""Pure arithmetic of quality: no database, no clock."""
