"""Certificates and case files for devel/make-vectors.

The private keys are those in tests/vectors/keys/, RSA, so that the same input
gives the same bytes; openssl signs. Certificates are written by the few lines
of DER below, because most faults are such as no tool makes.
"""

import base64
import hashlib
import os
import subprocess

from tables import ROOT

KEYS = os.path.join(ROOT, "tests", "vectors", "keys")

NOW = "2026-11-21T00:00:00Z"
HOST = "rec01.site.local"

# --- DER ---------------------------------------------------------------------


def tlv(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        head = bytes([size])
    else:
        octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
        head = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + head + body


def sequence(*parts):
    return tlv(0x30, *parts)


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    body = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        septets = [arc & 0x7f]
        while arc > 0x7f:
            arc >>= 7
            septets.append(0x80 | arc & 0x7f)
        body += bytes(reversed(septets))
    return tlv(6, body)


def integer(value):
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def bit_string(data, unused=0):
    return tlv(3, bytes([unused]), data)


def utc_time(date):
    return tlv(0x17, date.replace("-", "")[2:].encode() + b"000000Z")


TRUE = tlv(1, b"\xff")

# --- Keys and signatures -----------------------------------------------------

SHA256_RSA = sequence(oid("1.2.840.113549.1.1.11"), tlv(5))
SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), tlv(5))


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], check=True, input=data,
                          stdout=subprocess.PIPE).stdout


def key_file(name):
    return os.path.join(KEYS, name + ".pem")


def public_key(name, known={}):
    if name not in known:
        known[name] = openssl("pkey", "-in", key_file(name), "-pubout",
                              "-outform", "DER")
    return known[name]


def key_id(name):
    return hashlib.sha256(public_key(name)).digest()[:20]


def sign(name, data, digest):
    return openssl("dgst", "-" + digest, "-sign", key_file(name), data=data)

# --- Names and extensions ----------------------------------------------------


def name(common_name, tag=0x0c):
    if common_name is None:
        return sequence()
    if isinstance(common_name, str):
        common_name = common_name.encode()
    return sequence(tlv(0x31, sequence(oid("2.5.4.3"), tlv(tag, common_name))))


def extension(dotted, value, critical=False):
    return sequence(oid(dotted), TRUE if critical else b"", tlv(4, value))


def basic_constraints(is_ca, path_length=None):
    body = TRUE if is_ca else b""
    if path_length is not None:
        body += integer(path_length)
    return extension("2.5.29.19", sequence(body), True)


def key_usage_of_ca():
    return extension("2.5.29.15", bit_string(b"\x06", 1), True)


def key_usage_of_server():
    return extension("2.5.29.15", bit_string(b"\xa0", 5), True)


def subject_key_id(key):
    return extension("2.5.29.14", tlv(4, key_id(key)))


def authority_key_id(key):
    return extension("2.5.29.35", sequence(tlv(0x80, key_id(key))))


def purpose(*dotted, critical=False):
    return extension("2.5.29.37", sequence(*map(oid, dotted)), critical)


SERVER = "1.3.6.1.5.5.7.3.1"
CLIENT = "1.3.6.1.5.5.7.3.2"


def dns(text):
    return tlv(0x82, text.encode() if isinstance(text, str) else text)


def address(*octets):
    return tlv(0x87, bytes(octets))


def alt_names(*names):
    return extension("2.5.29.17", sequence(*names))


def permitted(*names):
    return extension("2.5.29.30", sequence(
        tlv(0xa0, *(sequence(each) for each in names))), True)


def ca_issuers(url):
    return extension("1.3.6.1.5.5.7.1.1", sequence(sequence(
        oid("1.3.6.1.5.5.7.48.2"), tlv(0x86, url.encode()))))

# --- Certificates ------------------------------------------------------------


def certificate(subject, key, issuer, issuer_key, extensions, serial=1,
                begin="2026-01-01", end="2028-01-01", digest="sha256",
                algorithm=None):
    """A certificate; `key` names a key, or is the SubjectPublicKeyInfo of one
    that nobody has. Without extensions it is of version 1."""
    if algorithm is None:
        algorithm = SHA1_RSA if digest == "sha1" else SHA256_RSA
    tbs = sequence(
        tlv(0xa0, integer(2)) if extensions else b"", integer(serial),
        algorithm, issuer, sequence(utc_time(begin), utc_time(end)), subject,
        key if isinstance(key, bytes) else public_key(key),
        tlv(0xa3, sequence(*extensions)) if extensions else b"")
    return sequence(tbs, algorithm,
                    bit_string(sign(issuer_key, tbs, digest)))


CA_NAME = name("Site CA")


def authority(key="ca", subject=CA_NAME, more=(), **options):
    options = {"begin": "2024-01-01", "end": "2034-01-01", **options}
    return certificate(subject, key, subject, key,
                       [basic_constraints(True), key_usage_of_ca(),
                        subject_key_id(key), *more], **options)


def intermediate(path_length=None, issuer_more=(), subject="Site Issuing CA",
                 key="intermediate", issuer=CA_NAME, issuer_key="ca"):
    return certificate(name(subject), key, issuer, issuer_key,
                       [basic_constraints(True, path_length),
                        key_usage_of_ca(), subject_key_id(key),
                        authority_key_id(issuer_key), *issuer_more], 7,
                       "2025-01-01", "2032-01-01")


BOTH = (dns("rec01"), dns(HOST))


def server(names=BOTH, subject=HOST, issuer=CA_NAME, issuer_key="ca",
           key="server", purposes=None, with_key_id=True, more=(), **options):
    extensions = [key_usage_of_server(),
                  purposes if purposes is not None else purpose(SERVER)]
    if names:
        extensions.append(alt_names(*names))
    if with_key_id:
        extensions.append(authority_key_id(issuer_key))
    subject = name(subject) if not isinstance(subject, bytes) else subject
    return certificate(subject, key, issuer, issuer_key,
                       [*extensions, *more], **options)


def below_intermediate(**options):
    return server(issuer=name("Site Issuing CA"), issuer_key="intermediate",
                  **options)

# --- Lists and responses -----------------------------------------------------


def general_time(date):
    return tlv(0x18, date.replace("-", "").encode() + b"000000Z")


def crl(revoked=(), key="ca", issuer=CA_NAME, begin="2026-11-01",
        end="2026-12-01", number=1, signer=None, digest="sha256"):
    """`revoked`: pairs of serial number and reason. `key` is what the list
    says that it was signed with, `signer` what it was signed with."""
    entries = [sequence(integer(serial), utc_time("2026-06-01"), sequence(
        extension("2.5.29.21", tlv(0x0a, bytes([reason])))))
        for serial, reason in revoked]
    extensions = [authority_key_id(key),
                  extension("2.5.29.20", integer(number))]
    algorithm = SHA1_RSA if digest == "sha1" else SHA256_RSA
    tbs = sequence(integer(1), algorithm, issuer, utc_time(begin),
                   utc_time(end), sequence(*entries) if entries else b"",
                   tlv(0xa0, sequence(*extensions)))
    return sequence(tbs, algorithm,
                    bit_string(sign(signer or key, tbs, digest)))


def ocsp(serial, is_revoked=False, key="ca", issuer=CA_NAME):
    """A response of the CA itself (RFC 6960 4.2.1)."""
    key_hash = hashlib.sha1(public_key(key)[24:]).digest()
    cert_id = sequence(sequence(oid("1.3.14.3.2.26"), tlv(5)),
                       tlv(4, hashlib.sha1(issuer).digest()),
                       tlv(4, key_hash), integer(serial))
    status = (tlv(0xa1, general_time("2026-06-01")) if is_revoked else
              tlv(0x80))
    single = sequence(cert_id, status, general_time("2026-11-20"),
                      tlv(0xa0, general_time("2026-11-27")))
    tbs = sequence(tlv(0xa2, tlv(4, key_hash)), general_time("2026-11-20"),
                   sequence(single))
    basic = sequence(tbs, SHA256_RSA, bit_string(sign(key, tbs, "sha256")))
    return sequence(tlv(0x0a, b"\x00"), tlv(0xa0, sequence(
        oid("1.3.6.1.5.5.7.48.1.1"), tlv(4, basic))))


# --- Cases -------------------------------------------------------------------


def pem(der, label="CERTIFICATE"):
    text = base64.b64encode(der).decode()
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines,
                      f"-----END {label}-----"])


def case(about, chain, anchors, findings=(), role="recording-server",
         host=HOST, time=NOW, settings=(), more=(), steps=None):
    """The text of one case file. `anchors` are certificates, or pairs of the
    value of the key and a certificate; `more` are pairs of key and
    certificate; `steps` names those of devel/rfc-steps.def that it tests."""
    lines = ["vmstrust-case: 1", f"about: {about}",
             *([f"# {steps}"] if steps else []), f"role: {role}",
             *settings, *([f"host: {host}"] if host else []),
             f"time: {time}", "chain:"]
    for item in chain:
        lines.append(pem(item) if not isinstance(item, tuple) else
                     pem(item[1], item[0]))
    for anchor in anchors:
        kind, der = anchor if isinstance(anchor, tuple) else ("own", anchor)
        lines += [f"anchor: {kind}", pem(der)]
    for key, der in more:
        label = {"crl:": "X509 CRL", "chain-crl:": "X509 CRL",
                 "ocsp:": "OCSP RESPONSE"}.get(key, "CERTIFICATE")
        lines += [f"{key}", pem(der, label)]
    lines += [f"finding: {finding}" for finding in findings]
    return "\n".join(lines) + "\n"
