"""Certificates and servers that the tests share."""

import os
import pathlib
import socket
import subprocess

import pytest

import vmstrust

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A folder with what tests/tls/make-certificates makes."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([str(ROOT / "tests" / "tls" / "make-certificates"),
                    str(folder)], check=True, timeout=120,
                   env=dict(os.environ, LD_PRELOAD=""))
    return folder


@pytest.fixture
def store(site):
    return vmstrust.Store.load(site / "ca.pem")


@pytest.fixture
def dial(monkeypatch):
    """Every name of the harbour is this computer."""
    resolve = socket.getaddrinfo

    def getaddrinfo(host, *arguments, **named):
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name.endswith(".harbour.local"):
            host = "127.0.0.1"
        return resolve(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
