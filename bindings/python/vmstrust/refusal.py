"""What a TLS stack refuses in the form of a chain, whatever is trusted."""

from typing import NamedTuple, Optional, Tuple

from . import _native as native
from ._call import text
from ._handle import Handle
from .cert import Cert
from .enumerations import Finding, Severity

__all__ = ["Refusal", "Refusals"]


class Refusal(NamedTuple):
    """One reason.

    severity: ERROR: the stack refuses; WARNING: it does in some cases.
    depth: the place of the certificate, the server's own is 0.
    is_measured: the stack was run on such a chain and refused it; otherwise
    public material says so.
    message: what the stack says, or what is known about it.
    """

    finding: Finding
    severity: Severity
    depth: int
    cert: Optional[Cert]
    is_measured: bool
    message: str


class Refusals(Handle):
    """Made by Chain.find_refusals(). Any number of threads may read one."""

    _free = native.refusals_free

    def __init__(self) -> None:
        raise TypeError("Chain.find_refusals() makes these")

    @property
    def is_accepted(self) -> bool:
        """Whether the stack takes the form of the chain."""
        return bool(native.refusals_is_accepted(self._pointer))

    @property
    def reasons(self) -> Tuple[Refusal, ...]:
        """Every reason, the worst first."""
        pointer = self._pointer
        return tuple(
            Refusal(
                Finding(native.refusals_get_finding(pointer, index)),
                Severity(native.refusals_get_severity(pointer, index)),
                native.refusals_get_depth(pointer, index),
                Cert._shared(native.refusals_get_cert(pointer, index)),
                bool(native.refusals_is_measured(pointer, index)),
                text(native.refusals_get_message(pointer, index)))
            for index in range(native.refusals_get_count(pointer)))

    def __repr__(self) -> str:
        return ("<Refusals closed>" if self.closed else
                f"<Refusals {[one.finding.id for one in self.reasons]}>")
