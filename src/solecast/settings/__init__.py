"""Settings: `guide.toml`, what each value can be, and what a column can hold."""
