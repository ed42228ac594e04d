"""Reads the two schemas of conformance suites into one kind of case.

A case says what to ask of the library, call by call; what it asks for and no
call can do makes it a skipped one, with the reason. README.md has the table.
"""

import base64
import binascii
import datetime
import json
import os
import re

SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"
ANY_PURPOSE = "2.5.29.37.0"
ANY_POLICY = "2.5.29.32.0"

OFF, ERROR = 0, 3
REVOCATION = {"off": 0, "available": 1, "required": 2}

# enforce_anchor: the word of a suite, and the VMSTRUST_ANCHOR_FIELD_ values.
VALIDITY, AUTHORITY, KEY_USAGE, PATH_LENGTH = 1, 2, 4, 8
NAME_CONSTRAINTS, PURPOSE, POLICIES, CRITICAL = 16, 32, 64, 128
ANCHOR_FIELDS = {
    "all": 255,
    "authority": AUTHORITY,
    "basic_constraints": AUTHORITY,
    "ca": AUTHORITY,
    "constraints": 255 - VALIDITY - AUTHORITY,
    "critical": CRITICAL,
    "eku": PURPOSE,
    "expiration": VALIDITY,
    "expiry": VALIDITY,
    "key_usage": KEY_USAGE,
    "ku": KEY_USAGE,
    "name_constraints": NAME_CONSTRAINTS,
    "nc": NAME_CONSTRAINTS,
    "path_len": PATH_LENGTH,
    "path_length": PATH_LENGTH,
    "pathlen": PATH_LENGTH,
    "policies": POLICIES,
    "policy": POLICIES,
    "purpose": PURPOSE,
    "time": VALIDITY,
    "validity": VALIDITY,
}


class Unmapped(Exception):
    """What the case asks for, and no public call can do."""


class Case:
    """One question to the library, and the answer expected."""

    def __init__(self, name, group, expected):
        self.id = name
        self.group = group
        self.expected = "ACCEPT" if expected else "REJECT"
        self.skip = None
        self.rules = "path"
        self.role = "any"
        self.host = None
        self.time = None # now
        self.calls = [] # of the policy: (call, values...)
        self.revocation = "off"
        self.may_be_unknown = False
        self.leaf, self.extras, self.anchors = b"", [], []
        self.crls = []


def der_of(text):
    """The bytes of one PEM block, or of bare base64."""
    lines = [line for line in text.splitlines() if "-----" not in line]
    try:
        return base64.b64decode("".join(lines))
    except binascii.Error as wrong:
        raise Unmapped(f"base64 that does not decode: {wrong}") from None


def set_role(case, role):
    """Chooses the role and what it means for the host, which is set."""
    if role == "tls-server" and case.host is None:
        case.calls.append(("policy_insecure_skip_name",))
    if role == "any" and case.host is not None:
        # A name to match and no purpose: a server whose purpose may be any.
        role = "tls-server"
        for finding in ("not-for-server-authentication",
                        "not-for-this-purpose"):
            case.calls.append(("policy_insecure_set_severity", finding, OFF))
    if role == "tls-client" and case.host is not None:
        raise Unmapped("a host name of a client")
    case.role = role


# --- C2SP/x509-limbo ---------------------------------------------------------

def limbo_role(test):
    roles = {"SERVER": "tls-server", "CLIENT": "tls-client",
             "serverAuth": "tls-server", "clientAuth": "tls-client",
             "anyExtendedKeyUsage": "any"}
    asked = test.get("extended_key_usage") or [test["validation_kind"]]
    if len(asked) != 1 or asked[0] not in roles:
        raise Unmapped("purpose " + " and ".join(asked))
    return roles[asked[0]]


def fill_limbo(case, test):
    if test.get("crls"):
        case.revocation = "required"
        case.crls = [der_of(pem) for pem in test["crls"]]
    name = test.get("expected_peer_name")
    if name and name["kind"] in ("DNS", "IP"):
        case.host = name["value"]
    role = limbo_role(test)
    if role == "tls-client":
        case.host = None
    set_role(case, role)
    case.rules = "webpki" if case.id.startswith("webpki::") else "rfc5280"
    if test.get("validation_time"):
        moment = datetime.datetime.fromisoformat(
            test["validation_time"].replace("Z", "+00:00"))
        case.time = int(moment.timestamp() // 1)
    if test.get("max_chain_depth") is not None:
        case.calls.append(("policy_set_max_path_length",
                           test["max_chain_depth"]))
    case.leaf = der_of(test["peer_certificate"])
    case.extras = [der_of(pem) for pem in test["untrusted_intermediates"]]
    case.anchors = [der_of(pem) for pem in test["trusted_certs"]]


def read_limbo(document):
    for test in document["testcases"]:
        case = Case(test["id"], test["id"].split("::")[0],
                    test["expected_result"] == "SUCCESS")
        yield case, test, fill_limbo


# --- certsuite-1 -------------------------------------------------------------

def anchor_fields(value):
    """The sum of the fields that enforce_anchor asks for."""
    if isinstance(value, bool):
        return 255 if value else 0
    if isinstance(value, dict):
        value = [word for word, wanted in value.items() if wanted]
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    total = 0
    for word in value:
        if word.removeprefix("enforce_anchor_") not in ANCHOR_FIELDS:
            raise Unmapped(f"enforce_anchor {word}")
        total |= ANCHOR_FIELDS[word.removeprefix("enforce_anchor_")]
    return total


def set_enforce_anchor(case, value):
    wanted = anchor_fields(value or False)
    if wanted:
        case.calls.append(("policy_set_anchor_fields", wanted))


def set_leaf_trust(case, value):
    """Whether the leaf is trusted for itself: then it is an anchor."""
    if value is True:
        case.anchors.append(case.leaf)
    elif value and value is not True:
        raise Unmapped(f"leaf_trust {value}")
    elif case.leaf in case.anchors:
        raise Unmapped("a trusted certificate that is not trusted itself")


def set_eku_strict(case, value):
    if value:
        for finding in ("purpose-missing", "purpose-any"):
            case.calls.append(("policy_set_severity", finding, ERROR))


def set_no_ca_check(case, value):
    if value:
        case.calls.append(("policy_insecure_set_severity",
                           "issuer-is-not-a-ca", OFF))


def set_weak_ok(case, value):
    if value:
        case.calls.append(("policy_insecure_allow_weak",))


def set_no_time_check(case, value):
    if value:
        case.calls.append(("policy_insecure_skip_time",))


def set_crl_mode(case, value):
    """Which certificates are asked about: none, the first, or all."""
    if value in (None, "none"):
        return
    if value not in ("leaf", "all"):
        raise Unmapped(f"crl_mode {value}")
    case.revocation = "required"
    if value == "leaf":
        case.calls.append(("policy_insecure_skip_issuer_revocation",))


def set_crl_unknown(case, value):
    """Beside a crl_mode: what is not known may pass."""
    if value not in (None, "deny", "allow"):
        raise Unmapped(f"crl_unknown {value}")
    case.may_be_unknown = value == "allow"


def set_crl_expiration(case, value):
    if value == "ignore":
        case.calls.append(("policy_insecure_ignore_crl_expiry",))
    elif value not in (None, "enforce"):
        raise Unmapped(f"crl_expiration {value}")


def set_initial_policies(case, value):
    """No set is any-policy; so is a set with it."""
    for policy in value or []:
        if ANY_POLICY not in value:
            case.calls.append(("policy_add_initial_policy", policy.encode()))


def set_explicit_policy(case, value):
    if value:
        case.calls.append(("policy_require_explicit_policy",))


def set_inhibit_mapping(case, value):
    if value:
        case.calls.append(("policy_inhibit_policy_mapping",))


def set_inhibit_any(case, value):
    if value:
        case.calls.append(("policy_inhibit_any_policy",))


SETTINGS = {
    "crl_expiration": set_crl_expiration,
    "crl_mode": set_crl_mode,
    "crl_unknown": set_crl_unknown,
    "eku_strict": set_eku_strict,
    "enforce_anchor": set_enforce_anchor,
    "explicit_policy": set_explicit_policy,
    "inhibit_any": set_inhibit_any,
    "inhibit_mapping": set_inhibit_mapping,
    "initial_policies": set_initial_policies,
    "leaf_trust": set_leaf_trust,
    "no_ca_check": set_no_ca_check,
    "no_time_check": set_no_time_check,
    "weak_ok": set_weak_ok,
}

PURPOSES = {
    "any": "any", ANY_PURPOSE: "any",
    "server": "tls-server", SERVER_AUTH: "tls-server",
    "client": "tls-client", CLIENT_AUTH: "tls-client",
}
OBJECT_IDENTIFIER = re.compile(r"[0-2](\.[0-9]+)+")


def set_purpose(case, purpose):
    """A role of that purpose; another purpose takes the place of a role's."""
    if purpose in PURPOSES:
        set_role(case, PURPOSES[purpose])
    elif OBJECT_IDENTIFIER.fullmatch(purpose):
        case.role = "any" if case.host is None else "tls-server"
        case.calls.append(("policy_set_purpose", purpose.encode()))
    else:
        raise Unmapped(f"purpose {purpose}")


def fill_certsuite(case, test):
    host = test.get("host")
    if host is not None:
        if host["type"] not in ("dns", "ip"):
            raise Unmapped(f"a host of type {host['type']}")
        case.host = host["value"]
    set_purpose(case, test.get("purpose") or "any")
    if test.get("time") is not None:
        case.time = int(test["time"] // 1)
    certs = [der_of(text) for text in test["certs"]]
    if not certs:
        raise Unmapped("no certificate to judge")
    case.leaf, case.extras = certs[0], certs[1:]
    case.anchors = [der_of(text) for text in test["anchors"]]
    for name, value in (test.get("settings") or {}).items():
        if name not in SETTINGS:
            raise Unmapped(f"setting {name}")
        SETTINGS[name](case, value)
    if case.revocation == "required":
        case.crls = [der_of(text) for text in test.get("crls") or []]
        if case.may_be_unknown:
            case.revocation = "available"


def read_certsuite(document):
    for test in document["cases"]:
        family = test.get("family") or test["id"].split("::")[0]
        yield Case(test["id"], family, test["expected"]), test, fill_certsuite


# --- Either ------------------------------------------------------------------

def classes(folder):
    """The class of each case, from classes.tsv, if it is there."""
    file = os.path.join(folder, "classes.tsv")
    if not os.path.exists(file):
        return {}
    with open(file, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {row[0]: row[1] for row in rows[1:] if len(row) > 1}


def read(file):
    """The cases of a suite, in its order."""
    with open(file, encoding="utf-8") as text:
        document = json.load(text)
    if document.get("schema") == "certsuite-1":
        source = read_certsuite(document)
    elif "testcases" in document:
        source = read_limbo(document)
    else:
        raise SystemExit(f"{file}: neither x509-limbo nor certsuite-1")
    groups = classes(os.path.dirname(os.path.abspath(file)))
    cases = []
    for case, test, fill in source:
        case.group = groups.get(case.id, case.group)
        try:
            fill(case, test)
        except Unmapped as reason:
            case.skip = str(reason)
        cases.append(case)
    return cases
