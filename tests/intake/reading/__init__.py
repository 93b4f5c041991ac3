"""Reading a mail: bytes in, facts out."""
