"""What the calls of this package raise.

A failure is an Error with a code, a sentence for people and, for malformed
input, an offset. It is also of the class that Python people catch: a bad
argument is a ValueError, a file that cannot be read an OSError.

Untrusted is the answer "no", and not a failure to answer: it carries the
report.
"""

from typing import TYPE_CHECKING, Dict, Optional, Type

from .enumerations import Code

if TYPE_CHECKING:
    from .report import Report

__all__ = [
    "ArgumentError", "CancelledError", "ClockError", "CryptoError", "Error",
    "FileError", "InternalError", "LimitError", "LockedError",
    "MalformedError", "NoMemoryError", "NotFoundError", "PassphraseError",
    "UnreachableError", "Untrusted",
]


class Error(Exception):
    """What was asked could not be done.

    code: why, as a number of the library.
    offset: where malformed input stopped being understood, in bytes; None
    where no place can be named.
    str() is one sentence with the thing it is about and, where there is one,
    the fix.
    """

    def __init__(self, text: str, code: Code = Code.INTERNAL,
                 offset: Optional[int] = None) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.offset = offset

    def __str__(self) -> str:
        return self.text


class ArgumentError(Error, ValueError):
    """An argument is not valid."""


class LockedError(Error, ValueError):
    """This finding is no lint: it cannot be lowered."""


class NotFoundError(Error, LookupError):
    """There is no such thing; the text names the nearest."""


class LimitError(Error, ValueError):
    """Larger or more than the library accepts."""


class PassphraseError(Error, ValueError):
    """A passphrase is needed, or it is wrong."""


class NoMemoryError(Error, MemoryError):
    """Out of memory."""


class FileError(Error, OSError):
    """A file could not be read or written."""


class UnreachableError(Error, ConnectionError):
    """A server could not be reached, so that nobody can tell."""


class ClockError(Error):
    """The system's clock could not be read."""


class MalformedError(Error, ValueError):
    """The input is not well formed."""


class CancelledError(Error):
    """Cancelled by the caller."""


class CryptoError(Error):
    """The cryptographic library refused."""


class InternalError(Error):
    """A fault of the library."""


class Untrusted(Error):
    """The answer is no. str() is the reason and the fix.

    report: every finding, the path, and what was almost a path.
    """

    def __init__(self, text: str, report: Optional["Report"] = None) -> None:
        super().__init__(text, Code.UNTRUSTED)
        self.report = report


#: The class of each code; a code that is not named here is an Error.
CLASSES: Dict[int, Type[Error]] = {
    Code.ARGUMENT: ArgumentError,
    Code.LOCKED: LockedError,
    Code.NOT_FOUND: NotFoundError,
    Code.LIMIT: LimitError,
    Code.PASSPHRASE: PassphraseError,
    Code.MEMORY: NoMemoryError,
    Code.FILE: FileError,
    Code.CLOCK: ClockError,
    Code.MALFORMED: MalformedError,
    Code.UNREACHABLE: UnreachableError,
    Code.CANCELLED: CancelledError,
    Code.CRYPTO: CryptoError,
    Code.INTERNAL: InternalError,
}
