"""What lies in the folder of a store, by whom, when and why, and what is wrong
with it. It trusts nothing."""

import threading
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, Optional, Tuple

from . import _native as native
from ._call import Path, call, make, moment, path, seconds_at, seconds_of, text
from ._handle import Handle
from .cert import Cert
from .enumerations import Role, Severity

__all__ = ["Inventory", "Kept", "Problem"]


class Kept(NamedTuple):
    """One entry of a store on disk.

    kind: "anchor", "limited", "intermediate", "crl", "pin",
    "distrusted-certificate" or "distrusted-key".
    file: the path of its file below the store.
    cert: None of a CRL.
    role: that a root is limited to; None unless it is "limited".
    host, expires: of a pin; "" and None otherwise.
    added_at, actor, reason: when, who and why: text out of the file; None and
    "" where nobody wrote it down.
    """

    kind: str
    file: str
    cert: Optional[Cert]
    role: Optional[Role]
    host: str
    expires: Optional[datetime]
    added_at: Optional[datetime]
    actor: str
    reason: str


class Problem(NamedTuple):
    """What is wrong with a store on disk.

    severity: ERROR: Store.open() refuses it, or nothing can be trusted by the
    entry.
    id: of a finding where there is one, or "unreadable",
    "private-key-in-store", "role-unknown", "pin-expired",
    "trusted-and-distrusted".
    file: below the store.
    text: what is wrong and what to do; escaped.
    """

    severity: Severity
    id: str
    file: str
    text: str


class Inventory(Handle):
    """It reads on where Store.open() refuses, so it is for people who look
    after a store."""

    _free = native.inventory_free

    def __init__(self, path_: Path) -> None:
        """Reads the folder of a store. What Store.open() would refuse is a
        problem, and no entry.

        Raises FileError; MalformedError if it is no store, or one of another
        format, with both numbers.
        """
        self._lock = threading.Lock()
        self._own(make(native.inventory_read, native.Inventory, path(path_)))

    def check(self, within: timedelta,
              now: Optional[datetime] = None) -> None:
        """Adds as problems what is wrong, or soon will be, with the entries
        themselves: expired, about to end, a weak key, no CA, several CAs of
        one name, trusted and distrusted at once.

        within: what ends sooner is told.
        now: instead of this moment.

        Raises CryptoError, NoMemoryError.
        """
        at = seconds_at(now or datetime.now(timezone.utc), "now")
        with self._lock:
            call(native.inventory_check, self._pointer, at,
                 seconds_of(within, "within"))

    @property
    def entries(self) -> Tuple[Kept, ...]:
        """What could be read."""
        with self._lock:
            pointer = self._pointer
            return tuple(_kept(pointer, index) for index in
                         range(native.inventory_get_count(pointer)))

    @property
    def problems(self) -> Tuple[Problem, ...]:
        """What was found to be wrong."""
        with self._lock:
            pointer = self._pointer
            return tuple(
                Problem(
                    Severity(native.inventory_get_problem_severity(
                        pointer, index)),
                    text(native.inventory_get_problem_id(pointer, index)),
                    text(native.inventory_get_problem_file(pointer, index)),
                    text(native.inventory_get_problem_text(pointer, index)))
                for index in range(native.inventory_get_problem_count(
                    pointer)))

    def __repr__(self) -> str:
        return ("<Inventory closed>" if self.closed else
                f"<Inventory of {len(self.entries)}>")


def _kept(pointer: object, index: int) -> Kept:
    role = native.inventory_get_role(pointer, index)
    expires = native.inventory_get_expires(pointer, index)
    added = native.inventory_get_added_at(pointer, index)
    return Kept(text(native.inventory_get_kind(pointer, index)),
                text(native.inventory_get_file(pointer, index)),
                Cert._shared(native.inventory_get_cert(pointer, index)),
                Role(role) if role else None,
                text(native.inventory_get_host(pointer, index)),
                moment(expires) if expires else None,
                moment(added) if added else None,
                text(native.inventory_get_actor(pointer, index)),
                text(native.inventory_get_reason(pointer, index)))
