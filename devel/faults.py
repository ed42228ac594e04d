"""Chains of root, intermediate and server certificate with one fault each.

For devel/measure-targets. Keys are made for the occasion, since each judge has
a clock of its own, and openssl signs. A fault is named by the finding of
findings.def that it is, where it is (the leaf, an intermediate or the root)
and, where it has several faces there, by a word: FINDING@PLACE.FACE.
"""

import base64
import hashlib
import os
import subprocess
import tempfile
import time

from certificates import HOST, oid, sequence, tlv

ROOT_NAME, MIDDLE_NAME = "Site Root", "Site Issuing"
SERIALS = {HOST: 0x4c01, MIDDLE_NAME: 0x4c02, ROOT_NAME: 0x4c03}
PLACES = ("leaf", "intermediate", "root")


# --- DER -----------------------------------------------------------------------

def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big",
                                    signed=True))


def name(common_name):
    if common_name is None:
        return sequence()
    return sequence(tlv(0x31, sequence(
        oid("2.5.4.3"), tlv(0x0c, common_name.encode()))))


def moment(offset_days):
    when = time.gmtime(time.time() + offset_days * 86400)
    return tlv(0x17, time.strftime("%y%m%d%H%M%SZ", when).encode())


def bits(value):
    return tlv(0x03, b"\0" + value)


def extension(number, value, critical, mark=b""):
    mark = tlv(0x01, b"\xff") if critical else mark
    return sequence(oid(number), mark, tlv(0x04, value))


def dns_names(*names):
    return sequence(*(tlv(0x82, each.encode()) for each in names))


SHA256_RSA = sequence(oid("1.2.840.113549.1.1.11"), b"\x05\x00")
ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"))
ED25519 = sequence(oid("1.3.101.112"))


class Key:
    """A private key in a file, made by openssl."""

    def __init__(self, folder, label, kind):
        self.path = os.path.join(folder, label + ".key")
        options = {"rsa": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                   "rsa2049": ["RSA", "-pkeyopt", "rsa_keygen_bits:2049"],
                   "ec": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                   "ed25519": ["ED25519"]}[kind]
        run("openssl", "genpkey", "-algorithm", *options, "-out", self.path)
        self.spki = run("openssl", "pkey", "-in", self.path, "-pubout",
                        "-outform", "DER")
        self.id = hashlib.sha1(self.spki).digest()
        self.algorithm = {"ec": ECDSA_SHA256,
                          "ed25519": ED25519}.get(kind, SHA256_RSA)

    def sign(self, data):
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            if self.algorithm == ED25519:
                return run("openssl", "pkeyutl", "-sign", "-rawin", "-inkey",
                           self.path, "-in", file.name)
            return run("openssl", "dgst", "-sha256", "-sign", self.path,
                       file.name)


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


# --- Certificates, each with one fault ---------------------------------------

class Spec:
    """The fields of one certificate; a fault changes some of them."""

    def __init__(self, subject, key, issuer_key, is_ca):
        self.version = 3
        self.serial = SERIALS[subject]
        self.subject, self.issuer = subject, None
        self.key, self.issuer_key = key, issuer_key
        self.before, self.after = moment(-1), moment(90)
        self.unique = b""
        self.written_false = False
        self.extensions = {
            "2.5.29.14": (tlv(0x04, key.id), False),
            "2.5.29.35": (sequence(tlv(0x80, issuer_key.id)), False)}
        if is_ca:
            self.set("2.5.29.19", sequence(tlv(0x01, b"\xff")), True)
            self.set("2.5.29.15", tlv(0x03, b"\x01\x06"), True)
        else:
            self.set("2.5.29.19", sequence())
            self.set("2.5.29.15", tlv(0x03, b"\x05\xa0"), True)
            self.set("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1")))
            self.set("2.5.29.17", dns_names(HOST))

    def set(self, number, value, critical=False):
        self.extensions[number] = (value, critical)

    def mark(self, number, critical):
        self.extensions[number] = (self.extensions[number][0], critical)

    def drop(self, *numbers):
        for number in numbers:
            del self.extensions[number]

    def written_extensions(self):
        marks = [tlv(0x01, b"\0") if self.written_false else b""]
        marks += [b""] * len(self.extensions)
        return [extension(number, value, critical, mark)
                for (number, (value, critical)), mark
                in zip(self.extensions.items(), marks)]

    def body(self):
        parts = [integer(self.serial), self.issuer_key.algorithm,
                 name(self.issuer), sequence(self.before, self.after),
                 name(self.subject), self.key.spki, self.unique]
        if self.version > 1:
            parts.insert(0, tlv(0xa0, integer(self.version - 1)))
        if self.version == 3 and self.extensions:
            parts.append(tlv(0xa3, sequence(*self.written_extensions())))
        return sequence(*parts)

    def der(self):
        body = self.body()
        return sequence(body, self.issuer_key.algorithm,
                        bits(self.issuer_key.sign(body)))


EKU, SAN, AKI, SKI, BC, KU, NC, AIA, SIA, PC = (
    "2.5.29.37", "2.5.29.17", "2.5.29.35", "2.5.29.14", "2.5.29.19",
    "2.5.29.15", "2.5.29.30", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11",
    "2.5.29.36")
ADDRESSES = sequence(sequence(oid("1.3.6.1.5.5.7.48.1"),
                              tlv(0x86, b"http://ocsp.site.local/")))


# --- Changes -----------------------------------------------------------------

def change(**fields):
    """Sets plain fields."""
    return lambda spec: [setattr(spec, field, value)
                         for field, value in fields.items()]


def call(method, *arguments):
    """Calls set, mark or drop."""
    return lambda spec: getattr(spec, method)(*arguments)


NOTHING = change()
PERMITTED = sequence(tlv(0xa0, sequence(tlv(0x82, b"site.local"))))
GENERALIZED_TIME = tlv(0x18, time.strftime(
    "%Y%m%d%H%M%SZ", time.gmtime(time.time() + 90 * 86400)).encode())


def rename(subject):
    """Also where the name is that of the issuer (see make_chain)."""
    return change(subject=subject)


def name_issuer_in_key_id(spec):
    spec.set(AKI, sequence(tlv(0x80, spec.issuer_key.id),
                           tlv(0xa1, tlv(0xa4, name(spec.issuer))),
                           tlv(0x82, integer(spec.serial)[2:])))


def write_false(spec):
    """DER leaves a default out: the mark of the first extension."""
    spec.written_false = True


def faults_everywhere():
    """What any certificate can have."""
    changes = {
        "time-encoding-not-allowed": change(after=GENERALIZED_TIME),
        "unique-ids-present": change(unique=tlv(0x82, b"\0\x01\x02")),
        "encoding-not-strict": write_false,
        "key-id-marked-critical.issuer": call("mark", AKI, True),
        "key-id-marked-critical.subject": call("mark", SKI, True),
        "authority-info-marked-critical.issuer": call(
            "set", AIA, ADDRESSES, True),
        "authority-info-marked-critical.subject": call(
            "set", SIA, ADDRESSES, True),
        "extension-not-well-formed": call("set", AIA, b"\x30\x03\x02"),
    }
    return {at(fault, place): (place, change_it)
            for fault, change_it in changes.items() for place in PLACES}


def faults_of_issued():
    changes = {
        "serial-number-not-positive.zero": change(serial=0),
        "serial-number-not-positive.negative": change(serial=-5),
        "serial-number-too-long": change(serial=1 << 170),
        "issuer-key-id-missing": call("drop", AKI),
    }
    return {at(fault, place): (place, change_it)
            for fault, change_it in changes.items()
            for place in ("leaf", "intermediate")}


def faults_of_authorities():
    changes = {
        "subject-name-missing": rename(None),
        "basic-constraints-not-marked-critical": call("mark", BC, False),
        "name-constraints-not-marked-critical": call("set", NC, PERMITTED),
        "name-constraints-empty": call("set", NC, sequence(), True),
        "policy-constraints-not-marked-critical": call(
            "set", PC, sequence(tlv(0x81, b"\x05"))),
    }
    return {at(fault, place): (place, change_it)
            for fault, change_it in changes.items()
            for place in ("intermediate", "root")}


def at(fault, place):
    finding, dot, face = fault.partition(".")
    return f"{finding}@{place}{dot}{face}"


FAULTS = {
    "none": ("leaf", NOTHING),
    **faults_everywhere(),
    **faults_of_issued(),
    **faults_of_authorities(),
    "subject-key-id-missing@intermediate": ("intermediate",
                                            call("drop", SKI)),
    "subject-key-id-missing@root": ("root", call("drop", SKI, AKI)),
    "trusted-root-not-marked-as-ca@root": ("root", call("drop", BC)),
    "version-not-3@root": ("root", change(version=1)),
    "version-not-3@leaf": ("leaf", change(version=1)),
    "root-has-purpose@root": ("root", call(
        "set", EKU, sequence(oid("1.3.6.1.5.5.7.3.1")))),
    "root-key-id-with-issuer@root": ("root", name_issuer_in_key_id),
    "root-key-id-does-not-match@root": ("root", call(
        "set", AKI, sequence(tlv(0x80, b"\x11" * 20)))),
    "outlives-its-ca@leaf": ("leaf", change(after=moment(120))),
    "valid-too-long-for-phones@leaf": ("leaf", change(after=moment(2000))),
    "not-rsa@leaf.p256": ("leaf", NOTHING),
    "not-rsa@leaf.ed25519": ("leaf", NOTHING),
    "key-size-not-multiple-of-8@leaf": ("leaf", NOTHING),
    "server-certificate-is-a-ca@leaf": ("leaf", call(
        "set", BC, sequence(tlv(0x01, b"\xff")), True)),
    "host-name-only-in-subject@leaf": ("leaf", call("drop", SAN)),
    "intermediate-not-sent@leaf": ("leaf", NOTHING),
    "certificates-out-of-order@intermediate": ("intermediate", NOTHING),
    "purpose-marked-critical@leaf": ("leaf", call("mark", EKU, True)),
    "purpose-missing@leaf": ("leaf", call("drop", EKU)),
    "purpose-any@leaf": ("leaf", call("set", EKU, sequence(
        oid("2.5.29.37.0")))),
    "names-not-marked-critical@leaf": ("leaf", rename(None)),
    "names-marked-critical@leaf": ("leaf", call("mark", SAN, True)),
    "key-usage-does-not-fit@leaf": ("leaf", call(
        "set", KU, tlv(0x03, b"\x02\xa4"), True)),
    "name-constraints-on-server-certificate@leaf": ("leaf", call(
        "set", NC, PERMITTED, True)),
    "dns-name-not-preferred@leaf": ("leaf", call(
        "set", SAN, dns_names(HOST, "rec_01.site.local"))),
    "common-name-not-in-names@leaf": ("leaf", rename("elsewhere")),
}
# What a fault is besides: one name is the issuer of another certificate, and
# version 1 has no extensions.
ALSO = {
    "subject-name-missing@intermediate": ["issuer-name-missing@leaf"],
    "subject-name-missing@root": ["issuer-name-missing@intermediate",
                                  "issuer-name-missing@root"],
    "version-not-3@leaf": ["host-name-only-in-subject@leaf",
                           "purpose-missing@leaf",
                           "issuer-key-id-missing@leaf"],
    "version-not-3@root": ["subject-key-id-missing@root"],
    "valid-too-long-for-phones@leaf": ["outlives-its-ca@leaf"],
}
LEAF_KEYS = {"not-rsa@leaf.p256": "ec", "not-rsa@leaf.ed25519": "ed25519",
             "key-size-not-multiple-of-8@leaf": "rsa2049"}
KEY_KINDS = {"root": "rsa", "middle": "rsa", "rsa": "rsa",
             "rsa2049": "rsa2049", "ec": "ec", "ed25519": "ed25519"}


# --- Chains ------------------------------------------------------------------

def make_keys(folder):
    return {label: Key(folder, label, kind)
            for label, kind in KEY_KINDS.items()}


def armour(*certificates):
    """PEM without asking openssl, which does not read every fault."""
    text = ""
    for each in certificates:
        text += "-----BEGIN CERTIFICATE-----\n"
        encoded = base64.b64encode(each).decode()
        text += "\n".join(encoded[i:i + 64]
                          for i in range(0, len(encoded), 64))
        text += "\n-----END CERTIFICATE-----\n"
    return text.encode()


class Maker:
    """Signs each certificate once: most chains share root and intermediate."""

    def __init__(self, folder):
        self.folder = folder
        self.keys = make_keys(folder)
        self.made = {}

    def certificate(self, spec):
        body = spec.body()
        if body not in self.made:
            self.made[body] = spec.der()
        return self.made[body]

    def specs(self, fault):
        """The names of issuers follow the subjects, whatever those became."""
        keys = self.keys
        root = Spec(ROOT_NAME, keys["root"], keys["root"], True)
        middle = Spec(MIDDLE_NAME, keys["middle"], keys["root"], True)
        leaf = Spec(HOST, keys[LEAF_KEYS.get(fault, "rsa")], keys["middle"],
                    False)
        place, change_it = FAULTS[fault]
        specs = dict(zip(PLACES, (leaf, middle, root)))
        root.issuer = root.subject
        change_it(specs[place])
        root.issuer = middle.issuer = root.subject
        leaf.issuer = middle.subject
        return leaf, middle, root

    def chain(self, fault):
        """Writes root, leaf and what is sent beside it; says where."""
        specs = self.specs(fault)
        leaf, middle, root = (self.certificate(spec) for spec in specs)
        sent = {"intermediate-not-sent@leaf": [],
                "certificates-out-of-order@intermediate": [root, middle],
                }.get(fault, [middle])
        base = os.path.join(self.folder, fault)
        for suffix, data in ((".root", [root]), (".leaf", [leaf]),
                             (".sent", sent), (".chain", [leaf, *sent])):
            with open(base + suffix, "wb") as file:
                file.write(armour(*data))
        return {"fault": fault, "base": base, "host": HOST,
                "key": specs[0].key.path}
