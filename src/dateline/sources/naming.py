"""What messages call a source."""

from urllib.parse import unquote


def source_name(uri: str | None) -> str:
    """The path of a file, the address of a page, "The text" of neither."""
    if uri is None:
        return "The text"
    return unquote(uri.removeprefix("file://")) if uri.startswith("file://") else uri
