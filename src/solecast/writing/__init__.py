"""How people write: what the rooms that read and link both need to know of scripts."""
