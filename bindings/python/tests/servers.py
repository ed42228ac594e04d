"""Real TLS servers on loopback: openssl s_server, and one of Python's own for
what s_server cannot do. The host that a test dials is a name of the
certificate, and resolves to this computer (see `dial`)."""

import contextlib
import os
import select
import socket
import ssl
import subprocess
import threading
import time

DEADLINE = 60.0


@contextlib.contextmanager
def openssl(site, name, *options):
    """An HTTP server (-www) that sends a certificate; yields its port."""
    command = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www",
               "-cert", str(site / f"{name}.pem"),
               "-key", str(site / "server.key"), *options]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, LD_PRELOAD="")) as server:
        try:
            yield _port(server)
        finally:
            server.kill()


def _port(server):
    said, end = b"", time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if select.select([server.stdout], [], [], 0.5)[0]:
            more = os.read(server.stdout.fileno(), 4096)
            said += more
            for line in said.split(b"\n")[:-1]:
                if line.startswith(b"ACCEPT ") and b":" in line:
                    # What else it says must not fill the pipe.
                    threading.Thread(target=server.stdout.read,
                                     daemon=True).start()
                    return int(line.rsplit(b":", 1)[1])
            if not more:
                break
    raise AssertionError(f"openssl s_server does not start: {said!r}")


class Recorder:
    """A TLS server of Python's ssl that speaks first and notes what it
    hears: what arrives here after a refusal is a leak."""

    def __init__(self, site, name, greeting=b"", configure=None):
        self.heard = []
        self.sessions_reused = []
        self._greeting = greeting
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(site / f"{name}.pem",
                                      site / "server.key")
        if configure:
            configure(self._context)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve,
                                          args=(connection,), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _serve(self, connection):
        connection.settimeout(DEADLINE)
        with contextlib.suppress(OSError):
            plain = self.before_tls(connection)
            with self._context.wrap_socket(plain, server_side=True) as tls:
                self.sessions_reused.append(tls.session_reused)
                if self._greeting:
                    tls.sendall(self._greeting)
                while True:
                    data = tls.recv(4096)
                    if not data:
                        break
                    self.heard.append(data)
                    tls.sendall(b"heard " + data)
                self.after_tls(tls)
        connection.close()

    def before_tls(self, connection):
        return connection

    def after_tls(self, tls):
        pass

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port),
                                        timeout=DEADLINE)

    def wait(self):
        """Until every connection so far has ended: what was heard is
        final."""
        for thread in list(self._threads):
            thread.join(DEADLINE)
            assert not thread.is_alive()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
