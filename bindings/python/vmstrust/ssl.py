"""TLS by Python's ssl, the verdict by this library.

    import vmstrust.ssl

    context = vmstrust.ssl.create_default_context("site-ca.pem",
                                                  role="recording-server")
    urllib.request.urlopen("https://rec01.site.local:7563/", context=context)

A Context is an ssl.SSLContext for clients, of which one serves any number of
servers: the host is the one that each connection dials (server_hostname). The
server is judged inside do_handshake(), for sockets and for SSLObject (asyncio,
anyio, TLS in TLS) alike, also when a session is resumed. Whatever would read
or write before that makes the handshake first, and no application data passes
a refusal; it is UntrustedPeer, which is Untrusted and what the ssl module
itself raises, so that every stack on top understands it.

What differs from an ssl.SSLContext: verification cannot be switched off; the
roots are those of the store alone, and load_verify_locations() and its like
have no effect; TLS 1.2 is the least, without renegotiation; getpeercert()
without True is empty; a client certificate, where one is loaded, has been sent
when the verdict falls. Where a socket has no TLS, after a connect() that did
not finish or after shutdown(), nothing is sent or read in clear instead, but
after unwrap(). Python does not hand out a stapled OCSP response. It tells
which intermediates the server sent from 3.10 on, and not of a session
that is resumed: add them to the store (Store.add_intermediate) there.
"""

import errno
import functools
import socket
import ssl
import threading
from typing import (Any, Callable, List, Optional, Tuple, TypeVar, Union,
                    cast)

from ._call import Path
from .chain import Chain
from .enumerations import Client, Code, Role
from .errors import Error, Untrusted
from .policy import Policy
from .report import Report
from .store import Store

__all__ = ["Context", "NotJudged", "SSLObject", "SSLSocket", "UntrustedPeer",
           "create_default_context", "find_refusal"]

_Method = TypeVar("_Method", bound=Callable[..., Any])
_Raised = TypeVar("_Raised", bound=ssl.SSLCertVerificationError)

_SAFE_VERSIONS = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3,
                  ssl.TLSVersion.MAXIMUM_SUPPORTED)

# _ssl.ENCODING_DER, which Python 3.9 does not have.
_ENCODING_DER = 2

# SSL_ERROR_SSL: an event loop would wait for more after other numbers.
_FATAL = 1

# How many exceptions find_refusal() looks at: stacks wrap one a few times.
_MOST_WRAPPED = 256

_NOT_SAID = (
    " (This Python does not say which intermediates the server sent: use 3.10"
    " or newer, or add them by Store.add_intermediate().)")
_NOT_RESUMED = (
    " (A resumed session does not say which intermediates the server sent:"
    " connect without it, or add them by Store.add_intermediate().)")


class UntrustedPeer(Untrusted, ssl.SSLCertVerificationError):
    """The server is not trusted. str() is the reason and the fix; report has
    all of it."""


class NotJudged(Error, ssl.SSLCertVerificationError):
    """There is no verdict, so there is no connection: __cause__ says why."""


def _as_ssl_says(error: _Raised, text: str) -> _Raised:
    """Gives an exception the attributes that _ssl always adds."""
    error.errno = _FATAL
    error.library = "SSL"
    error.reason = "CERTIFICATE_VERIFY_FAILED"
    error.verify_code = _FATAL
    error.verify_message = text
    return error


def _not_judged(text: str, code: Code = Code.ARGUMENT) -> NotJudged:
    return _as_ssl_says(NotJudged(text, code), text)


# --- What the peer sent ------------------------------------------------------

def _sent(peer: Any) -> Tuple[List[bytes], str]:
    """The peer's certificates as DER, and what is to be said where these are
    not all that it sent."""
    leaf = peer.getpeercert(True)
    if not leaf:
        raise _not_judged("the server sent no certificate")
    ask = getattr(peer._sslobj, "get_unverified_chain", None)
    if ask is None:
        return [leaf], _NOT_SAID
    certs = [one.public_bytes(_ENCODING_DER) for one in ask() or ()]
    if not certs and peer.session_reused:
        return [leaf], _NOT_RESUMED
    if not certs or certs[0] != leaf:
        raise _not_judged("the server's certificate is not the first of those"
                          " that it sent")
    return certs, ""


# --- Connections -------------------------------------------------------------

def _after_verdict(method: _Method) -> _Method:
    """A method of the base class that waits for the verdict."""
    @functools.wraps(method)
    def guarded(self: "_Judged", *arguments: Any, **named: Any) -> Any:
        self._require_verdict()
        return method(self, *arguments, **named)
    return cast(_Method, guarded)


class _Judged:
    """What SSLSocket and SSLObject share: no data before the verdict."""

    #: The report of a peer that is trusted: it may hold warnings.
    report: Optional[Report] = None

    _judged: Any = None  # the TLS connection that was found trusted
    _refusal: Optional[Exception] = None

    def _turn(self) -> "threading.RLock":
        """One handshake at a time: OpenSSL's objects are not for several
        threads, and before 3.13 Python lets them in together."""
        return cast("threading.RLock", self.__dict__.setdefault(
            "_turn_lock", threading.RLock()))

    def _require_no_refusal(self) -> None:
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)

    def _require_verdict(self) -> None:
        """Makes the handshake, and with it the verdict, where neither is
        there yet: OpenSSL would make the one without the other."""
        with self._turn():
            self._require_no_refusal()
            inner = self._sslobj  # type: ignore[attr-defined]
            if inner is not None and inner is not self._judged:
                self.do_handshake()  # type: ignore[attr-defined]

    def _judge(self) -> None:
        """Raises unless this connection's peer is trusted."""
        inner = self._sslobj  # type: ignore[attr-defined]
        if inner is None:
            raise _not_judged("there is no TLS connection to judge")
        if inner is self._judged:
            return
        try:
            context = self.context  # type: ignore[attr-defined]
            self.report = context._judge(self)
        except BaseException as error:
            self._refusal = (error if isinstance(error, Exception)
                             else _not_judged("the verdict was interrupted"))
            self._abandon()
            raise
        self._judged = inner

    def _abandon(self) -> None:
        """Ends a connection that was refused."""


def _refuse_another(self: object, context: ssl.SSLContext) -> None:
    raise ValueError("the context of a connection that is judged cannot be"
                     " exchanged")


def _no_tls() -> OSError:
    return OSError(errno.ENOTCONN, "there is no TLS on this socket: connect()"
                   " did not finish, or shutdown() or unwrap() ended it")


def _not_instead_of_tls(method: Any) -> Any:
    """A method of the plain socket to which the base class falls back where
    its TLS object is missing."""
    @functools.wraps(method)
    def guarded(self: "_NotInClear", *arguments: Any, **named: Any) -> Any:
        if not self._is_plain and self.fileno() >= 0:
            raise _no_tls()
        return method(self, *arguments, **named)
    return guarded


class _NotInClear(socket.socket):
    """Stands between ssl.SSLSocket and the plain socket: what was to be
    secret passes only in TLS, or after unwrap()."""

    _is_plain = False  # unwrap() was called

    send = _not_instead_of_tls(socket.socket.send)
    sendall = _not_instead_of_tls(socket.socket.sendall)
    sendfile = _not_instead_of_tls(socket.socket.sendfile)
    sendto = _not_instead_of_tls(socket.socket.sendto)
    recv = _not_instead_of_tls(socket.socket.recv)
    recv_into = _not_instead_of_tls(socket.socket.recv_into)
    recvfrom = _not_instead_of_tls(socket.socket.recvfrom)
    recvfrom_into = _not_instead_of_tls(socket.socket.recvfrom_into)


class SSLSocket(_Judged, ssl.SSLSocket, _NotInClear):
    """A socket whose peer was judged, or will be before any data passes."""

    def do_handshake(self, block: bool = False) -> None:
        """Performs the handshake and judges the server.

        Raises UntrustedPeer with the report; NotJudged; what the ssl module
        raises. The socket is closed then.
        """
        with self._turn():
            self._require_no_refusal()
            if self._sslobj is None:  # type: ignore[attr-defined]
                raise _no_tls()
            super().do_handshake(block)
            self._judge()

    def unwrap(self) -> socket.socket:
        """As ssl.SSLSocket.unwrap(): what follows is in clear."""
        self._require_verdict()
        plain = super().unwrap()
        self._is_plain = True
        return plain

    def _abandon(self) -> None:
        try:
            socket.socket.shutdown(self, socket.SHUT_RDWR)
        except OSError:
            pass  # the peer was faster
        self.close()

    context = property(ssl.SSLSocket.context.fget,  # type: ignore
                       _refuse_another)

    read = _after_verdict(ssl.SSLSocket.read)
    write = _after_verdict(ssl.SSLSocket.write)
    send = _after_verdict(ssl.SSLSocket.send)
    sendall = _after_verdict(ssl.SSLSocket.sendall)
    sendfile = _after_verdict(ssl.SSLSocket.sendfile)
    sendmsg = _after_verdict(ssl.SSLSocket.sendmsg)
    sendto = _after_verdict(ssl.SSLSocket.sendto)
    recv = _after_verdict(ssl.SSLSocket.recv)
    recv_into = _after_verdict(ssl.SSLSocket.recv_into)
    recvfrom = _after_verdict(ssl.SSLSocket.recvfrom)
    recvfrom_into = _after_verdict(ssl.SSLSocket.recvfrom_into)
    recvmsg = _after_verdict(ssl.SSLSocket.recvmsg)
    recvmsg_into = _after_verdict(ssl.SSLSocket.recvmsg_into)
    verify_client_post_handshake = _after_verdict(
        ssl.SSLSocket.verify_client_post_handshake)


class SSLObject(_Judged, ssl.SSLObject):
    """The same for TLS over memory: asyncio, anyio, TLS in TLS."""

    def do_handshake(self) -> None:
        """As SSLSocket.do_handshake()."""
        with self._turn():
            self._require_no_refusal()
            super().do_handshake()
            self._judge()

    context = property(ssl.SSLObject.context.fget,  # type: ignore
                       _refuse_another)

    read = _after_verdict(ssl.SSLObject.read)
    write = _after_verdict(ssl.SSLObject.write)
    unwrap = _after_verdict(ssl.SSLObject.unwrap)
    verify_client_post_handshake = _after_verdict(
        ssl.SSLObject.verify_client_post_handshake)


# --- The context -------------------------------------------------------------

class Context(ssl.SSLContext):
    """An ssl.SSLContext for clients that asks a store. Make it once; any
    number of threads and connections share it."""

    def __new__(cls, *_: Any, **__: Any) -> "Context":
        return super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)

    def __init__(self, store: Store,
                 role: Union[Role, str] = Role.TLS_SERVER, *,
                 client: Union[Client, str, None] = None,
                 policy: Optional[Policy] = None,
                 host: Optional[str] = None,
                 on_report: Optional[Callable[[Report], object]] = None
                 ) -> None:
        """store: what is trusted; it may change while connections are made.
        role: what the servers are; an id will do.
        client: who connects; see Policy.
        policy: instead of role and client, where more is to be said.
        host: for a stack that does not say which host it dials, such as
        urllib3 1.26 with an address; the context is for that host alone then.
        on_report: is called with every report, trusted or not, in the thread
        of the handshake; where it raises, there is no connection.

        Raises NotFoundError for an unknown id, naming the nearest.
        """
        if not isinstance(store, Store):
            raise TypeError(f"store is a Store, not {type(store).__name__}")
        if policy is not None and not isinstance(policy, Policy):
            raise TypeError("policy is a Policy, not "
                            f"{type(policy).__name__}")
        self._store = store
        self._policy = policy or Policy(role, client=client)
        self._host = host
        self._on_report = on_report
        # OpenSSL judges nothing: its answer would stand in the way of ours.
        self._set("check_hostname", False)
        self._set("verify_mode", ssl.CERT_NONE)
        self._set("minimum_version", ssl.TLSVersion.TLSv1_2)
        self._set("options", self._get("options") | ssl.OP_NO_RENEGOTIATION)

    def _set(self, name: str, value: object) -> None:
        getattr(ssl.SSLContext, name).__set__(self, value)

    def _get(self, name: str) -> Any:
        return getattr(ssl.SSLContext, name).__get__(self)

    def _judge(self, peer: Any) -> Report:
        """The report of a trusted peer; raises UntrustedPeer or NotJudged."""
        note = ""
        try:
            certs, note = _sent(peer)
            report = self._verdict(certs, peer.server_hostname or None)
            if self._on_report is not None:
                self._on_report(report)
            return report
        except Untrusted as refusal:
            text = str(refusal) + note
            raised = UntrustedPeer(text, refusal.report)
            raise _as_ssl_says(raised, text) from None
        except NotJudged:
            raise
        except Exception as error:
            raise _not_judged(f"the server was not judged: {error}",
                              getattr(error, "code", Code.INTERNAL)
                              ) from error

    def _verdict(self, certs: List[bytes], host: Optional[str]) -> Report:
        try:
            return self._store.verify(Chain(certs), policy=self._policy,
                                      host=host)
        except Untrusted as refusal:
            if self._on_report is not None and refusal.report is not None:
                self._on_report(refusal.report)
            raise

    def _dialled(self, given: Any) -> Any:
        """The host of a connection; one that the caller leaves open is that
        of the context."""
        if self._host is None:
            return given
        if given not in (None, "", self._host):
            raise ValueError(f"this context is for {self._host}, and not for"
                             f" {given}")
        return self._host

    def wrap_socket(self, sock: socket.socket, server_side: bool = False,
                    do_handshake_on_connect: bool = True,
                    suppress_ragged_eofs: bool = True,
                    server_hostname: Any = None,
                    session: Optional[ssl.SSLSession] = None
                    ) -> ssl.SSLSocket:
        """As ssl.SSLContext.wrap_socket(); the server is judged when it
        returns, or before any data passes."""
        _require_client(server_side)
        return super().wrap_socket(
            sock, False, do_handshake_on_connect, suppress_ragged_eofs,
            self._dialled(server_hostname), session)

    def wrap_bio(self, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO,
                 server_side: bool = False, server_hostname: Any = None,
                 session: Optional[ssl.SSLSession] = None) -> ssl.SSLObject:
        """As ssl.SSLContext.wrap_bio(); do_handshake() judges the server."""
        _require_client(server_side)
        return super().wrap_bio(incoming, outgoing, False,
                                self._dialled(server_hostname), session)

    sslsocket_class = property(  # type: ignore[assignment]
        lambda self: SSLSocket)
    sslobject_class = property(  # type: ignore[assignment]
        lambda self: SSLObject)

    # What stacks ask and set. They are told the truth about the outcome: a
    # connection is verified, and so is its host.

    def _get_verify_mode(self) -> ssl.VerifyMode:
        return ssl.CERT_REQUIRED

    def _set_verify_mode(self, mode: int) -> None:
        if mode != ssl.CERT_REQUIRED:
            raise ValueError("this context verifies, always: verification"
                             " cannot be switched off (verify=False?)")

    verify_mode = property(  # type: ignore[assignment]
        _get_verify_mode, _set_verify_mode)

    def _get_check_hostname(self) -> bool:
        return True

    def _set_check_hostname(self, is_on: bool) -> None:
        if not is_on:
            raise ValueError("this context checks the host, always: a Policy"
                             " says by which rules")

    check_hostname = property(  # type: ignore[assignment]
        _get_check_hostname, _set_check_hostname)

    def _get_minimum(self) -> ssl.TLSVersion:
        return cast(ssl.TLSVersion, self._get("minimum_version"))

    def _set_minimum(self, version: int) -> None:
        if version not in _SAFE_VERSIONS:
            raise ValueError("TLS 1.2 is the least: before it the server"
                             " could change in mid-connection")
        self._set("minimum_version", version)

    minimum_version = property(  # type: ignore[assignment]
        _get_minimum, _set_minimum)

    def _get_options(self) -> ssl.Options:
        return cast(ssl.Options, self._get("options"))

    def _set_options(self, options: int) -> None:
        self._set("options", options | ssl.OP_NO_RENEGOTIATION)

    options = property(  # type: ignore[assignment]
        _get_options, _set_options)

    def load_verify_locations(self, *_: Any, **__: Any) -> None:
        """Has no effect: what is trusted is the store's to say. Stacks call
        it unasked."""

    def load_default_certs(self, *_: Any, **__: Any) -> None:
        """Has no effect; Store.add_system_roots() is what it would be."""

    def set_default_verify_paths(self) -> None:
        """Has no effect; Store.add_system_roots() is what it would be."""


def _require_client(server_side: bool) -> None:
    if server_side:
        raise ValueError("this context is for clients")


def create_default_context(
        roots: Union[Store, Path, None] = None, *,
        role: Union[Role, str] = Role.TLS_SERVER,
        client: Union[Client, str, None] = None,
        host: Optional[str] = None,
        on_report: Optional[Callable[[Report], object]] = None) -> Context:
    """A Context with these roots: a file, a folder or a Store; without any,
    those of the operating system. The rest is as for Context.

    Raises FileError, MalformedError; NotFoundError for an unknown id.
    """
    if roots is None:
        store = Store()
        store.add_system_roots()
    else:
        store = roots if isinstance(roots, Store) else Store.load(roots)
    return Context(store, role, client=client, host=host, on_report=on_report)


def find_refusal(error: Optional[BaseException]) -> Optional[Untrusted]:
    """The Untrusted inside what a stack raised: requests, urllib3, httpx and
    urllib wrap what the handshake says in exceptions of their own. None if
    that was not the reason."""
    waiting: List[object] = [error]
    for _ in range(_MOST_WRAPPED):
        if not waiting:
            break
        found = waiting.pop(0)
        if isinstance(found, Untrusted):
            return found
        if isinstance(found, BaseException):
            waiting += [found.__cause__, found.__context__,
                        getattr(found, "reason", None), *found.args]
    return None
