"""What the tests of an authority share: one that signs fast, and openssl."""

import contextlib
import socket
import sqlite3
import ssl
import struct
import subprocess
import threading

from command import Files, run


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True,
                          check=False, text=True)


def present(context, listener):
    """Serves one handshake."""
    with contextlib.suppress(OSError):
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True):
            pass


def handshake(chain, key, root, host):
    """What Python's own TLS client says of a server with these files: "OK", or
    its complaint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    client = ssl.create_default_context(cafile=root)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=present, args=(context, listener))
        server.start()
        try:
            with socket.create_connection(listener.getsockname()) as connection:
                with client.wrap_socket(connection, server_hostname=host):
                    return "OK"
        except ssl.SSLError as error:
            return str(error)
        finally:
            server.join()


def count_commits(path):
    """The frames of a write-ahead log that end a transaction (SQLite, "WAL-mode
    File Format"): their fifth to eighth byte is not 0, and their salts are the
    header's."""
    with open(path, "rb") as file:
        log = file.read()
    size = struct.unpack(">I", log[8:12])[0]
    frames = (log[at:at + 24] for at in range(32, len(log), 24 + size))
    return sum(frame[4:8] != bytes(4) and frame[8:16] == log[16:24]
               for frame in frames)


class Authority(Files):
    """A scratch folder with a CA that signs fast."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.write("passphrase", "correct horse battery\r\n")
        cls.made = cls.ca("init", "--key-type", "p256", "--title",
                          "Harbour CA", cls.path("harbour"))
        assert cls.made.status == 0, cls.made.err

    @classmethod
    def ca(cls, verb, *arguments):
        return run("ca", verb, "--passphrase-file", cls.secret, *arguments)

    @classmethod
    def make(cls, ca):
        answer = cls.ca("init", "--key-type", "p256", "--title", ca,
                        cls.path(ca))
        assert answer.status == 0, answer.err

    @classmethod
    def issue(cls, host, out, *more, ca="harbour"):
        return cls.ca("issue", "--server-role", "recording-server", "--host",
                      host, "--key-type", "p256", "--out", cls.path(out),
                      *more, cls.path(ca))

    def rows(self, ca="harbour", *more):
        answer = run("ca", "list", "--json", *more, self.path(ca))
        self.assertEqual((answer.status, answer.err), (0, ""))
        return self.assert_schema(answer, "vmstrust-ca-list-1")["certificates"]

    def trusted(self, *arguments):
        return run("verify", "--server-role", "recording-server", "--ca",
                   self.path("harbour/ca.crt"), *arguments)

    def ca_log(self, ca):
        answer = run("ca", "log", self.path(ca))
        self.assertEqual((answer.status, answer.err), (0, ""))
        return answer.out

    @contextlib.contextmanager
    def commits(self, ca):
        """Counts from now on: while somebody has the ledger open its log is
        kept."""
        ledger = sqlite3.connect(self.path(ca + "/ledger.db"))
        ledger.execute("SELECT count(*) FROM certificates").fetchone()
        log = self.path(ca + "/ledger.db-wal")
        try:
            before = count_commits(log)
        except (FileNotFoundError, struct.error):
            before = 0
        try:
            yield lambda: (count_commits(log) if self.read_log(log) else 0) \
                - before
        finally:
            ledger.close()

    @staticmethod
    def read_log(log):
        with contextlib.suppress(FileNotFoundError):
            with open(log, "rb") as file:
                return len(file.read(32)) == 32
        return False
