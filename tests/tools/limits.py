"""CAs that are limited to names, and what somebody with the key of such a CA
would sign all the same."""

import os
import subprocess

PERMITTED = ("site.local", "rec01", "192.0.2.0/24")
# Title of the CA: what it is limited to, and what it issues for.
LIMITS = {
    "names": (("site.local", "rec01"),
              (("rec01.site.local", "rec01"), ("site.local",))),
    "ipv4": (("192.0.2.0/24",), (("192.0.2.7",),)),
    "ipv6": (("2001:db8::/32",), (("2001:db8::7",),)),
    "mixed": (PERMITTED, (("rec01", "192.0.2.7"), ("192.0.2.8",))),
    "both": (("site.local", "192.0.2.7", "2001:db8::/32"),
             (("rec01.site.local", "192.0.2.7", "2001:db8::7"),
              ("2001:db8::8",))),
}
# What a thief of the key would sign: CN, SAN, the host that it is dialled by;
# and the CAs under which that stands inside the limits.
FORGED = (
    ("bank.example", "DNS:bank.example", "bank.example", ()),
    ("bank.example", "DNS:bank.example,DNS:rec01.site.local", "bank.example",
     ()),
    ("rec02", "DNS:rec02", "rec02", ()),
    ("evilsite.local", "DNS:evilsite.local", "evilsite.local", ()),
    ("x", "IP:203.0.113.5", "203.0.113.5", ()),
    ("x", "IP:2001:db9::5", "2001:db9::5", ()),
    ("x", "DNS:rec01.site.local,IP:203.0.113.5", "203.0.113.5", ()),
    ("x", "DNS:rec01.site.local,IP:2001:db9::5", "rec01.site.local", ()),
    ("x", "DNS:rec01.site.local,email:root@bank.example", "rec01.site.local",
     ()),
    ("x", "DNS:rec01.site.local,URI:https://bank.example/", "rec01.site.local",
     ()),
    ("bank.example", None, "bank.example", ()),
    ("rec01.site.local", "DNS:rec01.site.local", "rec01.site.local",
     ("names", "mixed", "both")),
)


def option_of(host):
    return "--ip" if host[0].isdigit() else "--host"


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], capture_output=True, check=True)


class Thief:
    """Has the key of a CA and its passphrase, and signs without asking."""

    def __init__(self, folder, passphrase="correct horse battery"):
        self.folder = folder
        self.passphrase = passphrase
        self.count = 0
        os.mkdir(folder)
        openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out",
                self.path("own.key"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def key_of(self, ca):
        """Decrypted once: deriving a key from a passphrase takes its time."""
        path = self.path(os.path.basename(ca) + ".key")
        if not os.path.exists(path):
            openssl("pkey", "-in", os.path.join(ca, "ca.key"), "-passin",
                    "pass:" + self.passphrase, "-out", path)
        return path

    def forge(self, ca, common_name, names):
        lines = ["keyUsage=critical,digitalSignature",
                 "extendedKeyUsage=serverAuth"]
        if names is not None:
            lines.append("subjectAltName=" + names)
        with open(self.path("extensions"), "w", encoding="ascii") as file:
            print(*lines, sep="\n", file=file)
        self.count += 1
        cert = self.path(f"{self.count}.crt")
        openssl("req", "-new", "-key", self.path("own.key"), "-subj",
                "/CN=" + common_name, "-out", self.path("csr"))
        openssl("x509", "-req", "-in", self.path("csr"), "-CA",
                os.path.join(ca, "ca.crt"), "-CAkey", self.key_of(ca),
                "-extfile", self.path("extensions"), "-out", cert)
        return cert
