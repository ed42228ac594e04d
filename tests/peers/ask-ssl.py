"""Connects with Python's ssl to each server of the list and tells what it says.

usage: python3 ask-ssl.py LIST; LIST has lines of fault, base, host, port, time.
The flags are those of ssl.create_default_context() since Python 3.13, whatever
the version.
"""

import socket
import ssl
import sys

PARTIAL_CHAIN = 0x80000  # X509_V_FLAG_PARTIAL_CHAIN, no name before 3.10


def ask(base, host, port):
    try:
        context = ssl.create_default_context(cafile=base + ".root")
        context.verify_flags |= ssl.VERIFY_X509_STRICT | PARTIAL_CHAIN
        with socket.create_connection(("127.0.0.1", int(port))) as plain:
            with context.wrap_socket(plain, server_hostname=host):
                return "OK"
    except Exception as error:  # pylint: disable=broad-except
        return str(error).split("\n", maxsplit=1)[0]


with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        fault, base_name, name, number, _ = line.rstrip("\n").split("\t")
        print(fault, ask(base_name, name, number), sep="\t")
