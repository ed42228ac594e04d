"""Four processes that issue 1,000 certificates each at once lose none, and of a
ledger of 100,000 those that end soon are listed."""

import ctypes
import hashlib
import os
import sqlite3
import sys
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from authority import Authority  # noqa: E402
from command import run  # noqa: E402

# The runtime of sanitizers was for this process, and not for certtool.
os.environ.pop("LD_PRELOAD", None)

PROCESSES = 4
EACH = 1000
MANY = 100000
DAY = 86400
PASSPHRASE = b"correct horse battery"


class Issuer:
    """The calls that issue, without a command for each certificate."""

    def __init__(self, path):
        self.library = ctypes.CDLL(os.environ["VMSTRUST_LIBRARY"])
        self.library.vmstrust_identity_get_cert.restype = ctypes.c_void_p
        self.handle = ctypes.c_void_p()
        self.do("ca_open", path.encode(), PASSPHRASE,
                ctypes.c_size_t(len(PASSPHRASE)), ctypes.byref(self.handle))
        role = ctypes.c_int()
        self.do("role_find", b"recording-server", ctypes.byref(role))
        self.role = role

    def do(self, name, *arguments):
        code = getattr(self.library, "vmstrust_" + name)(*arguments, None)
        if code != 0:
            raise SystemExit(f"{name}: {code}")

    def issue(self, host):
        order = ctypes.c_void_p()
        identity = ctypes.c_void_p()
        self.do("order_new", self.role, ctypes.byref(order))
        self.do("order_set_key_type", order, b"p256")
        self.do("order_add_host", order, host.encode())
        self.do("ca_issue", self.handle, order, ctypes.byref(identity))
        cert = ctypes.c_void_p(
            self.library.vmstrust_identity_get_cert(identity,
                                                    ctypes.c_size_t(0)))
        self.do("ca_set_delivered", self.handle, cert)
        self.library.vmstrust_identity_free(identity)
        self.library.vmstrust_order_free(order)


def issue_all(path, name):
    """In a process of its own; its exit status."""
    child = os.fork()
    if child != 0:
        return child
    status = 1
    try:
        issuer = Issuer(path)
        for number in range(EACH):
            issuer.issue(f"{name}-{number}.site.local")
        status = 0
    finally:
        os._exit(status)


class Scale(Authority):
    """Many at once, and many in all."""

    def test_four_processes_lose_none(self):
        home = self.path("harbour")
        children = [issue_all(home, f"p{n}") for n in range(PROCESSES)]
        self.assertEqual([os.waitpid(child, 0)[1] for child in children],
                         [0] * PROCESSES)
        with sqlite3.connect(home + "/ledger.db") as ledger:
            said = ledger.execute("PRAGMA integrity_check").fetchone()
            count = ledger.execute(
                "SELECT count(*), count(DISTINCT serial) FROM certificates "
                "WHERE state=1").fetchone()
            names = ledger.execute("SELECT count(*) FROM names").fetchone()
        ledger.close()
        self.assertEqual((said, count, names),
                         (("ok",), (PROCESSES * EACH,) * 2,
                          (PROCESSES * EACH,)))

    def fill(self, home, now):
        """MANY rows of one certificate that end within 397 days."""
        with sqlite3.connect(home + "/ledger.db") as ledger:
            columns = [row[1] for row in
                       ledger.execute("PRAGMA table_info(certificates)")]
            row = dict(zip(columns, ledger.execute(
                "SELECT * FROM certificates").fetchone()))

            def rows():
                for number in range(MANY):
                    digest = hashlib.sha256(str(number).encode()).hexdigest()
                    row.update(serial=digest[:32], sha256=digest,
                               sha1=digest[:40],
                               not_after=now + number * 397 * DAY // MANY)
                    yield [row[name] for name in columns]

            marks = ",".join("?" * len(columns))
            ledger.executemany(
                f"INSERT INTO certificates VALUES({marks})", rows())
        ledger.close()

    def test_due_of_many(self):
        home = self.path("many")
        self.assertEqual(self.ca("init", "--key-type", "p256", "--title", "M",
                                 home).status, 0)
        self.assertEqual(self.issue("rec01", "rec01", ca="many").status, 0)
        now = int(time.time())
        self.fill(home, now)
        answer = run("ca", "list", "--due-within", "30d", home, seconds=60)
        self.assertEqual((answer.status, answer.err), (0, ""))
        told = int(answer.out.split()[-2])
        self.assertAlmostEqual(told, MANY * 30 // 397, delta=60)


if __name__ == "__main__":
    unittest.main()
