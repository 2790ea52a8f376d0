"""Pictures: told by their bytes, decoded within bounds, and always encoded anew."""

import io
import warnings

from PIL import Image, ImageOps

from .. import limits

_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_PAPER = (255, 255, 255)


class NotAPicture(Exception):
    """The bytes are no picture that can be shown; the message ends a sentence."""


def is_picture(data: bytes) -> bool:
    """Tell whether bytes begin as a picture does."""
    return data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def encoded(data: bytes) -> bytes:
    """Give a picture as a JPEG of at most `limits.PICTURE_SIDE` pixels, without what hid in it.

    The first frame counts, upright; transparent parts become white. Raises `NotAPicture`.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_KINDS) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > limits.PICTURE_PIXELS:
                raise NotAPicture(f"has more than {limits.PICTURE_PIXELS:,} pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture("is no JPEG, PNG, WebP or GIF that can be decoded") from error
    upright.thumbnail((limits.PICTURE_SIDE, limits.PICTURE_SIDE))
    flat = Image.new("RGB", upright.size, _PAPER)
    flat.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=85)
    return out.getvalue()
