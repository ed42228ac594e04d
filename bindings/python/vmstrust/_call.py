"""How a call is made: what goes in is checked here, what comes out is copied.

ctypes cuts numbers to their width and text at its first zero byte, both
without a word; so nothing is handed to it that was not measured before.
"""

import os
from ctypes import byref, string_at
from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Callable, NoReturn, Optional, Tuple, Union

from . import _native as native

#: What is taken as bytes.
Data = Union[bytes, bytearray, memoryview]
#: What is taken as a host.
Host = Union[str, IPv4Address, IPv6Address]
#: What is taken as a passphrase.
Passphrase = Union[str, bytes, bytearray]
#: What is taken as a path.
Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_SECOND = timedelta(seconds=1)


# --- Calls ------------------------------------------------------------------

def call(function: Callable[..., int], *arguments: Any) -> None:
    """Makes a call that can fail, and raises what its error object says."""
    error = native.Error()
    code = function(*arguments, byref(error))
    if code != 0:
        fail(code, error)


def fail(code: int, error: Any) -> NoReturn:
    """Raises the class of the code, with the text; frees the error object."""
    raise failure(code, error)


def failure(code: int, error: Any) -> Exception:
    """The exception that an error object stands for; frees the object."""
    from .enumerations import Code  # the enumerations themselves make calls
    from .errors import CLASSES, Error, Untrusted
    said = (text(native.error_get_text(error))
            or text(native.code_get_text(code)))  # no memory for an object
    offset = native.error_get_offset(error)
    native.error_free(error)
    if code == Code.UNTRUSTED:
        return Untrusted(said)
    return CLASSES.get(code, Error)(said, Code(code),
                                    offset if offset >= 0 else None)


def make(function: Callable[..., int], kind: Any, *arguments: Any) -> Any:
    """What a call makes: its last argument but the error object."""
    made = kind()
    call(function, *arguments, byref(made))
    return made


def made_bytes(function: Callable[..., int], *arguments: Any) -> bytes:
    """The bytes that a call makes; the library's copy is wiped."""
    return taken(make(function, native.Bytes, *arguments))


def taken(made: Any) -> bytes:
    """The contents of a vmstrust_bytes, which is freed."""
    try:
        return counted(native.bytes_get_data(made),
                       native.bytes_get_size(made))
    finally:
        native.bytes_free(made)


def made_text(function: Callable[..., int], *arguments: Any) -> str:
    """The same as text."""
    return made_bytes(function, *arguments).decode("utf-8", "replace")


# --- What comes out ---------------------------------------------------------

def text(value: Optional[bytes]) -> str:
    """Text that the library lent; it is escaped there already."""
    return "" if value is None else value.decode("utf-8", "replace")


def counted(address: Optional[int], size: int) -> bytes:
    """Bytes that the library lent by address and length."""
    return b"" if address is None else string_at(address, size)


def moment(seconds: int) -> datetime:
    """A time of the library, in UTC. A certificate can name years before 1,
    which datetime cannot hold: they become the nearest that it can."""
    try:
        return _EPOCH + seconds * _SECOND
    except OverflowError:
        return (datetime.min if seconds < 0 else
                datetime.max.replace(microsecond=0)).replace(
                    tzinfo=timezone.utc)


# --- What goes in -----------------------------------------------------------

def words(value: object, name: str) -> bytes:
    """Text without a zero byte, at which the library would stop reading."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is text (str), not {type(value).__name__}")
    try:
        coded = value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} is no text: {error}") from None
    return without_zero(coded, name)


def without_zero(coded: bytes, name: str) -> bytes:
    if b"\0" in coded:
        raise ValueError(f"{name} has a zero byte in it")
    return coded


def host(value: Optional[Host]) -> Optional[bytes]:
    """The one name or address that was dialled."""
    if value is None:
        return None
    if isinstance(value, (IPv4Address, IPv6Address)):
        return str(value).encode("ascii")
    return words(value, "host")


def path(value: Path, name: str = "path") -> bytes:
    """A path as the library takes it."""
    try:
        return without_zero(os.fsencode(value), name)
    except TypeError:
        raise TypeError(f"{name} is a path (str, bytes or os.PathLike), not "
                        f"{type(value).__name__}") from None


def data(value: Data, name: str = "data") -> bytes:
    """Any bytes."""
    if not isinstance(value, (bytes, bytearray, memoryview)):
        raise TypeError(f"{name} is bytes, not {type(value).__name__}")
    return bytes(value)


def passphrase(value: Optional[Passphrase]) -> Optional[bytes]:
    """A passphrase in UTF-8, or None."""
    if value is None:
        return None
    if isinstance(value, str):
        return words(value, "passphrase")
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError("passphrase is str or bytes, not "
                        f"{type(value).__name__}")
    return without_zero(bytes(value), "passphrase")


def size(value: Optional[bytes]) -> int:
    return 0 if value is None else len(value)


def whole(value: object, name: str, least: int, most: int) -> int:
    """A whole number that fits."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} is a whole number, not "
                        f"{type(value).__name__}")
    if not least <= value <= most:
        raise ValueError(f"{name} is from {least} to {most}, not {value}")
    return int(value)


def seconds_at(value: object, name: str) -> int:
    """Unix seconds of a datetime that says its time zone."""
    if not isinstance(value, datetime):
        raise TypeError(f"{name} is a datetime, not {type(value).__name__}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} says no time zone: give it a tzinfo, such "
                         "as datetime.timezone.utc")
    return (value - _EPOCH) // _SECOND


def seconds_of(value: object, name: str) -> int:
    """A timedelta in whole seconds."""
    if not isinstance(value, timedelta):
        raise TypeError(f"{name} is a timedelta, not {type(value).__name__}")
    return value // _SECOND


def flag(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{name} is True or False, not "
                        f"{type(value).__name__}")
    return value


def actor(account: Optional[str], computer: Optional[str]) -> Tuple[
        Optional[bytes], Optional[bytes]]:
    """Who acts, for a log."""
    return (None if account is None else words(account, "account"),
            None if computer is None else words(computer, "computer"))
