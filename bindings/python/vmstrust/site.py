"""Live servers: which certificate does each present, and is it trusted?

This module stands on the second library, libvmstrust-site, which opens
sockets; nothing else of this package does.

    from vmstrust.site import Probe

    probe = Probe()
    probe.add("rec01.site.local", role="recording-server")
    for answer in probe.run(vmstrust.Store.load("site-ca.pem")):
        print(answer.host, answer.outcome.title, answer.text)
"""

import threading
from ctypes import byref
from datetime import timedelta
from typing import (Any, Dict, Iterable, List, NamedTuple, Optional, Tuple,
                    Union)

from . import _native as native
from . import _native_site as site
from ._call import call, failure, make, text, whole, words
from ._handle import Handle, pointer_of
from .cert import Cert
from .enumerations import Client, Code, Finding, Role, Severity
from .enumerations_site import Fault, Outcome, Reaction
from .policy import Policy, judging
from .report import Report
from .store import Store
from .task import Task

__all__ = ["Answer", "Fault", "Outcome", "Probe", "Reaction", "Remark",
           "Trial"]

# What a run answers when every endpoint has its outcome.
_RAN = (Code.OK, Code.UNTRUSTED, Code.UNREACHABLE, Code.CANCELLED)

_MILLISECOND = timedelta(milliseconds=1)
_LONGEST = timedelta(days=49)


class Remark(NamedTuple):
    """A finding about a connection, besides those of the report: what it
    weighs, what was found and what was expected ("" where there is nothing to
    say)."""

    finding: Finding
    severity: Severity
    found: str
    expected: str


class Answer(NamedTuple):
    """What came of one endpoint.

    host, port: as they were asked.
    outcome, text: what came of it, and a sentence with the facts.
    report, certs: what the verdict was, and what the server sent; None and
    empty if it sent nothing.
    remarks: about the connection itself, the worst first.
    protocol, group, address: such as "TLS 1.3", "X25519"; "" if none.
    took: how long.
    """

    host: str
    port: int
    outcome: Outcome
    text: str
    report: Optional[Report]
    certs: Tuple[Cert, ...]
    remarks: Tuple[Remark, ...]
    protocol: str
    group: str
    address: str
    took: timedelta


class _Run(Handle):
    """One run: never run again, so that what it lends stays."""

    _free = site.probe_free


class _Endpoint(NamedTuple):
    name: str
    policy: Policy
    expected: Optional[Cert]


class Probe:
    """Endpoints to ask, many at once. It connects as a client would and goes
    no further than the handshake. Calls of several threads wait for each
    other while they add; runs are independent."""

    def __init__(self, *, timeout: Optional[timedelta] = None,
                 parallel: Optional[int] = None) -> None:
        """timeout: how long one endpoint may take: up to an hour; ten seconds
        unless set.
        parallel: how many are asked side by side: 1 to 10,000; 500 unless
        set.
        """
        self._lock = threading.Lock()
        self._endpoints: List[_Endpoint] = []
        self._milliseconds = _milliseconds(timeout)
        self._parallel = parallel
        with self._new(()):
            pass  # says at once what is wrong with these

    def add(self, endpoint: str, *, role: Union[Role, str, None] = None,
            client: Union[Client, str, None] = None,
            policy: Optional[Policy] = None,
            expected: Optional[Cert] = None) -> None:
        """Adds an endpoint: HOST, HOST:PORT, an address, [IPv6]:PORT. Without
        a port it is where the client connects to the role, or where the role
        listens.

        role, client, policy: as for Store.verify().
        expected: the certificate that it was issued: any other is a remark.

        Raises ArgumentError with what is wrong, also where the role has no
        usual port and none is given; NotFoundError for an unknown id.
        """
        if expected is not None:
            pointer_of(expected, Cert, "expected")
        added = _Endpoint(endpoint, judging(role, client, policy), expected)
        with self._new([added]):
            pass
        with self._lock:
            self._endpoints.append(added)

    def run(self, store: Store, task: Optional[Task] = None
            ) -> Tuple[Answer, ...]:
        """Asks all endpoints and returns when each has its outcome, in the
        order in which they were added. A server that is not trusted, or does
        not answer, raises nothing: its answer says so.

        task: counts endpoints. After Task.cancel() the call returns soon, and
        endpoints that have an outcome keep it.

        Raises ArgumentError if there is no endpoint; LimitError beyond
        100,000; CryptoError, NoMemoryError: nobody was asked then.
        """
        roots = pointer_of(store, Store, "store")
        watch = None if task is None else pointer_of(task, Task, "task")
        with self._lock:
            endpoints = tuple(self._endpoints)
        with self._new(endpoints) as run:
            pointer, error = run._pointer, native.Error()
            code = site.probe_run(pointer, roots, watch, byref(error))
            if code not in _RAN:
                raise failure(code, error)
            native.error_free(error)
            return tuple(_answer(pointer, index) for index in
                         range(site.probe_get_count(pointer)))

    def _new(self, endpoints: Iterable[_Endpoint]) -> _Run:
        run = _Run._adopt(make(site.probe_new, site.Probe))
        pointer = run._pointer
        if self._milliseconds is not None:
            call(site.probe_set_timeout, pointer, self._milliseconds)
        if self._parallel is not None:
            call(site.probe_set_parallel, pointer,
                 whole(self._parallel, "parallel", 0, 2**32 - 1))
        for index, one in enumerate(endpoints):
            call(site.probe_add, pointer, words(one.name, "endpoint"),
                 pointer_of(one.policy, Policy, "policy"))
            if one.expected is not None:
                call(site.probe_set_expected, pointer, index,
                     pointer_of(one.expected, Cert, "expected"))
        return run

    def __len__(self) -> int:
        return len(self._endpoints)


def _milliseconds(timeout: Optional[timedelta]) -> Optional[int]:
    if timeout is None:
        return None
    if not isinstance(timeout, timedelta):
        raise TypeError("timeout is a timedelta, not "
                        f"{type(timeout).__name__}")
    if not timedelta(0) <= timeout <= _LONGEST:
        raise ValueError(f"timeout is up to an hour, not {timeout}")
    return timeout // _MILLISECOND


def _answer(pointer: Any, index: int) -> Answer:
    remarks = tuple(
        Remark(Finding(site.probe_get_finding(pointer, index, row)),
               Severity(site.probe_get_severity(pointer, index, row)),
               text(site.probe_get_found(pointer, index, row)),
               text(site.probe_get_expected(pointer, index, row)))
        for row in range(site.probe_get_finding_count(pointer, index)))
    return Answer(
        text(site.probe_get_host(pointer, index)),
        site.probe_get_port(pointer, index),
        Outcome(site.probe_get_outcome(pointer, index)),
        text(site.probe_get_text(pointer, index)),
        Report._lend(site.probe_get_report(pointer, index), pointer),
        _certs(site.probe_get_chain(pointer, index)),
        remarks,
        text(site.probe_get_protocol(pointer, index)),
        text(site.probe_get_group(pointer, index)),
        text(site.probe_get_address(pointer, index)),
        site.probe_get_millis(pointer, index) * _MILLISECOND)


def _certs(chain: Any) -> Tuple[Cert, ...]:
    found = (Cert._shared(native.chain_get_cert(chain, index))
             for index in range(native.chain_get_count(chain)))
    return tuple(cert for cert in found if cert is not None)


class Trial(Handle):
    """Would your code have noticed? Servers on loopback, each with one
    deliberate fault in its certificate and one without, for the tests of
    whoever writes an integration: run() in a thread, connect to every port as
    your code always does, then read what it accepted.

        trial = Trial()
        thread = threading.Thread(target=trial.run)
    """

    _free = site.trial_free

    def __init__(self) -> None:
        """Makes a CA and the certificates, for `localhost` and the addresses
        of loopback, and listens at 127.0.0.1.

        Raises UnreachableError if there is no loopback or no port;
        CryptoError; ClockError; NoMemoryError.
        """
        self._lock = threading.Lock()
        self._own(make(site.trial_new, site.Trial))
        pointer = self._pointer
        cert = Cert._shared(site.trial_get_ca(pointer))
        assert cert is not None
        self._ca = cert
        self._ports = {
            Fault(site.trial_get_fault(pointer, index)):
            site.trial_get_port(pointer, index)
            for index in range(site.trial_get_count(pointer))}

    @property
    def ca(self) -> Cert:
        """What the client is to trust, and no other."""
        return self._ca

    @property
    def ports(self) -> Dict[Fault, int]:
        """Where each of them listens; also while it runs."""
        return dict(self._ports)

    @property
    def reactions(self) -> Dict[Fault, Reaction]:
        """What the client made of each; waits for run() to end."""
        with self._lock:
            pointer = self._pointer
            return {fault: Reaction(site.trial_get_reaction(pointer, index))
                    for index, fault in enumerate(self._ports)}

    def run(self, task: Optional[Task] = None) -> None:
        """Serves until every server was tried or the task is cancelled;
        returns if the good one was accepted and every other refused.

        task: counts the servers that were tried.

        Raises Untrusted if the client does not tell good from bad: str()
        names what it got wrong; CancelledError.
        """
        watch = None if task is None else pointer_of(task, Task, "task")
        with self._lock:
            call(site.trial_run, self._pointer, watch)

    def __repr__(self) -> str:
        return "<Trial closed>" if self.closed else "<Trial>"
