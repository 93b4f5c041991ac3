"""What the company knows by number: its parts and its orders."""
