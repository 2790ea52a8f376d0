"""One module per real format; docs/inputs.md lists them."""
