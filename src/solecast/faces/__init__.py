"""Who asks a guide: the command line, the terminal, the reloading server, the review desk."""
