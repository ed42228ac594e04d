"""Files that belong together, written together: a key and its certificate."""

import threading

from . import _native as native
from ._call import Data, Path, call, data, flag, make, path
from ._handle import Handle

__all__ = ["Files"]


class Files(Handle):
    """Each file is whole and on the disk under another name before any of
    them takes its own: whoever looks finds the old files or the new ones, and
    never a part of one. A file that replaces another takes over owner, mode
    and access lists. Links are not followed."""

    _free = native.files_free

    def __init__(self, *, replacing: bool = False) -> None:
        """No files yet.

        replacing: files that are there are replaced; otherwise one that is
        there is a failure.
        """
        self._lock = threading.Lock()
        self._own(make(native.files_new, native.Files,
                       flag(replacing, "replacing")))

    def add(self, path_: Path, contents: Data, *,
            private: bool = False) -> None:
        """One more file, the private key first; in a folder that exists.

        private: where it replaces none, its mode is 0600 and not 0644.

        Raises LimitError for the ninth; ArgumentError.
        """
        given = data(contents, "contents")
        with self._lock:
            call(native.files_add, self._pointer, path(path_), given,
                 len(given), flag(private, "private"))

    def write(self) -> None:
        """Writes them, all or none; again, if it is called again.

        Raises FileError: str() says which file, why, and what to do;
        ArgumentError for no file at all; CryptoError.
        """
        with self._lock:
            call(native.files_write, self._pointer)

    def __repr__(self) -> str:
        return "<Files closed>" if self.closed else "<Files>"
