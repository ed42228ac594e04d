#!/usr/bin/python3
"""Makes an authority and a server's certificate: issue.py FOLDER HOST...

Writes FOLDER/ca (the authority), FOLDER/site-ca.pem (what clients are to
trust) and FOLDER/server.pem with server.key (for the server). The passphrase
of the authority is the first line of standard input.
"""
import pathlib
import sys

import vmstrust

folder, hosts = pathlib.Path(sys.argv[1]), sys.argv[2:]
secret = sys.stdin.readline().rstrip("\r\n")
with vmstrust.CertificateAuthority.create(
        folder / "ca", "Harbour CA", secret) as ca:
    identity = ca.issue(vmstrust.Order("recording-server", hosts))
    with vmstrust.Files() as files:  # all of them or none, the key 0600
        files.add(folder / "server.key", identity.to_key_pem(), private=True)
        files.add(folder / "server.pem", identity.to_chain_pem().encode())
        files.add(folder / "site-ca.pem", ca.cert.to_pem().encode())
        files.write()
    ca.set_delivered(identity.certs[0])
    print(identity.certs[0].to_text())
