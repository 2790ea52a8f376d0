"""Finding shoes: by words, however they are spelled, and by what they are."""
