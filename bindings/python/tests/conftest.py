"""Certificates and servers that the tests share."""

import os
import pathlib
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
