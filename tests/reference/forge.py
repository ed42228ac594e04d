"""Certificates and revocation lists made from scratch, also wrong ones.

All is deterministic: the same description gives the same bytes. The keys are
made of numbers that everybody can read here, the nonce of an ECDSA signature
does not change with what is signed; they protect nothing.
"""

import dataclasses
import functools
import hashlib
import random

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import (ec, ed25519, padding,
                                                       rsa)
from cryptography.hazmat.primitives.serialization import (Encoding,
                                                          PublicFormat)

import der
from der import (OCTET_STRING, SEQUENCE, SET, context, wrap, write_boolean,
                 write_integer, write_oid)

RSA_SHA256, RSA_SHA1 = "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.5"
ECDSA_SHA256, ED25519 = "1.2.840.10045.4.3.2", "1.3.101.112"
COMMON_NAME, ORGANISATION, EMAIL_ATTRIBUTE = (
    "2.5.4.3", "2.5.4.10", "1.2.840.113549.1.9.1")

# The order of the group of P-256 (FIPS 186-4 D.1.2.3).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class EllipticKey:
    """P-256. With one nonce for all, a signature costs one multiplication."""

    algorithm = ECDSA_SHA256

    def __init__(self, number):
        self.secret = int.from_bytes(
            hashlib.sha256(b"P-256 %d" % number).digest(), "big") % ORDER
        self.spki = spki(ec.derive_private_key(self.secret, ec.SECP256R1()))
        nonce = self.secret ^ 1
        point = ec.derive_private_key(nonce, ec.SECP256R1()).public_key()
        self.r = point.public_numbers().x % ORDER
        self.inverse = pow(nonce, -1, ORDER)

    def sign(self, data, _):
        digest = int.from_bytes(hashlib.sha256(data).digest(), "big")
        s = self.inverse * (digest + self.r * self.secret) % ORDER
        return wrap(SEQUENCE, write_integer(self.r), write_integer(s))


class EdwardsKey:
    algorithm = ED25519

    def __init__(self, number):
        self.key = ed25519.Ed25519PrivateKey.from_private_bytes(
            hashlib.sha256(b"Ed25519 %d" % number).digest())
        self.spki = spki(self.key)

    def sign(self, data, _):
        return self.key.sign(data)


class RsaKey:
    algorithm = RSA_SHA256

    def __init__(self, number, size=2048):
        source = random.Random(f"RSA {size} {number}")
        p, q = prime(source, size // 2), prime(source, size // 2)
        d = pow(65537, -1, (p - 1) * (q - 1))
        self.key = rsa.RSAPrivateNumbers(
            p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q),
            rsa.rsa_crt_iqmp(p, q),
            rsa.RSAPublicNumbers(65537, p * q)).private_key()
        self.spki = spki(self.key)

    def sign(self, data, algorithm):
        kind = hashes.SHA1() if algorithm == RSA_SHA1 else hashes.SHA256()
        return self.key.sign(data, padding.PKCS1v15(), kind)


def spki(key):
    return key.public_key().public_bytes(Encoding.DER,
                                         PublicFormat.SubjectPublicKeyInfo)


def prime(source, size):
    """A prime with its two highest bits set, by Fermat's test: the numbers
    come from us, and none is a Carmichael number."""
    while True:
        number = source.getrandbits(size) | 3 << size - 2 | 1
        if (all(number % small for small in range(3, 1000, 2))
                and number % 65537 != 1 and pow(2, number - 1, number) == 1):
            return number


@functools.cache
def key(kind, number):
    """The key of a name: made once."""
    return {"p256": EllipticKey, "ed25519": EdwardsKey, "rsa": RsaKey,
            "rsa1024": lambda n: RsaKey(n, 1024)}[kind](number)


# --- Pieces ------------------------------------------------------------------

def attribute(kind, text, tag=der.UTF8):
    encoding = {der.BMP: "utf-16-be", der.TELETEX: "latin-1",
                der.UNIVERSAL: "utf-32-be"}.get(tag, "utf-8")
    return wrap(SEQUENCE, write_oid(kind), wrap(tag, text.encode(encoding)))


def rdn(*attributes):
    return wrap(SET, *sorted(attributes))


def name(*rdns):
    return wrap(SEQUENCE, *rdns)


def common_name(text, tag=der.UTF8):
    return rdn(attribute(COMMON_NAME, text, tag))


def email(text):
    return wrap(context(1), text.encode())


def dns(text):
    return wrap(context(2), text.encode())


def directory(whole_name):
    return wrap(context(4, True), whole_name)


def uri(text):
    return wrap(context(6), text.encode())


def address(octets):
    return wrap(context(7), octets)


def registered(oid):
    return wrap(context(8), write_oid(oid)[2:])


def other_name(oid, value):
    return wrap(context(0, True), write_oid(oid),
                wrap(context(0, True), value))


def basic_constraints(authority, length=None):
    return wrap(SEQUENCE, write_boolean(True) if authority else b"",
                b"" if length is None else write_integer(length))


def key_usage(*numbers):
    return der.write_named_bits(numbers)


def oids(*dotted):
    return wrap(SEQUENCE, *map(write_oid, dotted))


def general_names(*names):
    return wrap(SEQUENCE, *names)


def subtree(base, minimum=None, maximum=None):
    return wrap(SEQUENCE, base,
                b"" if minimum is None
                else write_integer(minimum, context(0)),
                b"" if maximum is None
                else write_integer(maximum, context(1)))


def name_constraints(permitted, excluded):
    return wrap(SEQUENCE,
                wrap(context(0, True), *permitted) if permitted else b"",
                wrap(context(1, True), *excluded) if excluded else b"")


def policies(*dotted):
    return wrap(SEQUENCE, *(wrap(SEQUENCE, write_oid(each))
                            for each in dotted))


def policy_mappings(*pairs):
    return wrap(SEQUENCE, *(wrap(SEQUENCE, write_oid(one), write_oid(other))
                            for one, other in pairs))


def policy_constraints(explicit, mapping):
    return wrap(SEQUENCE,
                b"" if explicit is None
                else write_integer(explicit, context(0)),
                b"" if mapping is None
                else write_integer(mapping, context(1)))


def key_id(spki_der):
    return hashlib.sha1(spki_der).digest()


def authority_key_id(identifier):
    return wrap(SEQUENCE, wrap(context(0), identifier))


def full_name(*names):
    """DistributionPointName, in its context."""
    return wrap(context(0, True), wrap(context(0, True), *names))


def reason_flags(tag, numbers):
    return b"" if numbers is None else der.write_named_bits(numbers,
                                                            context(tag))


def distribution_point(place=b"", reasons=None, issuer=None):
    return wrap(SEQUENCE, place, reason_flags(1, reasons),
                b"" if issuer is None
                else wrap(context(2, True), directory(issuer)))


def scope(place=b"", users=False, authorities=False, reasons=None,
          indirect=False, attributes=False):
    """IssuingDistributionPoint."""
    def flag(tag, value):
        return wrap(context(tag), b"\xff") if value else b""
    return wrap(SEQUENCE, place, flag(1, users), flag(2, authorities),
                reason_flags(3, reasons), flag(4, indirect),
                flag(5, attributes))


def extension(oid, value, critical=False):
    return wrap(SEQUENCE, write_oid(oid),
                write_boolean(True) if critical else b"",
                wrap(OCTET_STRING, value))


def algorithm(oid):
    null = wrap(der.NULL) if oid.startswith("1.2.840.113549") else b""
    return wrap(SEQUENCE, write_oid(oid), null)


# --- The whole ---------------------------------------------------------------

@dataclasses.dataclass
class Certificate:
    """What a certificate is made of, in any combination."""
    subject: bytes
    issuer: bytes
    key: object
    signer: object
    serial: int = 1
    not_before: int = 0
    not_after: int = 0
    version: int = 3
    extensions: list = dataclasses.field(default_factory=list) # (oid, c, v)
    algorithm: str = None # the signer's own
    damage: object = None # bytes of the tbs -> other bytes, before signing
    mend: object = None # bytes of the whole -> other bytes, after signing

    def get(self, oid):
        return next((value for each, _, value in self.extensions
                     if each == oid), None)

    def put(self, oid, value, critical=False):
        """Sets an extension in its place, or adds it; None removes it."""
        rows = [row if row[0] != oid else (oid, critical, value)
                for row in self.extensions]
        if all(row[0] != oid for row in rows):
            rows.append((oid, critical, value))
        self.extensions = [row for row in rows if row[2] is not None]

    def tbs(self, oid):
        rows = [extension(each, value, critical)
                for each, critical, value in self.extensions]
        return wrap(
            SEQUENCE,
            wrap(context(0, True), write_integer(self.version - 1))
            if self.version > 1 else b"",
            write_integer(self.serial), algorithm(oid), self.issuer,
            wrap(SEQUENCE, der.write_time(self.not_before),
                 der.write_time(self.not_after)),
            self.subject, self.key.spki,
            wrap(context(3, True), wrap(SEQUENCE, *rows)) if rows else b"")

    def encode(self):
        oid = self.algorithm or self.signer.algorithm
        signed = self.tbs(oid)
        if self.damage:
            signed = self.damage(signed)
        whole = wrap(SEQUENCE, signed, algorithm(oid),
                     der.write_bits(self.signer.sign(signed, oid)))
        return self.mend(whole) if self.mend else whole


@dataclasses.dataclass
class List:
    """A CRL; entries are (serial, date, [extension])."""
    issuer: bytes
    signer: object
    this_update: int
    next_update: int = None
    entries: list = dataclasses.field(default_factory=list)
    extensions: list = dataclasses.field(default_factory=list)
    mend: object = None

    def encode(self):
        oid = self.signer.algorithm
        rows = [wrap(SEQUENCE, write_integer(serial), der.write_time(date),
                     wrap(SEQUENCE, *extensions) if extensions else b"")
                for serial, date, extensions in self.entries]
        signed = wrap(
            SEQUENCE, write_integer(1), algorithm(oid), self.issuer,
            der.write_time(self.this_update),
            b"" if self.next_update is None
            else der.write_time(self.next_update),
            wrap(SEQUENCE, *rows) if rows else b"",
            wrap(context(0, True), wrap(SEQUENCE, *(
                extension(oid, value, critical)
                for oid, critical, value in self.extensions)))
            if self.extensions else b"")
        whole = wrap(SEQUENCE, signed, algorithm(oid),
                     der.write_bits(self.signer.sign(signed, oid)))
        return self.mend(whole) if self.mend else whole
