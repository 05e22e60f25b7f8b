"""What browsers may do with the files of a site: Content Security Policy Level 3 and its kin.

Every page loads scripts, styles, pictures and data from the site itself and from nowhere else.
Pages say so in themselves, for hosts that send no headers of ours; what only a header can say is
who may show them in a frame.
"""

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Of every page, in its header and in itself."""

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""Of assets. It holds where one is opened by itself: an SVG is a document then, and shows its own
styles, but runs nothing."""

FEATURES = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip  # names, not lines
"""What a timeline never asks a browser for (Permissions Policy)."""

EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in FEATURES)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)
"""For every file. The last lets pictures and frames be shown by pages that isolate themselves."""

FOR_EVER = ("Cache-Control", "public, max-age=31536000, immutable")
"""For what has its digest in its address."""

FOR_ANYBODY = ("Access-Control-Allow-Origin", "*")
"""For data that pages of other sites may read."""

_QUOTED = ("self", "none")


def page_policy(frame_ancestors: str) -> str:
    """The policy of a page with who may frame it: words of `headers.frame_ancestors`."""
    words = (f"'{word}'" if word in _QUOTED else word for word in frame_ancestors.split())
    return f"{CONTENT_POLICY}; frame-ancestors {' '.join(words)}"


def frame_policy() -> str:
    """That of a page which is made for the frames of others."""
    return page_policy("*")
