#!/usr/bin/python3
"""Talks TLS to one server: client.py ROOTS HOST PORT [ADDRESS]"""
import socket
import sys

import vmstrust
import vmstrust.ssl


def main(roots, host, port, address=None):
    context = vmstrust.ssl.create_default_context(
        roots, role="recording-server")
    try:
        with socket.create_connection((address or host, int(port)), 30) as to:
            with context.wrap_socket(to, server_hostname=host) as tls:
                tls.sendall(b"GET / HTTP/1.0\r\n\r\n")
                print(tls.recv(4096).split(b"\r\n")[0].decode())
    except vmstrust.Untrusted as refusal:
        print(refusal.report)  # what is wrong, what follows, how to mend it
        return 1
    return 0


sys.exit(main(*sys.argv[1:]))
