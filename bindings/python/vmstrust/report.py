"""The report of one verification."""

from ctypes import byref
from datetime import datetime
from typing import NamedTuple, Optional, Tuple

from . import _native as native
from ._call import (Data, data, failure, made_bytes, made_text, moment, text)
from ._handle import Handle
from .cert import Cert
from .enumerations import (Client, Code, Finding, KeyAccess, Match,
                           NearMiss, RevocationState, Role, Severity)
from .errors import Untrusted

__all__ = ["Miss", "Report", "ReportRow", "replay"]


class ReportRow(NamedTuple):
    """One finding of a report. All text is escaped; "" where there is none.

    finding, severity: which, and how much it weighs here.
    cert, depth: the certificate it is about, and its place on the path (the
    server's own is 0); None where there is none.
    client: whose TLS stack made it weigh more than the rule set says; NONE.
    title: at most 48 characters, for an overlay.
    text, expected, found: the sentence with the facts.
    consequence, fix: what follows for the user, and what to do.
    source: the rule it rests on: RFC and section, or the guide.
    """

    finding: Finding
    severity: Severity
    cert: Optional[Cert]
    depth: Optional[int]
    client: Client
    title: str
    text: str
    expected: str
    found: str
    consequence: str
    fix: str
    source: str


class Miss(NamedTuple):
    """What was almost a path to a trusted root: the kind, the certificate,
    and one sentence."""

    kind: NearMiss
    cert: Optional[Cert]
    text: str


class Report(Handle):
    """The verdict and its reasons. It outlives store, chain and policy; any
    number of threads may read one. str() is the report for people."""

    _free = native.report_free

    def __init__(self) -> None:
        raise TypeError("Store.verify() makes reports")

    @property
    def is_trusted(self) -> bool:
        """No finding is an error."""
        return bool(native.report_is_trusted(self._pointer))

    @property
    def findings(self) -> Tuple[ReportRow, ...]:
        """Every finding, the worst first."""
        pointer = self._pointer
        return tuple(self._row(pointer, index)
                     for index in range(native.report_get_count(pointer)))

    @staticmethod
    def _row(pointer: object, index: int) -> ReportRow:
        depth = native.report_get_depth(pointer, index)
        return ReportRow(
            Finding(native.report_get_finding(pointer, index)),
            Severity(native.report_get_severity(pointer, index)),
            Cert._shared(native.report_get_cert(pointer, index)),
            depth if depth >= 0 else None,
            Client(native.report_get_client(pointer, index)),
            text(native.report_get_title(pointer, index)),
            text(native.report_get_text(pointer, index)),
            text(native.report_get_expected(pointer, index)),
            text(native.report_get_found(pointer, index)),
            text(native.report_get_consequence(pointer, index)),
            text(native.report_get_fix(pointer, index)),
            text(native.report_get_source(pointer, index)))

    @property
    def path(self) -> Tuple[Cert, ...]:
        """The trusted path, the server's own first; after a refusal the most
        telling of the refused ones."""
        pointer = self._pointer
        certs = (Cert._shared(native.report_get_path_cert(pointer, depth))
                 for depth in range(native.report_get_path_count(pointer)))
        return tuple(cert for cert in certs if cert is not None)

    @property
    def near_misses(self) -> Tuple[Miss, ...]:
        """What was almost a path, at most eight."""
        pointer = self._pointer
        return tuple(
            Miss(NearMiss(native.report_get_near_miss(pointer, index)),
                 Cert._shared(native.report_get_near_miss_cert(pointer,
                                                               index)),
                 text(native.report_get_near_miss_text(pointer, index)))
            for index in range(native.report_get_near_miss_count(pointer)))

    @property
    def revocation(self) -> RevocationState:
        """What is known of the revocation of the path."""
        return RevocationState(native.report_get_revocation(self._pointer))

    @property
    def key_access(self) -> KeyAccess:
        """Whether the account can use the private key, and how that is known;
        of the report of a deployment."""
        return KeyAccess(native.report_get_key_access(self._pointer))

    @property
    def key_text(self) -> str:
        """A sentence about the private key; "" where nobody asked."""
        return text(native.report_get_key_text(self._pointer))

    @property
    def policies(self) -> Tuple[str, ...]:
        """The certificate policies that the path is valid for, in dotted
        decimal, at most 64 (RFC 5280 6.1.5 (g))."""
        pointer = self._pointer
        return tuple(text(native.report_get_policy(pointer, index))
                     for index in range(native.report_get_policy_count(
                         pointer)))

    @property
    def matched(self) -> Match:
        """Which rule matched the host (RFC 9525)."""
        return Match(native.report_get_matched(self._pointer))

    @property
    def role(self) -> Role:
        """The role that was judged."""
        return Role(native.report_get_role(self._pointer))

    @property
    def host(self) -> str:
        """The host that was asked for, as it was compared; "" if none."""
        pointer = self._pointer
        return text(native.report_get_host(pointer))

    @property
    def rules(self) -> str:
        """The rule set with its version, such as "vms@1"."""
        pointer = self._pointer
        return text(native.report_get_rules(pointer))

    @property
    def judged_at(self) -> datetime:
        """The time at which it was judged."""
        return moment(native.report_get_judged_at(self._pointer))

    @property
    def generation(self) -> int:
        """The store's generation that was in force."""
        return native.report_get_generation(self._pointer)

    @property
    def shadow(self) -> Optional["Report"]:
        """What the policy's shadow makes of the same question; None where it
        has none, or it could not judge."""
        pointer = self._pointer
        return Report._lend(native.report_get_shadow(pointer), pointer)

    @property
    def shadow_text(self) -> str:
        """A sentence about the shadow's verdict beside the one that counts:
        the same, or the reason and the fix; "" where there is no shadow."""
        return text(native.report_get_shadow_text(self._pointer))

    def to_text(self) -> str:
        """For people: verdict, the certificates as a tree, Why, Then, Fix."""
        return made_text(native.report_write_text, self._pointer)

    def to_ascii(self) -> str:
        """The same in ASCII only."""
        return made_text(native.report_write_ascii, self._pointer)

    def to_json(self) -> str:
        """The report as JSON, schema "vmstrust-report-1".

        Raises CryptoError, NoMemoryError.
        """
        return made_text(native.report_write_json, self._pointer)

    def to_evidence(self) -> bytes:
        """One text file that replay() judges alike anywhere: chain, anchors
        used and near, severities, host, time and version."""
        return made_bytes(native.report_write_evidence, self._pointer)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        if self.closed:
            return "<Report closed>"
        verdict = "trusted" if self.is_trusted else "untrusted"
        return f"<Report {verdict} {self.host}>"


def judged(code: int, pointer: object, error: object) -> Report:
    """The report of a verification, or what it raises."""
    if code == Code.OK:
        return Report._adopt(pointer)
    failed = failure(code, error)
    if isinstance(failed, Untrusted):
        failed.report = Report._adopt(pointer)
    raise failed


def replay(evidence: Data) -> Report:
    """Judges again what Report.to_evidence() kept, with its own time, rules
    and anchors, and nothing of this computer.

    Raises Untrusted; MalformedError with the line.
    """
    given = data(evidence, "evidence")
    report, error = native.Report(), native.Error()
    code = native.replay(given, len(given), byref(report), byref(error))
    return judged(code, report, error)
