"""A maker's style code, told from the running numbers and addresses of shops."""

import re

from ...values import wording

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3}")
_CODE_CHARS = 30
_BARE_CODE = range(6, 11)


def style_code(value: str | None) -> str | None:
    """Return a style code as stated, or None for a slug, a UUID or a bare running number."""
    stated = wording.line(value, _CODE_CHARS + 1)
    if not stated or not 4 <= len(stated) <= _CODE_CHARS:
        return None
    if not any(char.isdigit() for char in stated) or _UUID.match(stated) or _WORD.search(stated):
        return None
    if stated.isdecimal() and len(stated) not in _BARE_CODE:
        return None
    return stated
