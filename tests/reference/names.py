"""Names compared: RFC 5280 7.1 (distinguished names), 4.2.1.10 (subtrees),
RFC 9525 6 (the host).

Each of them answers true or false; what a name means for a path is path.py's.
"""

import ipaddress
import re
import stringprep
import unicodedata

import der
from certificate import ADDRESS, DIRECTORY, DNS, EMAIL, URI

# Labels of a host, with the underscore that the world uses.
HOST = re.compile(r"[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*")

EMAIL_ATTRIBUTE = "1.2.840.113549.1.9.1"


# --- Distinguished names -----------------------------------------------------

DECODERS = {
    der.UTF8: "utf-8", der.PRINTABLE: "ascii", der.IA5: "ascii",
    der.VISIBLE: "ascii", der.BMP: "utf-16-be", der.UNIVERSAL: "utf-32-be",
    # X.690 has no answer that anybody follows; everybody writes Latin-1.
    der.TELETEX: "latin-1",
}


def prepare(text):
    """RFC 4518 2 as far as 7.1 asks for it: map, fold case, normalise; white
    space at the ends is left out, and within made one."""
    mapped = "".join(
        " " if unicodedata.category(char) in ("Zs", "Zl", "Zp")
        or char in "\t\n\v\f\r\x85" else char
        for char in text if not stringprep.in_table_b1(char))
    folded = "".join(stringprep.map_table_b2(char) for char in mapped)
    words = unicodedata.normalize("NFKC", folded).split(" ")
    return " ".join(word for word in words if word)


def value(tag, content):
    """What is compared of one attribute value: text, or else the bytes."""
    try:
        return prepare(content.decode(DECODERS[tag]))
    except (KeyError, UnicodeDecodeError):
        return tag, content


def normal_rdn(rdn):
    """An RDN is a set: in no order."""
    return frozenset((kind, value(tag, content)) for kind, tag, content in rdn)


def normal(name):
    """Two names are equal if their normal forms are (7.1)."""
    return tuple(normal_rdn(rdn) for rdn in name)


# --- Subtrees ----------------------------------------------------------------

def dns_within(name, base):
    """Zero or more labels added to the left of the base."""
    name, base = name.lower(), base.lower()
    return base == "" or name == base or name.endswith("." + base)


def dns_touches(name, base):
    """As an excluded subtree: a wildcard stands for all that it matches."""
    if name.startswith("*."):
        labels = base.lower().split(".", 1)
        if len(labels) == 2 and labels[1] == name[2:].lower():
            return True
    return dns_within(name, base)


def host_within(host, base):
    """The host of a mailbox or of a URI: a base with a period in front is
    a domain without its own name, another one is one host."""
    host, base = host.lower(), base.lower()
    return host.endswith(base) if base.startswith(".") else host == base


def is_mailbox(text):
    """RFC 2821 4.1.2: a local part, one @ unless in quotes, and a domain."""
    local, _, host = text.rpartition("@")
    quoted = len(local) > 2 and local[0] == local[-1] == '"'
    return bool(local and host) and (quoted or "@" not in local)


def email_within(mailbox, base):
    """The local part is compared as it stands, the host without case."""
    local, _, host = mailbox.rpartition("@")
    if "@" in base:
        base_local, _, base_host = base.rpartition("@")
        return local == base_local and host.lower() == base_host.lower()
    return host_within(host, base)


def uri_host(uri):
    """The host of a URI (RFC 3986 3.2.2), or None: no authority, or an
    address, to which no constraint on names can apply."""
    _, colon, rest = uri.partition(":")
    if not colon or not rest.startswith("//"):
        return None
    authority = rest[2:]
    for mark in "/?#":
        authority = authority.partition(mark)[0]
    host = authority.rpartition("@")[2]
    if host.startswith("["):
        return None
    host = host.partition(":")[0]
    if not host or address(host) is not None:
        return None
    return host


def address_within(octets, base):
    """4.2.1.10: address and mask, each as long as the name's address."""
    size = len(octets)
    return len(base) == 2 * size and all(
        (octet ^ wanted) & mask == 0
        for octet, wanted, mask in zip(octets, base[:size], base[size:]))


def directory_within(name, base):
    """The base is the beginning of the name."""
    return normal(name)[:len(base)] == normal(base)


def is_base(choice, base):
    """Whether a subtree is written as 4.2.1.10 has it: host names without a
    period in front."""
    if choice == DNS:
        return base == "" or HOST.fullmatch(base) is not None
    if choice == EMAIL:
        host = base.rpartition("@")[2] if is_mailbox(base) else base
        return HOST.fullmatch(host.removeprefix(".")) is not None
    if choice == URI:
        return HOST.fullmatch(base.removeprefix(".")) is not None
    return True


def within(choice, name, base, excluded):
    """Whether a name lies within a subtree; None where nobody can say."""
    if choice == DNS:
        if not HOST.fullmatch(name.removeprefix("*.")):
            return None
        return (dns_touches if excluded else dns_within)(name, base)
    if choice == EMAIL:
        return email_within(name, base) if is_mailbox(name) else None
    if choice == URI:
        host = uri_host(name)
        return None if host is None else host_within(host, base)
    if choice == ADDRESS:
        return address_within(name, base) if len(name) in (4, 16) else None
    if choice == DIRECTORY:
        return directory_within(name, base)
    return None


# --- The host ----------------------------------------------------------------

def address(text):
    """The bytes of an IP address in its usual text form, or None."""
    try:
        return ipaddress.ip_address(text).packed
    except ValueError:
        return None


def a_label(label):
    """A label as it stands in certificates (RFC 9525 6.3)."""
    if label.isascii():
        return label.lower()
    return label.encode("idna").decode("ascii").lower()


def dns_matches(asked, presented):
    """RFC 9525 6.3: label by label without case; a wildcard is the whole of the
    left-most label, and stands for one label. Beyond the RFC: it has at least
    two labels on its right."""
    asked = [a_label(label) for label in asked.removesuffix(".").split(".")]
    presented = presented.lower().split(".")
    if "" in presented or len(asked) != len(presented):
        return False
    if presented[0] == "*" and len(presented) > 2:
        asked, presented = asked[1:], presented[1:]
    return asked == presented and not any("*" in each for each in presented)


def host_matches(asked, alt_names):
    """RFC 9525 6: an address is compared with addresses, a name with names;
    the subject is never looked at."""
    octets = address(asked)
    if octets is not None:
        return any(choice == ADDRESS and name == octets
                   for choice, name in alt_names)
    return any(choice == DNS and dns_matches(asked, name)
               for choice, name in alt_names)
