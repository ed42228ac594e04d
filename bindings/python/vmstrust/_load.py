"""Finds and opens the shared library, and declares what is called.

By soname, as the system's loader finds it; or the file that lies in this very
folder, where a wheel was built for one platform. No environment variable of
ours, and never the current directory.
"""

import ctypes
import os
import sys
from ctypes import POINTER, Structure
from typing import Any, Callable, NoReturn, Optional, Tuple

SONAME_MAJOR = 0


def opaque(name: str) -> Any:
    """The type of a handle: ctypes refuses every other one in its place."""
    return POINTER(type(name, (Structure,), {}))


def _dotted(version: Tuple[int, int, int]) -> str:
    return ".".join(map(str, version))


def file_name(library: str, platform: str) -> str:
    """The name under which the platform's loader knows the library."""
    if platform == "win32":
        return f"{library}.dll"
    if platform == "darwin":
        return f"lib{library}.{SONAME_MAJOR}.dylib"
    return f"lib{library}.so.{SONAME_MAJOR}"


def _open(library: str) -> ctypes.CDLL:
    name = file_name(library, sys.platform)
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    try:
        return ctypes.CDLL(own if os.path.exists(own) else name)
    except OSError as error:
        raise ImportError(
            f"{name} cannot be loaded ({error}): install lib{library}, or tell"
            " the system's loader (ldconfig) where it is") from error


class Library:
    """An open library, new enough for the prototypes declared on it. One that
    stands on another has no version of its own."""

    def __init__(self, name: str,
                 needed: Optional[Tuple[int, int, int]]) -> None:
        self.name = name
        self._native = _open(name)
        if needed is not None:
            self._require(needed)

    def _require(self, needed: Tuple[int, int, int]) -> None:
        ask = self.bind(f"{self.name}_version_number", ctypes.c_uint32)
        number = ask()
        found = (number >> 16, number >> 8 & 0xff, number & 0xff)
        if found < needed:
            raise ImportError(
                f"lib{self.name} {_dotted(found)} is too old: this package"
                f" needs {_dotted(needed)} or newer")

    def bind(self, name: str, result: Any, *arguments: Any) -> Callable[
            ..., Any]:
        """A call with its prototype. One that this build of the library does
        not have says so when it is used."""
        try:
            call = getattr(self._native, name)
        except AttributeError:
            return self._missing(name)
        call.restype = result
        call.argtypes = arguments
        return call  # type: ignore[no-any-return]

    def _missing(self, name: str) -> Callable[..., NoReturn]:
        def missing(*_: Any) -> NoReturn:
            raise NotImplementedError(
                f"{name} is not in the lib{self.name} that is installed: it"
                " was built without that part, or is older than this package")
        return missing
