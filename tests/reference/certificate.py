"""Certificates as RFC 5280 section 4 defines them: bytes read into values.

What does not fit the definition is Malformed. Two liberties of old encoders
that DER forbids, a default value written out and zeros at the end of named
bits, are read and remembered in `lenient`.
"""

import der
from der import BIT_STRING, INTEGER, OID, SEQUENCE, Reader, context, require

# Section 4.2: the extensions that path validation processes.
SUBJECT_KEY_ID, KEY_USAGE, SUBJECT_ALT_NAME = ("2.5.29.14", "2.5.29.15",
                                               "2.5.29.17")
ISSUER_ALT_NAME, BASIC_CONSTRAINTS = "2.5.29.18", "2.5.29.19"
NAME_CONSTRAINTS, DISTRIBUTION_POINTS = "2.5.29.30", "2.5.29.31"
POLICIES, POLICY_MAPPINGS = "2.5.29.32", "2.5.29.33"
AUTHORITY_KEY_ID, POLICY_CONSTRAINTS = "2.5.29.35", "2.5.29.36"
PURPOSES, INHIBIT_ANY_POLICY = "2.5.29.37", "2.5.29.54"
AUTHORITY_INFO = "1.3.6.1.5.5.7.1.1"

ANY_POLICY = "2.5.29.32.0"
ANY_PURPOSE = "2.5.29.37.0"
RSA = "1.2.840.113549.1.1.1" # RFC 3279 2.3.1
# RFC 5480 2.1.1.1, 2.2: the bytes of a coordinate on P-256, P-384, P-521.
POINT_SIZES = {"1.2.840.10045.3.1.7": 32, "1.3.132.0.34": 48,
               "1.3.132.0.35": 66}

# Bits of keyUsage, 4.2.1.3.
KEY_CERT_SIGN, CRL_SIGN = 5, 6

# Choices of GeneralName, 4.2.1.6: the numbers of their tags.
OTHER, EMAIL, DNS, X400, DIRECTORY, EDI, URI, ADDRESS, REGISTERED = range(9)
CONSTRUCTED = (OTHER, X400, DIRECTORY, EDI)


def name(content):
    """Name: the list of its RDNs, each a list of (type, tag, content)."""
    rdns = []
    for tag, rdn, _ in Reader(content).each():
        require(tag == der.SET, "an RDN that is no SET")
        pairs = []
        for tag_of_pair, pair, _ in Reader(rdn).each():
            require(tag_of_pair == SEQUENCE, "an attribute that is no SEQUENCE")
            fields = Reader(pair)
            kind = der.oid(fields.take(OID))
            value_tag, value, _ = fields.any()
            fields.end()
            pairs.append((kind, value_tag, value))
        require(pairs, "an empty RDN")
        rdns.append(pairs)
    return rdns


def general_name(tag, content):
    """GeneralName: (choice, value)."""
    choice = tag & 0x1F
    require(choice <= REGISTERED
            and tag == context(choice, choice in CONSTRUCTED), "GeneralName")
    if choice in (EMAIL, DNS, URI):
        return choice, der.ia5(content)
    if choice == DIRECTORY:
        inner = Reader(content)
        value = name(inner.take(SEQUENCE))
        inner.end()
        return choice, value
    if choice == REGISTERED:
        return choice, der.oid(content)
    return choice, content


def subject_names(content):
    """GeneralNames of subjects: 4.2.1.6, an address has 4 or 16 bytes."""
    names = general_names(content)
    require(all(choice != ADDRESS or len(value) in (4, 16)
                for choice, value in names), "an address of another size")
    return names


def is_range(octets):
    """4.2.1.10: an address and its mask, in the manner of RFC 4632."""
    size = len(octets) // 2
    ones = (1 << 8 * size) - 1
    rest = ones ^ int.from_bytes(octets[size:], "big")
    return len(octets) in (8, 32) and rest & rest + 1 == 0


def general_names(content):
    """The content of GeneralNames."""
    names = [general_name(tag, value) for tag, value, _ in
             Reader(content).each()]
    require(names, "no GeneralName")
    return names


def algorithm(fields):
    """AlgorithmIdentifier: (OID, the whole element)."""
    tag, content, whole = fields.any()
    require(tag == SEQUENCE, "AlgorithmIdentifier")
    inner = Reader(content)
    oid = der.oid(inner.take(OID))
    if inner.more():
        inner.any()
    inner.end()
    return oid, whole


def check_rsa_key(data):
    """RSAPublicKey, RFC 3279 2.3.1."""
    outer = Reader(data)
    fields = outer.inside()
    outer.end()
    require(der.natural(fields.take(INTEGER))
            and der.natural(fields.take(INTEGER)), "an RSA key of 0")
    fields.end()


def read_parameters(oid, whole):
    """Of a key: RFC 3279 2.3.1 (RSA: NULL), RFC 5480 2.1.1 (a named curve,
    which is returned), RFC 8410 3 (none)."""
    inner = Reader(whole).inside()
    inner.take(OID)
    if oid == RSA:
        require(inner.take(der.NULL) == b"", "NULL with content")
    elif oid == "1.2.840.10045.2.1":
        return der.oid(inner.take(OID))
    elif oid in ("1.3.101.112", "1.3.101.113"):
        inner.end()
    return None


class Certificate:
    """One certificate. Extensions that are absent are None."""

    def __init__(self, data):
        self.der = data
        self.lenient = False
        self.extensions = {} # dotted OID: (critical, value)
        outer = Reader(data)
        fields = outer.inside()
        outer.end()
        _, content, self.tbs = fields.any()
        require(self.tbs[0] == SEQUENCE, "TBSCertificate")
        self.algorithm = algorithm(fields)
        self.signature = der.bits(fields.take(BIT_STRING))
        fields.end()
        self._read_tbs(Reader(content))
        self._read_extensions()

    def _read_tbs(self, fields):
        """4.1: TBSCertificate."""
        version = fields.optional(context(0, True))
        self.version = 1
        if version is not None:
            inner = Reader(version)
            number = der.integer(inner.take(INTEGER))
            inner.end()
            require(number in (0, 1, 2), "version")
            self.lenient |= number == 0
            self.version = number + 1
        self.serial = der.integer(fields.take(INTEGER))
        # 4.1.1.2: the same as outside.
        require(algorithm(fields) == self.algorithm,
                "two signature algorithms")
        self.issuer = name(fields.take(SEQUENCE))
        self._read_validity(fields.inside())
        self.subject = name(fields.take(SEQUENCE))
        self._read_key(fields)
        self.unique_ids = False
        for number in (1, 2):
            unique = fields.optional(context(number))
            if unique is not None:
                require(self.version >= 2, "unique id of version 1")
                der.named_bits(unique)
                self.unique_ids = True
        extensions = fields.optional(context(3, True))
        fields.end()
        if extensions is not None:
            require(self.version == 3, "extensions without version 3")
            self._read_list(extensions)

    def _read_validity(self, fields):
        tags, times = [], []
        for _ in range(2):
            tag, content, _ = fields.any()
            tags.append(tag)
            times.append(der.time(tag, content))
        fields.end()
        self.not_before, self.not_after = times
        # 4.1.2.5: UTCTime through 2049.
        self.time_encoding_allowed = all(
            tag == der.UTC_TIME or seconds >= 2524608000
            for tag, seconds in zip(tags, times))

    def _read_key(self, fields):
        tag, content, self.key = fields.any()
        require(tag == SEQUENCE, "SubjectPublicKeyInfo")
        inner = Reader(content)
        self.key_algorithm, whole = algorithm(inner)
        self.curve = read_parameters(self.key_algorithm, whole)
        key = der.bits(inner.take(BIT_STRING))
        if self.key_algorithm == RSA:
            check_rsa_key(key)
        if self.curve in POINT_SIZES:
            size = POINT_SIZES[self.curve]
            require(key[:1] == b"\x04" and len(key) == 2 * size + 1
                    or key[:1] in (b"\x02", b"\x03") and len(key) == size + 1,
                    "no point of its curve")
        inner.end()

    def _read_list(self, content):
        for tag, extension, _ in der.sequence_of(content):
            require(tag == SEQUENCE, "Extension")
            fields = Reader(extension)
            oid = der.oid(fields.take(OID))
            critical = fields.optional(der.BOOLEAN)
            if critical is not None:
                critical = der.boolean(critical)
                self.lenient |= not critical # DEFAULT FALSE
            value = fields.take(der.OCTET_STRING)
            fields.end()
            # 4.2: not more than one of a kind.
            require(oid not in self.extensions, f"two extensions {oid}")
            self.extensions[oid] = (bool(critical), value)

    def _read_extensions(self):
        self.basic_constraints = self.key_usage = self.purposes = None
        self.alt_names = self.name_constraints = self.policies = None
        self.mappings = self.policy_constraints = None
        self.inhibit_any = self.distribution_points = None
        self.subject_key_id = self.authority_key_id = None
        for oid, read in READERS.items():
            if oid in self.extensions:
                read(self, Reader(self.extensions[oid][1]))
        self.broken_places = False
        for oid, read in PLACES.items():
            try:
                if oid in self.extensions:
                    read(self, Reader(self.extensions[oid][1]))
            except der.Malformed:
                self.broken_places = True

    def is_critical(self, oid):
        return self.extensions.get(oid, (False,))[0]

    # One function for each extension.

    def read_basic_constraints(self, data):
        """4.2.1.9: (cA, pathLenConstraint or None)."""
        fields = data.inside()
        authority = fields.optional(der.BOOLEAN)
        if authority is not None:
            authority = der.boolean(authority)
            self.lenient |= not authority # DEFAULT FALSE
        length = fields.optional(INTEGER)
        fields.end()
        data.end()
        self.basic_constraints = (
            bool(authority), None if length is None else der.natural(length))

    def read_key_usage(self, data):
        """4.2.1.3: the set of bits."""
        self.key_usage, strict = der.named_bits(data.take(BIT_STRING))
        data.end()
        self.lenient |= not strict

    def read_purposes(self, data):
        """4.2.1.12: the set of KeyPurposeIds."""
        items = der.sequence_of(data.data)
        require(all(tag == OID for tag, _, _ in items), "KeyPurposeId")
        self.purposes = {der.oid(content) for _, content, _ in items}

    def read_alt_names(self, data):
        """4.2.1.6"""
        self.alt_names = subject_names(data.take(SEQUENCE))
        data.end()

    def read_issuer_alt_names(self, data):
        """4.2.1.7: of the form, and of no use to path validation."""
        subject_names(data.take(SEQUENCE))
        data.end()

    def read_name_constraints(self, data):
        """4.2.1.10: (permitted, excluded), lists of (choice, base, plain),
        where plain is minimum 0 and no maximum; None for an absent list."""
        fields = data.inside()
        lists = []
        for number in (0, 1):
            subtrees = fields.optional(context(number, True))
            if subtrees is not None:
                subtrees = [self.subtree(tag, content)
                            for tag, content, _ in Reader(subtrees).each()]
                require(subtrees, "no GeneralSubtree")
            lists.append(subtrees)
        fields.end()
        data.end()
        self.name_constraints = tuple(lists)

    def subtree(self, tag, content):
        require(tag == SEQUENCE, "GeneralSubtree")
        fields = Reader(content)
        base_tag, base, _ = fields.any()
        choice, value = general_name(base_tag, base)
        require(choice != ADDRESS or is_range(value), "a range of addresses")
        minimum = fields.optional(context(0))
        maximum = fields.optional(context(1))
        fields.end()
        plain = maximum is None
        if maximum is not None:
            der.natural(maximum)
        if minimum is not None:
            plain &= der.natural(minimum) == 0
            self.lenient |= der.natural(minimum) == 0 # DEFAULT 0
        return choice, value, plain

    def read_policies(self, data):
        """4.2.1.4: the list of policy identifiers."""
        self.policies = []
        for tag, content, _ in der.sequence_of(data.data):
            require(tag == SEQUENCE, "PolicyInformation")
            fields = Reader(content)
            self.policies.append(der.oid(fields.take(OID)))
            if fields.more():
                self.read_qualifiers(fields.take(SEQUENCE))
            fields.end()
        # 4.2.1.4: an identifier not more than once.
        require(len(set(self.policies)) == len(self.policies),
                "a policy twice")

    @staticmethod
    def read_qualifiers(content):
        items = list(Reader(content).each())
        require(items, "no PolicyQualifierInfo")
        for tag, item, _ in items:
            require(tag == SEQUENCE, "PolicyQualifierInfo")
            fields = Reader(item)
            fields.take(OID)
            fields.any()
            fields.end()

    def read_mappings(self, data):
        """4.2.1.5: the list of (issuerDomainPolicy, subjectDomainPolicy)."""
        self.mappings = []
        for tag, content, _ in der.sequence_of(data.data):
            require(tag == SEQUENCE, "PolicyMapping")
            fields = Reader(content)
            self.mappings.append((der.oid(fields.take(OID)),
                                  der.oid(fields.take(OID))))
            fields.end()

    def read_policy_constraints(self, data):
        """4.2.1.11: (requireExplicitPolicy, inhibitPolicyMapping)."""
        fields = data.inside()
        skips = [fields.optional(context(number)) for number in (0, 1)]
        fields.end()
        data.end()
        self.policy_constraints = tuple(
            None if skip is None else der.natural(skip) for skip in skips)

    def read_inhibit_any(self, data):
        """4.2.1.14"""
        self.inhibit_any = der.natural(data.take(INTEGER))
        data.end()

    def read_distribution_points(self, data):
        """4.2.1.13: see revocation.py."""
        self.distribution_points = [
            distribution_point(tag, content)
            for tag, content, _ in der.sequence_of(data.data)]

    def read_authority_info(self, data):
        """4.2.2.1: of the form."""
        for tag, content, _ in der.sequence_of(data.data):
            require(tag == SEQUENCE, "AccessDescription")
            fields = Reader(content)
            fields.take(OID)
            general_name(*fields.any()[:2])
            fields.end()

    def read_subject_key_id(self, data):
        """4.2.1.2"""
        self.subject_key_id = data.take(der.OCTET_STRING)
        data.end()

    def read_authority_key_id(self, data):
        """4.2.1.1: (keyIdentifier, issuer, serial)."""
        self.authority_key_id = authority_key_id(data)


def authority_key_id(data):
    """No path rests on it, so that half of an issuer's name and serial, which
    the module of A.2 forbids in a comment, is let pass."""
    fields = data.inside()
    key_id = fields.optional(context(0))
    issuer = fields.optional(context(1, True))
    serial = fields.optional(context(2))
    fields.end()
    data.end()
    if issuer is not None:
        issuer = general_names(issuer)
    if serial is not None:
        serial = der.integer(serial)
    return key_id, issuer, serial


def distribution_point_name(content):
    """DistributionPointName: ("full", GeneralNames) or ("relative", RDN)."""
    inner = Reader(content)
    tag, value, _ = inner.any()
    inner.end()
    if tag == context(0, True):
        return "full", general_names(value)
    require(tag == context(1, True), "DistributionPointName")
    return "relative", name(der.wrap(der.SET, value))[0]


def distribution_point(tag, content):
    """4.2.1.13: (name or None, reasons or None, cRLIssuer or None)."""
    require(tag == SEQUENCE, "DistributionPoint")
    fields = Reader(content)
    place = fields.optional(context(0, True))
    reasons = fields.optional(context(1))
    issuer = fields.optional(context(2, True))
    fields.end()
    return (None if place is None else distribution_point_name(place),
            None if reasons is None else der.named_bits(reasons)[0],
            None if issuer is None else general_names(issuer))


READERS = {
    BASIC_CONSTRAINTS: Certificate.read_basic_constraints,
    KEY_USAGE: Certificate.read_key_usage,
    PURPOSES: Certificate.read_purposes,
    SUBJECT_ALT_NAME: Certificate.read_alt_names,
    ISSUER_ALT_NAME: Certificate.read_issuer_alt_names,
    NAME_CONSTRAINTS: Certificate.read_name_constraints,
    POLICIES: Certificate.read_policies,
    POLICY_MAPPINGS: Certificate.read_mappings,
    POLICY_CONSTRAINTS: Certificate.read_policy_constraints,
    INHIBIT_ANY_POLICY: Certificate.read_inhibit_any,
    SUBJECT_KEY_ID: Certificate.read_subject_key_id,
    AUTHORITY_KEY_ID: Certificate.read_authority_key_id,
}

# Where to look for what is not at hand. No path rests on them, so that a broken
# one spoils the certificate only under the profile of section 4.
PLACES = {
    DISTRIBUTION_POINTS: Certificate.read_distribution_points,
    AUTHORITY_INFO: Certificate.read_authority_info,
}
