#!/usr/bin/python3
"""Makes an authority and a server's certificate: issue.py FOLDER HOST...

Writes FOLDER/ca (the authority), FOLDER/site-ca.pem (what clients are to
trust) and FOLDER/server.pem with server.key (for the server). The passphrase
of the authority is the first line of standard input.
"""
import os
import pathlib
import sys

import vmstrust

folder, hosts = pathlib.Path(sys.argv[1]), sys.argv[2:]
secret = sys.stdin.readline().rstrip("\r\n")
with vmstrust.CertificateAuthority.create(
        folder / "ca", "Harbour CA", secret) as ca:
    identity = ca.issue(vmstrust.Order("recording-server", hosts))
    key = os.open(folder / "server.key",
                  os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(key, "wb") as file:
        file.write(identity.to_key_pem())
    (folder / "server.pem").write_text(identity.to_chain_pem())
    (folder / "site-ca.pem").write_text(ca.cert.to_pem())
    ca.set_delivered(identity.certs[0])
    print(identity.certs[0].to_text())
