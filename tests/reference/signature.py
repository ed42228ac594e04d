"""Signatures and keys, by python3-cryptography: the one thing that is not
read off an RFC here."""

import functools

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import (ec, ed448, ed25519,
                                                       padding, rsa)
from cryptography.hazmat.primitives.serialization import load_der_public_key

GOOD, BAD, UNKNOWN = "good", "bad", "unknown"

# RFC 3279, 4055, 5758: OID of a signature algorithm: (key, hash).
ALGORITHMS = {
    "1.2.840.113549.1.1.4": (rsa.RSAPublicKey, hashes.MD5),
    "1.2.840.113549.1.1.5": (rsa.RSAPublicKey, hashes.SHA1),
    "1.2.840.113549.1.1.11": (rsa.RSAPublicKey, hashes.SHA256),
    "1.2.840.113549.1.1.12": (rsa.RSAPublicKey, hashes.SHA384),
    "1.2.840.113549.1.1.13": (rsa.RSAPublicKey, hashes.SHA512),
    "1.2.840.10045.4.1": (ec.EllipticCurvePublicKey, hashes.SHA1),
    "1.2.840.10045.4.3.2": (ec.EllipticCurvePublicKey, hashes.SHA256),
    "1.2.840.10045.4.3.3": (ec.EllipticCurvePublicKey, hashes.SHA384),
    "1.2.840.10045.4.3.4": (ec.EllipticCurvePublicKey, hashes.SHA512),
    "1.3.101.112": (ed25519.Ed25519PublicKey, None),
    "1.3.101.113": (ed448.Ed448PublicKey, None),
}
# The algorithms of keys, RFC 3279, 4055, 5480, 8410.
KEYS = {"1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1",
        "1.2.840.10040.4.1", "1.3.101.112", "1.3.101.113"}
WEAK_HASHES = (hashes.MD5, hashes.SHA1)


@functools.lru_cache(maxsize=4096)
def load(spki):
    try:
        return load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm, TypeError):
        return None


def _check(key, hash_kind, signature, signed):
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), hash_kind())
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(hash_kind()))
    else:
        key.verify(signature, signed)


@functools.lru_cache(maxsize=65536)
def verify(spki, algorithm, signature, signed):
    """GOOD, BAD, or UNKNOWN where the algorithm or the key is not known."""
    key = load(spki)
    kind, hash_kind = ALGORITHMS.get(algorithm, (None, None))
    if key is None or kind is None:
        return UNKNOWN
    if not isinstance(key, kind):
        return BAD
    try:
        _check(key, hash_kind, signature, signed)
    except InvalidSignature:
        return BAD
    return GOOD


def key_is_weak(spki):
    """NIST SP 800-131A: RSA below 2048 bits, curves below 224."""
    key = load(spki)
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < 2048
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.key_size < 224
    return False


def algorithm_is_weak(algorithm):
    """Hashes in which collisions can be made."""
    return ALGORITHMS.get(algorithm, (None, None))[1] in WEAK_HASHES
