"""What a file is, told to browsers by its name: the same on every machine."""

_BY_NAME = {
    "feed.json": "application/feed+json",
    "feed.xml": "application/atom+xml",
    "sources.csl.json": "application/vnd.citationstyles.csl+json",
    "timeline.schema.json": "application/schema+json",
}

_BY_ENDING = {
    "aac": "audio/aac",
    "apng": "image/apng",
    "avif": "image/avif",
    "bib": "application/x-bibtex",
    "bmp": "image/bmp",
    "css": "text/css",
    "csv": "text/csv",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "geojson": "application/geo+json",
    "gif": "image/gif",
    "gpx": "application/gpx+xml",
    "gz": "application/gzip",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "jxl": "image/jxl",
    "m4a": "audio/mp4",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "tsv": "text/tab-separated-values",
    "ttf": "font/ttf",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "zip": "application/zip",
}

UNKNOWN = "application/octet-stream"


def find_media_type(path: str) -> str:
    """The value of Content-Type. Texts are in UTF-8, and XML and JSON say so of themselves."""
    name = path.rpartition("/")[2].lower()
    ending = name.rpartition(".")[2]
    kind = _BY_NAME.get(name) or _BY_ENDING.get(ending, UNKNOWN)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def is_page(path: str) -> bool:
    return path.endswith((".html", ".htm"))
