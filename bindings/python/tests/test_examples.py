"""The examples, each as a process of its own, against openssl s_server."""

import os
import subprocess
import sys

import pytest

from conftest import ROOT
from servers import DEADLINE, openssl

EXAMPLES = ROOT / "examples" / "python"
HOST = "rec01.harbour.local"

# The harbour's names lead to this computer; a site has a DNS server for it.
RESOLVER = """
import socket
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **named: resolve(
    "127.0.0.1" if str(host).endswith(".harbour.local") else host,
    *rest, **named)
"""


def run(tmp_path, name, *words, secret=None):
    """An example's exit status and what it printed."""
    (tmp_path / "sitecustomize.py").write_text(RESOLVER)
    path = os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *map(str, words)], text=True,
        input=secret, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=dict(os.environ, PYTHONPATH=path), timeout=DEADLINE, check=False)
    return done.returncode, done.stdout


def test_the_client_is_short():
    lines = (EXAMPLES / "client.py").read_text().splitlines()
    assert len(lines) <= 25


def test_client(site, tmp_path):
    with openssl(site, "good") as port:
        status, said = run(tmp_path, "client.py", site / "ca.pem", HOST, port,
                           "127.0.0.1")
        assert (status, said) == (0, "HTTP/1.0 200 ok\n")
    with openssl(site, "expired") as port:
        status, said = run(tmp_path, "client.py", site / "ca.pem", HOST, port,
                           "127.0.0.1")
        assert status == 1 and "(expired)" in said and "Fix" in said


def test_one_client_for_three_recorders(site, tmp_path):
    with openssl(site, "good") as one, openssl(site, "wrong-name") as two, \
            openssl(site, "unrelated") as three:
        urls = [f"https://rec01.harbour.local:{one}/",
                f"https://rec02.harbour.local:{two}/",
                f"https://rec01.harbour.local:{three}/",
                # rec01's certificate proves nothing about rec02.
                f"https://rec02.harbour.local:{one}/"]
        status, said = run(tmp_path, "recorders.py", site / "ca.pem", *urls)
    assert status == 0
    answers = said.splitlines()
    assert answers[:2] == [f"{urls[0]}: 200", f"{urls[1]}: 200"]
    assert "not among the trusted roots" in answers[2]
    assert "rec02.harbour.local" in answers[3] and "200" not in answers[3]


def test_requests(site, tmp_path):
    pytest.importorskip("requests")
    with openssl(site, "good") as good, openssl(site, "expired") as bad:
        assert run(tmp_path, "with_requests.py", site / "ca.pem",
                   f"https://{HOST}:{good}/") == (0, "200\n")
        status, said = run(tmp_path, "with_requests.py", site / "ca.pem",
                           f"https://{HOST}:{bad}/")
        assert status == 1 and "expired" in said


def test_what_is_issued_serves(tmp_path):
    status, said = run(tmp_path, "issue.py", tmp_path, HOST,
                       secret="correct horse\n")
    assert status == 0 and HOST in said, said
    assert (tmp_path / "server.key").stat().st_mode & 0o777 == 0o600
    with openssl(tmp_path, "server") as port:
        assert run(tmp_path, "client.py", tmp_path / "site-ca.pem", HOST,
                   port, "127.0.0.1") == (0, "HTTP/1.0 200 ok\n")
