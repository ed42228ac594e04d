"""vmstrust.ssl below the stacks: the verdict falls in the handshake, and no
way around it lets application data through, in either direction."""

import asyncio
import errno
import inspect
import re
import select
import socket
import ssl
import subprocess
import sys
import threading
import types

import pytest

import vmstrust
import vmstrust.ssl
from servers import DEADLINE, Recorder, openssl

HOST = "rec01.harbour.local"
BAD = ["unrelated", "expired", "wrong-name"]
SECRET = b"password of the operator"


@pytest.fixture
def context(store):
    return vmstrust.ssl.Context(store, "recording-server")


def test_trusted(context, site):
    with Recorder(site, "good") as server, server.connect() as plain:
        with context.wrap_socket(plain, server_hostname=HOST) as tls:
            assert isinstance(tls, vmstrust.ssl.SSLSocket)
            assert tls.report.is_trusted and tls.report.host == HOST
            tls.sendall(b"hello")
            assert tls.recv(100) == b"heard hello"


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
def test_refused(context, site, name, version):
    def configure(server):
        server.maximum_version = ssl.TLSVersion[version]

    reports = []
    context = vmstrust.ssl.Context(context._store, "recording-server",
                                   on_report=reports.append)
    with Recorder(site, name, b"welcome", configure) as server:
        with server.connect() as plain, pytest.raises(
                vmstrust.ssl.UntrustedPeer) as caught:
            context.wrap_socket(plain, server_hostname=HOST)
        assert isinstance(caught.value, vmstrust.Untrusted)
        assert isinstance(caught.value, ssl.SSLCertVerificationError)
        assert caught.value.report.findings[0].text in str(caught.value)
        assert not caught.value.report.is_trusted
        assert [one.is_trusted for one in reports] == [False]
        server.wait()
        assert server.heard == []


def test_against_openssl(context, site):
    for name, is_good in (("good", True), ("expired", False)):
        with openssl(site, name) as port, socket.create_connection(
                ("127.0.0.1", port), timeout=DEADLINE) as plain:
            if is_good:
                context.wrap_socket(plain, server_hostname=HOST).close()
            else:
                with pytest.raises(vmstrust.ssl.UntrustedPeer):
                    context.wrap_socket(plain, server_hostname=HOST)


@pytest.mark.skipif(sys.version_info < (3, 10), reason="3.9 does not say")
def test_intermediates_that_were_sent(site, tmp_path):
    """They count, since they come out of the handshake."""
    with_chain = tmp_path / "site"
    with_chain.mkdir()
    make_chain(with_chain)
    store = vmstrust.Store.load(with_chain / "root.pem")
    context = vmstrust.ssl.Context(store)
    with Recorder(with_chain, "full") as server, server.connect() as plain:
        with context.wrap_socket(plain, server_hostname=HOST) as tls:
            assert len(tls.report.path) == 3
    with Recorder(with_chain, "alone") as server, server.connect() as plain:
        with pytest.raises(vmstrust.ssl.UntrustedPeer):
            context.wrap_socket(plain, server_hostname=HOST)


def make_chain(folder):
    """A root, an intermediate and a server of openssl's making."""
    def run(*words):
        subprocess.run(["openssl", *map(str, words)], check=True,
                       capture_output=True, timeout=DEADLINE)

    def key(name):
        run("genpkey", "-algorithm", "EC", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-out", folder / f"{name}.key")

    for name in ("root", "middle", "server"):
        key(name)
    run("req", "-x509", "-new", "-key", folder / "root.key", "-subj",
        "/CN=Root", "-days", 3650, "-out", folder / "root.pem", "-addext",
        "keyUsage=critical,keyCertSign,cRLSign")
    ca = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
    server = (f"subjectAltName=DNS:{HOST}\nextendedKeyUsage=serverAuth\n"
              "keyUsage=critical,digitalSignature\n"
              "basicConstraints=critical,CA:FALSE\n")
    for name, issuer, extensions in (("middle", "root", ca),
                                     ("server", "middle", server)):
        (folder / "extensions").write_text(
            extensions + "subjectKeyIdentifier=hash\n"
            "authorityKeyIdentifier=keyid\n")
        run("req", "-new", "-key", folder / f"{name}.key", "-subj",
            f"/CN={name}", "-out", folder / "request")
        run("x509", "-req", "-in", folder / "request", "-CA",
            folder / f"{issuer}.pem", "-CAkey", folder / f"{issuer}.key",
            "-set_serial", 7, "-days", 365, "-extfile",
            folder / "extensions", "-out", folder / f"{name}.pem")
    leaf = (folder / "server.pem").read_text()
    (folder / "alone.pem").write_text(leaf)
    (folder / "full.pem").write_text(
        leaf + (folder / "middle.pem").read_text())


# --- Ways around the verdict --------------------------------------------------

def first_words(tls):
    """Every way of a socket to write or read, as (name, call)."""
    with_file = tls.makefile("rwb", buffering=0)
    return [
        ("send", lambda: tls.send(SECRET)),
        ("sendall", lambda: tls.sendall(SECRET)),
        ("write", lambda: tls.write(SECRET)),
        ("sendmsg", lambda: tls.sendmsg([SECRET])),
        ("sendto", lambda: tls.sendto(SECRET, ("127.0.0.1", 1))),
        ("sendfile", lambda: tls.sendfile(open(__file__, "rb"))),
        ("file.write", lambda: with_file.write(SECRET)),
        ("recv", lambda: tls.recv(10)),
        ("recv_into", lambda: tls.recv_into(bytearray(10))),
        ("recvfrom", lambda: tls.recvfrom(10)),
        ("recvfrom_into", lambda: tls.recvfrom_into(bytearray(10))),
        ("recvmsg", lambda: tls.recvmsg(10)),
        ("recvmsg_into", lambda: tls.recvmsg_into([bytearray(10)])),
        ("read", lambda: tls.read(10)),
        ("file.read", lambda: with_file.read(10)),
        ("unwrap", tls.unwrap),
        ("do_handshake", tls.do_handshake),
    ]


def ways():
    with socket.socket() as plain:
        context = vmstrust.ssl.Context(vmstrust.Store())
        with context.wrap_socket(plain, server_hostname=HOST) as tls:
            return [name for name, _ in first_words(tls)]


@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
@pytest.mark.parametrize("way", ways())
def test_no_data_before_the_verdict(context, site, way, version):
    """Without a handshake of its own, every first word makes one: OpenSSL
    would send, and we refuse before."""
    def configure(server):
        server.maximum_version = ssl.TLSVersion[version]

    with Recorder(site, "unrelated", b"welcome", configure) as server:
        with server.connect() as plain:
            tls = context.wrap_socket(plain, server_hostname=HOST,
                                      do_handshake_on_connect=False)
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                dict(first_words(tls))[way]()
            for _, again in first_words(tls) if tls.fileno() >= 0 else ():
                with pytest.raises((vmstrust.ssl.UntrustedPeer, OSError)):
                    again()
            tls.close()
        server.wait()
        assert server.heard == []


def test_the_first_word_to_a_trusted_one(context, site):
    with Recorder(site, "good") as server, server.connect() as plain:
        with context.wrap_socket(plain, server_hostname=HOST,
                                 do_handshake_on_connect=False) as tls:
            tls.sendall(b"hello")
            assert tls.recv(100) == b"heard hello"


def test_refused_stays_refused(context, site):
    """Who swallows the exception gets it again, and a closed socket."""
    with Recorder(site, "expired") as server:
        with socket.socket() as plain:
            tls = context.wrap_socket(plain, server_hostname=HOST)
            tls.settimeout(DEADLINE)
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                tls.connect(("127.0.0.1", server.port))
            for word in (tls.send, tls.sendall, tls.write):
                with pytest.raises(vmstrust.ssl.UntrustedPeer):
                    word(SECRET)
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                tls.do_handshake()
            assert tls.fileno() == -1
        server.wait()
        assert server.heard == []


def connecting(context, address):
    """Its connect() raised, and then the system finished it all the same."""
    tls = context.wrap_socket(socket.socket(), server_hostname=HOST)
    tls.setblocking(False)
    with pytest.raises(BlockingIOError):
        tls.connect(address)
    return tls


def half_closed(context, address):
    plain = socket.create_connection(address, DEADLINE)
    tls = context.wrap_socket(plain, server_hostname=HOST,
                              do_handshake_on_connect=False)
    tls.shutdown(socket.SHUT_RD)
    return tls


@pytest.mark.parametrize("way", [name for name in ways() if "file" not in name
                                 or name == "sendfile"])
@pytest.mark.parametrize("state", [connecting, half_closed])
def test_nothing_in_clear_where_there_is_no_tls(context, state, way):
    """Python's own socket would send and read what was to be secret."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with state(context, listener.getsockname()) as tls:
            plain, _ = listener.accept()
            with plain:
                select.select([], [tls], [], DEADLINE)
                plain.sendall(b"a forged answer")
                with pytest.raises((OSError, ValueError,
                                    NotImplementedError)):
                    dict(first_words(tls))[way]()
                tls.close()
                plain.settimeout(DEADLINE)
                assert not received(plain)


def received(plain):
    try:
        return plain.recv(4096)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("end", ["shutdown", "close"])
def test_tls_that_ends_inside_a_call(context, site, monkeypatch, end):
    """Another thread ends it between the verdict and the call."""
    with Recorder(site, "good") as server, server.connect() as plain:
        with context.wrap_socket(plain, server_hostname=HOST) as tls:
            judged = tls._require_verdict

            def ended():
                judged()
                if end == "shutdown":
                    tls.shutdown(socket.SHUT_RD)
                else:
                    tls._sslobj = None  # as close() does first

            monkeypatch.setattr(tls, "_require_verdict", ended)
            for word in (lambda: tls.send(SECRET), lambda: tls.sendall(SECRET),
                         lambda: tls.recv(10)):
                with pytest.raises(OSError) as caught:
                    word()
                assert caught.value.errno == errno.ENOTCONN


class EndTls(Recorder):
    """TLS ends before the connection does, as in FTP."""

    def after_tls(self, tls):
        with tls.unwrap() as plain:
            plain.sendall(b"in clear " + plain.recv(100))


def test_in_clear_after_unwrap(context, site):
    """Who asks for it by name has it."""
    with EndTls(site, "good") as server, server.connect() as plain:
        with context.wrap_socket(plain, server_hostname=HOST) as tls:
            tls.sendall(b"hello")
            assert tls.recv(100) == b"heard hello"
            assert tls.unwrap() is tls
            tls.sendall(b"goodbye")
            assert tls.recv(100) == b"in clear goodbye"


@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
def test_a_resumed_session_is_judged(context, site, version):
    def configure(server):
        server.maximum_version = ssl.TLSVersion[version]

    with Recorder(site, "good", b"", configure) as server:
        def connect(session, host=HOST):
            return context.wrap_socket(server.connect(), session=session,
                                       server_hostname=host)

        with connect(None) as tls:
            tls.sendall(b"hello")
            tls.recv(100)
            session = tls.session
        with connect(session) as tls:
            assert tls.session_reused and tls.report.is_trusted
        with pytest.raises(vmstrust.ssl.UntrustedPeer):
            connect(session, "rec02.harbour.local")
        root = vmstrust.Chain.load(site / "ca.pem").certs[0]
        context._store.distrust_cert(root)
        with pytest.raises(vmstrust.ssl.UntrustedPeer):
            connect(session)
        server.wait()
        assert server.heard == [b"hello"]


def pump(ours, incoming, outgoing, plain):
    """Makes a call of TLS over memory, moving bytes for it."""
    while True:
        try:
            return ours()
        except ssl.SSLWantReadError:
            plain.sendall(outgoing.read())
            incoming.write(plain.recv(65536))


@pytest.mark.parametrize("way", ["do_handshake", "write", "read", "unwrap"])
def test_memory_is_judged(context, site, way):
    with Recorder(site, "unrelated", b"welcome") as server:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_hostname=HOST)
        words = {"do_handshake": tls.do_handshake, "unwrap": tls.unwrap,
                 "write": lambda: tls.write(SECRET),
                 "read": lambda: tls.read(10)}
        with server.connect() as plain:
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                pump(words[way], incoming, outgoing, plain)
            for again in words.values():
                with pytest.raises(vmstrust.ssl.UntrustedPeer):
                    again()
            plain.sendall(outgoing.read())
        server.wait()
        assert server.heard == []


def test_a_host_must_be_there(context, site):
    with Recorder(site, "good") as server:
        with server.connect() as plain, pytest.raises(ValueError):
            context.wrap_socket(plain)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing)
        with server.connect() as plain, pytest.raises(
                vmstrust.ssl.NotJudged, match="host"):
            pump(tls.do_handshake, incoming, outgoing, plain)
        server.wait()
        assert server.heard == []


def test_a_context_for_one_host(store, site):
    context = vmstrust.ssl.Context(store, "recording-server",
                                   host="127.0.0.1")
    with Recorder(site, "good") as server:
        with server.connect() as plain, context.wrap_socket(plain) as tls:
            assert tls.report.host == "127.0.0.1"
        with server.connect() as plain, pytest.raises(ValueError):
            context.wrap_socket(plain, server_hostname=HOST)


def test_it_cannot_be_switched_off(context):
    for name, value in (("verify_mode", ssl.CERT_NONE),
                        ("verify_mode", ssl.CERT_OPTIONAL),
                        ("check_hostname", False),
                        ("minimum_version", ssl.TLSVersion.TLSv1),
                        ("minimum_version",
                         ssl.TLSVersion.MINIMUM_SUPPORTED)):
        with pytest.raises(ValueError):
            setattr(context, name, value)
    for name in ("sslsocket_class", "sslobject_class"):
        with pytest.raises(AttributeError):
            setattr(context, name, getattr(ssl, "SSLSocket"))
    context.options = 0
    assert context.options & ssl.OP_NO_RENEGOTIATION
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    context.set_default_verify_paths()
    assert context.cert_store_stats()["x509"] == 0
    with socket.socket() as plain, pytest.raises(ValueError):
        context.wrap_socket(plain, server_side=True)
    with pytest.raises(ValueError):
        context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)


def test_the_context_of_a_connection_stays(context, site):
    with Recorder(site, "unrelated") as server, server.connect() as plain:
        tls = context.wrap_socket(plain, server_hostname=HOST,
                                  do_handshake_on_connect=False)
        with pytest.raises(ValueError):
            tls.context = ssl.create_default_context()
        tls.close()
    tls = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(),
                           server_hostname=HOST)
    with pytest.raises(ValueError):
        tls.context = ssl.create_default_context()


def test_old_versions_are_refused(context, site):
    def configure(server):
        server.minimum_version = ssl.TLSVersion.TLSv1
        server.maximum_version = ssl.TLSVersion.TLSv1_1
        server.set_ciphers("ALL:@SECLEVEL=0")

    with Recorder(site, "good", b"", configure) as server:
        with server.connect() as plain, pytest.raises(ssl.SSLError):
            context.wrap_socket(plain, server_hostname=HOST)


def test_no_certificate_is_no_verdict(context, site):
    """Without one there is nobody to trust: anonymous key exchange."""
    def configure(server):
        server.maximum_version = ssl.TLSVersion.TLSv1_2
        server.set_ciphers("AECDH:@SECLEVEL=0")

    context.set_ciphers("AECDH:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with Recorder(site, "good", b"welcome", configure) as server:
        with server.connect() as plain, pytest.raises(
                vmstrust.ssl.NotJudged, match="no certificate"):
            context.wrap_socket(plain, server_hostname=HOST)
        server.wait()
        assert server.heard == []


def test_a_report_that_cannot_be_told(store, site):
    def refuse(_):
        raise RuntimeError("the log is full")

    context = vmstrust.ssl.Context(store, "recording-server",
                                   on_report=refuse)
    for name in ("good", "unrelated"):
        with Recorder(site, name) as server, server.connect() as plain:
            with pytest.raises(vmstrust.ssl.NotJudged, match="log is full"):
                context.wrap_socket(plain, server_hostname=HOST)


def test_a_closed_store_is_no_verdict(store, site):
    context = vmstrust.ssl.Context(store, "recording-server")
    store.close()
    with Recorder(site, "good") as server, server.connect() as plain:
        with pytest.raises(vmstrust.ssl.NotJudged, match="closed"):
            context.wrap_socket(plain, server_hostname=HOST)


def test_a_socket_that_does_not_wait(context, site):
    for name in ("good", "unrelated"):
        with Recorder(site, name) as server, server.connect() as plain:
            plain.setblocking(False)
            tls = context.wrap_socket(plain, server_hostname=HOST,
                                      do_handshake_on_connect=False)

            def finish(word):
                while True:
                    try:
                        return word()
                    except ssl.SSLWantReadError:
                        select.select([tls], [], [], DEADLINE)
                    except ssl.SSLWantWriteError:
                        select.select([], [tls], [], DEADLINE)

            if name == "good":
                assert finish(lambda: tls.send(SECRET)) == len(SECRET)
                # Its answer unread, close() would take back what was sent.
                assert finish(lambda: tls.recv(100)) == b"heard " + SECRET
            else:
                with pytest.raises(vmstrust.ssl.UntrustedPeer):
                    finish(lambda: tls.send(SECRET))
            tls.close()
            server.wait()
            assert server.heard == ([SECRET] if name == "good" else [])


def test_threads_that_race_for_the_first_word(context, site):
    with Recorder(site, "unrelated") as server, server.connect() as plain:
        tls = context.wrap_socket(plain, server_hostname=HOST,
                                  do_handshake_on_connect=False)
        seen = []

        def send():
            try:
                tls.send(SECRET)
                seen.append("sent")
            except Exception as error:  # pylint: disable=broad-except
                seen.append(type(error))

        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(DEADLINE)
        assert len(seen) == 8 and "sent" not in seen
        tls.close()
        server.wait()
        assert server.heard == []


def test_no_method_of_this_python_is_unknown():
    """A method that touches the TLS connection is either guarded or known
    to carry no application data."""
    harmless = {"_create", "_checkClosed", "_check_connected",
                "_real_connect", "_real_close", "session", "session_reused",
                "server_side", "server_hostname", "getpeercert", "context",
                "get_verified_chain", "get_unverified_chain", "group",
                "client_sigalg", "server_sigalg",
                "selected_alpn_protocol", "selected_npn_protocol", "cipher",
                "shared_ciphers", "compression", "pending", "shutdown",
                "get_channel_binding", "version"}
    for ours, theirs in ((vmstrust.ssl.SSLSocket, ssl.SSLSocket),
                         (vmstrust.ssl.SSLObject, ssl.SSLObject)):
        for name, value in vars(theirs).items():
            function = value.fget if isinstance(value, property) else value
            function = getattr(function, "__func__", function)
            if not isinstance(function, types.FunctionType):
                continue
            uses = re.search(r"self\._sslobj\b", inspect.getsource(function))
            if uses and name not in harmless:
                assert name in vars(ours), f"{name} is not guarded"


def test_no_way_to_the_plain_socket_is_unknown():
    """What the base class falls back to is guarded, or carries no data."""
    harmless = {"__init__", "__new__", "_real_close", "accept", "connect",
                "connect_ex", "shutdown"}
    source = inspect.getsource(ssl.SSLSocket)
    for name in set(re.findall(r"super\([^)]*\)\.(\w+)", source)) - harmless:
        assert name in vars(vmstrust.ssl._NotInClear), name


def test_old_pythons_say_what_is_missing(site, tmp_path, store, monkeypatch):
    """3.9 has no get_unverified_chain: the leaf alone is judged, and the
    refusal says why that may be."""
    class Bare:
        def __init__(self, peer):
            self._peer, self._sslobj = peer, object()
            self.server_hostname = peer.server_hostname

        def getpeercert(self, binary_form):
            return self._peer.getpeercert(binary_form)

    context = vmstrust.ssl.Context(store, "recording-server")
    judge = vmstrust.ssl.Context._judge
    monkeypatch.setattr(vmstrust.ssl.Context, "_judge",
                        lambda self, peer: judge(self, Bare(peer)))
    with Recorder(site, "good") as server, server.connect() as plain:
        context.wrap_socket(plain, server_hostname=HOST).close()
    with Recorder(site, "unrelated") as server, server.connect() as plain:
        with pytest.raises(vmstrust.ssl.UntrustedPeer, match="3.10"):
            context.wrap_socket(plain, server_hostname=HOST)


# --- asyncio ------------------------------------------------------------------

async def talk(port, context, **options):
    reader, writer = await asyncio.wait_for(asyncio.open_connection(
        "127.0.0.1", port, ssl=context, **options), DEADLINE)
    try:
        writer.write(b"hello")
        return await asyncio.wait_for(reader.read(100), DEADLINE)
    finally:
        writer.close()


def test_asyncio(context, site):
    with Recorder(site, "good") as server:
        assert asyncio.run(talk(server.port, context, server_hostname=HOST)
                           ) == b"heard hello"
    for name in BAD:
        with Recorder(site, name, b"welcome") as server:
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                asyncio.run(talk(server.port, context, server_hostname=HOST))
            server.wait()
            assert server.heard == []
    with Recorder(site, "good") as server:
        with pytest.raises(vmstrust.ssl.UntrustedPeer):
            asyncio.run(talk(server.port, context,
                             server_hostname="rec02.harbour.local"))
        with pytest.raises((vmstrust.ssl.NotJudged, ValueError)):
            asyncio.run(talk(server.port, context, server_hostname=""))


class StartTls(Recorder):
    """TLS begins after a line in clear, as in mail and directories."""

    def before_tls(self, connection):
        assert connection.recv(100) == b"STARTTLS"
        connection.sendall(b"OK")
        return connection


async def start_tls(port, context, host):
    loop = asyncio.get_running_loop()
    received, told = [], loop.create_future()

    class Protocol(asyncio.Protocol):
        def data_received(self, data):
            received.append(data)
            if not told.done():
                told.set_result(data)

    protocol = Protocol()
    transport, _ = await loop.create_connection(lambda: protocol,
                                                "127.0.0.1", port)
    transport.write(b"STARTTLS")
    assert await asyncio.wait_for(told, DEADLINE) == b"OK"
    told = loop.create_future()
    received.clear()
    try:
        transport = await asyncio.wait_for(loop.start_tls(
            transport, protocol, context, server_hostname=host), DEADLINE)
        transport.write(SECRET)
        return await asyncio.wait_for(told, DEADLINE)
    except BaseException:
        assert received == [], "data came before the verdict"
        raise
    finally:
        if transport:
            transport.close()


def test_asyncio_start_tls(context, site):
    with StartTls(site, "good") as server:
        assert asyncio.run(start_tls(server.port, context, HOST)).startswith(
            b"heard")
    for name in BAD:
        with StartTls(site, name, b"welcome") as server:
            with pytest.raises(vmstrust.ssl.UntrustedPeer):
                asyncio.run(start_tls(server.port, context, HOST))
            server.wait()
            assert server.heard == []
    with StartTls(site, "good", b"welcome") as server:
        with pytest.raises(vmstrust.ssl.NotJudged, match="host"):
            asyncio.run(start_tls(server.port, context, None))
        server.wait()
        assert server.heard == []
