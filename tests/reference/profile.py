"""The certificate profile of RFC 5280 section 4: what a conforming CA makes.
Each rule is a function of one certificate that answers whether it is broken;
its name is that of our finding. The anchor is looked at like the others.
"""

import re

import signature
from certificate import (AUTHORITY_INFO, AUTHORITY_KEY_ID, BASIC_CONSTRAINTS,
                         DNS, KEY_CERT_SIGN, NAME_CONSTRAINTS,
                         POLICY_CONSTRAINTS, SUBJECT_ALT_NAME, SUBJECT_KEY_ID)
from path import Fault
from revocation import CRL_NUMBER

# RFC 1034 3.5 with RFC 1123 2.1; a wildcard where one may match.
LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
PREFERRED = re.compile(rf"(\*\.{LABEL}\.)?{LABEL}(\.{LABEL})*")


def is_authority(cert):
    return bool(cert.basic_constraints and cert.basic_constraints[0])


def is_self_signed(cert):
    """4.2.1.1: by the key that it certifies."""
    return signature.verify(cert.key, cert.algorithm[0], cert.signature,
                            cert.tbs) == signature.GOOD


def misses_issuer_key_id(cert):
    """4.2.1.1: but a self-signed one may."""
    present = cert.authority_key_id and cert.authority_key_id[0] is not None
    return not present and not is_self_signed(cert)


def has_name_out_of_syntax(cert):
    """4.2.1.6"""
    return any(choice == DNS and (not PREFERRED.fullmatch(name)
                                  or len(name) > 253)
               for choice, name in cert.alt_names or [])


def has_critical_key_id(cert):
    return (cert.is_critical(AUTHORITY_KEY_ID)
            or cert.is_critical(SUBJECT_KEY_ID))


def lacks_critical(oid):
    return lambda cert: oid in cert.extensions and not cert.is_critical(oid)


def serial_size(cert):
    """In octets of its INTEGER."""
    return cert.serial.bit_length() // 8 + 1


RULES = {
    "authority-info-marked-critical":
        lambda cert: cert.is_critical(AUTHORITY_INFO),
    "basic-constraints-not-marked-critical":
        lambda cert: is_authority(cert)
        and not cert.is_critical(BASIC_CONSTRAINTS),
    "dns-name-not-preferred": has_name_out_of_syntax,
    "encoding-not-strict": lambda cert: cert.lenient,
    "extension-not-well-formed": lambda cert: cert.broken_places,
    "issuer-key-id-missing": misses_issuer_key_id,
    "issuer-name-missing": lambda cert: not cert.issuer,
    "key-id-marked-critical": has_critical_key_id,
    "key-usage-does-not-fit":
        lambda cert: KEY_CERT_SIGN in (cert.key_usage or ())
        and not is_authority(cert),
    "name-constraints-empty":
        lambda cert: cert.name_constraints == (None, None),
    "name-constraints-not-marked-critical": lacks_critical(NAME_CONSTRAINTS),
    "name-constraints-on-server-certificate":
        lambda cert: cert.name_constraints is not None
        and not is_authority(cert),
    "names-not-marked-critical":
        lambda cert: not cert.subject and cert.alt_names is not None
        and not cert.is_critical(SUBJECT_ALT_NAME),
    "policy-constraints-not-marked-critical":
        lacks_critical(POLICY_CONSTRAINTS),
    "serial-number-not-positive": lambda cert: cert.serial <= 0,
    "serial-number-too-long": lambda cert: serial_size(cert) > 20,
    "subject-key-id-missing":
        lambda cert: is_authority(cert) and cert.subject_key_id is None,
    "subject-name-missing":
        lambda cert: is_authority(cert) and not cert.subject,
    "time-encoding-not-allowed": lambda cert: not cert.time_encoding_allowed,
    "unique-ids-present": lambda cert: cert.unique_ids,
}


# Nobody looks up the serial number of an anchor; public roots have 0.
NOT_OF_ANCHORS = {"serial-number-not-positive", "serial-number-too-long"}

# Asked of what stands as a CA on the path; what a server's certificate is
# besides nobody relies on.
ONLY_OF_AUTHORITIES = {
    "basic-constraints-not-marked-critical", "name-constraints-empty",
    "name-constraints-not-marked-critical",
    "policy-constraints-not-marked-critical", "subject-key-id-missing",
    "subject-name-missing"}


def is_asked(rule, depth, top):
    if depth == 0:
        return rule not in ONLY_OF_AUTHORITIES
    return depth < top or rule not in NOT_OF_ANCHORS


def check(certs):
    """The Faults of a path, the anchor first."""
    top = len(certs) - 1
    return [Fault("profile", rule, top - place)
            for place, cert in enumerate(certs)
            for rule, is_broken in RULES.items()
            if is_asked(rule, top - place, top) and is_broken(cert)]


def check_lists(lists):
    """5.2.3: every CRL has a number, and it is not critical."""
    numbers = [crl.extensions.get(CRL_NUMBER) for crl in lists]
    return ([Fault("profile", "crl-number-missing", 0)
             for number in numbers if number is None]
            + [Fault("profile", "crl-number-marked-critical", 0)
               for number in numbers if number and number[0]])
