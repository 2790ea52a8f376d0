"""What can be fetched; the command line starts with this, and without the checks of settings."""

from enum import StrEnum


class Source(StrEnum):
    """What can be fetched: keys of `[fetch]`."""

    WIKIPEDIA = "wikipedia"
    NEWS = "news"
    FEEDS = "feeds"
    SHOPS = "shops"
    FILES = "files"
    FORUMS = "forums"
