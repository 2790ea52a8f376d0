"""Views -> HTML: templates, numbers and dates, safe prose, addresses."""
