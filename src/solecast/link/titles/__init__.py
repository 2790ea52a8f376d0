"""A title in, its parts out: brand, model, version, collaborator, colorway, codes."""
