"""Asks pyca/cryptography about each chain of the list and tells what it says.

usage: python3 ask-pyca.py LIST; LIST has lines of fault, base, host, port.
Wants cryptography 42 or newer; it is not a TLS stack, and connects to none.
"""

import sys

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store


def load(path):
    with open(path, "rb") as file:
        data = file.read()
    return x509.load_pem_x509_certificates(data) if data else []


def ask(base, host):
    try:
        PolicyBuilder().store(Store(load(base + ".root"))) \
            .build_server_verifier(x509.DNSName(host)) \
            .verify(load(base + ".leaf")[0], load(base + ".sent"))
        return "OK"
    except Exception as error:  # pylint: disable=broad-except
        return str(error).replace("\n", " ")


with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        fault, base_name, host_name, _ = line.rstrip("\n").split("\t")
        print(fault, ask(base_name, host_name), sep="\t")
