"""Which library this is."""

from . import _native as native
from ._call import made_text, text

__all__ = ["library_version", "library_version_number", "libraries"]


def library_version() -> str:
    """The version of the loaded library, such as "0.1.0"."""
    return text(native.version_text())


def library_version_number() -> int:
    """The same as one number that grows: major << 16 | minor << 8 | patch."""
    return native.version_number()


def libraries() -> str:
    """The libraries below, one a line, each with the version that runs and
    the one that it was built with: for a support ticket."""
    return made_text(native.version_write_libraries)
