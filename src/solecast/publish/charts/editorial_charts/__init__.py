"""The charts of the front page, of brands and of models, redrawn at every width."""
