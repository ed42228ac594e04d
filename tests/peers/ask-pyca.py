"""Asks pyca/cryptography about each chain of the list and tells what it says.

usage: python3 ask-pyca.py LIST; LIST has lines of fault, base, host, port, time.
Wants cryptography 42 or newer; it is not a TLS stack, and connects to none.
"""

import datetime
import ipaddress
import sys

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store


def load(path):
    with open(path, "rb") as file:
        data = file.read()
    return x509.load_pem_x509_certificates(data) if data else []


def subject(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def ask(base, host, time):
    try:
        policy = PolicyBuilder().store(Store(load(base + ".root")))
        if time:
            policy = policy.time(datetime.datetime.fromtimestamp(
                int(time), datetime.timezone.utc).replace(tzinfo=None))
        policy.build_server_verifier(subject(host)).verify(
            load(base + ".leaf")[0], load(base + ".sent"))
        return "OK"
    except Exception as error:  # pylint: disable=broad-except
        return str(error).replace("\n", " ")


with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        fault, base_name, host_name, _, moment = line.rstrip("\n").split("\t")
        print(fault, ask(base_name, host_name, moment), sep="\t")
