"""Revocation lists: RFC 5280 section 5 read, and 6.3.3 step by step."""

import der
import names
import signature
from certificate import (AUTHORITY_KEY_ID, DIRECTORY, algorithm,
                         authority_key_id, distribution_point_name,
                         general_names, name)
from der import (BIT_STRING, INTEGER, OID, SEQUENCE, Malformed, Reader, context,
                 require)

CRL_NUMBER, REASON, INVALIDITY = "2.5.29.20", "2.5.29.21", "2.5.29.24"
DELTA, SCOPE, CERTIFICATE_ISSUER = "2.5.29.27", "2.5.29.28", "2.5.29.29"
FRESHEST, ISSUER_ALT = "2.5.29.46", "2.5.29.18"

LIST_EXTENSIONS = {CRL_NUMBER, DELTA, SCOPE, AUTHORITY_KEY_ID, FRESHEST,
                   ISSUER_ALT}
ENTRY_EXTENSIONS = {REASON, INVALIDITY, CERTIFICATE_ISSUER}

ALL_REASONS = frozenset(range(1, 9)) # ReasonFlags, 4.2.1.13
HOLD, REMOVE_FROM_CRL = 6, 8 # CRLReason, 5.3.1

GOOD, REVOKED, UNKNOWN = "good", "revoked", "unknown"


def read_extensions(content):
    found = {}
    for tag, extension, _ in der.sequence_of(content):
        require(tag == SEQUENCE, "Extension")
        fields = Reader(extension)
        oid = der.oid(fields.take(OID))
        critical = fields.optional(der.BOOLEAN)
        value = fields.take(der.OCTET_STRING)
        fields.end()
        require(oid not in found, f"two extensions {oid}")
        found[oid] = (critical is not None and der.boolean(critical), value)
    return found


def number(value):
    outer = Reader(value)
    result = der.natural(outer.take(INTEGER))
    outer.end()
    return result


class Scope:
    """5.2.5: IssuingDistributionPoint."""

    def __init__(self, value):
        outer = Reader(value)
        fields = outer.inside()
        outer.end()
        place = fields.optional(context(0, True))
        self.place = None if place is None else distribution_point_name(place)
        self.only_users = self.flag(fields, 1)
        self.only_authorities = self.flag(fields, 2)
        reasons = fields.optional(context(3))
        self.reasons = (None if reasons is None
                        else der.named_bits(reasons)[0])
        self.indirect = self.flag(fields, 4)
        self.only_attributes = self.flag(fields, 5)
        fields.end()

    @staticmethod
    def flag(fields, tag):
        content = fields.optional(context(tag))
        return content is not None and der.boolean(content)


class Entry:
    """One of revokedCertificates; `issuer` is that of the certificate."""

    def __init__(self, content, issuer):
        fields = Reader(content)
        self.serial = der.integer(fields.take(INTEGER))
        der.time(*fields.any()[:2])
        extensions = {}
        if fields.more():
            extensions = read_extensions(fields.any()[2])
        fields.end()
        self.reason = 0
        self.issuer = issuer
        self.unknown = any(critical and oid not in ENTRY_EXTENSIONS
                           for oid, (critical, _) in extensions.items())
        if REASON in extensions:
            outer = Reader(extensions[REASON][1])
            self.reason = der.natural(outer.take(der.ENUMERATED))
            outer.end()
        if CERTIFICATE_ISSUER in extensions:
            outer = Reader(extensions[CERTIFICATE_ISSUER][1])
            given = general_names(outer.take(SEQUENCE))
            self.issuer = next((names.normal(value) for choice, value in given
                                if choice == DIRECTORY), None)


class List:
    """One CRL (5.1)."""

    def __init__(self, data):
        self.der = data
        outer = Reader(data)
        fields = outer.inside()
        outer.end()
        tag, content, self.signed = fields.any()
        require(tag == SEQUENCE, "TBSCertList")
        self.algorithm = algorithm(fields)
        self.signature = der.bits(fields.take(BIT_STRING))
        fields.end()
        self.extensions = {}
        self.entries = []
        self._read(Reader(content))
        scope = self.extensions.get(SCOPE)
        self.scope = None if scope is None else Scope(scope[1])
        self.number = self._number(CRL_NUMBER)
        self.base = self._number(DELTA)
        self.key_id = None
        if AUTHORITY_KEY_ID in self.extensions:
            self.key_id = authority_key_id(
                Reader(self.extensions[AUTHORITY_KEY_ID][1]))

    def _number(self, oid):
        return number(self.extensions[oid][1]) if oid in self.extensions \
            else None

    def _read(self, fields):
        version = fields.optional(INTEGER)
        require(version is None or der.integer(version) == 1, "version")
        require(algorithm(fields) == self.algorithm,
                "two signature algorithms")
        self.issuer = names.normal(name(fields.take(SEQUENCE)))
        self.this_update = der.time(*fields.any()[:2])
        self.next_update = None
        if fields.peek() in (der.UTC_TIME, der.GENERALIZED_TIME):
            self.next_update = der.time(*fields.any()[:2])
        if fields.peek() == SEQUENCE:
            issuer = self.issuer
            for tag, content, _ in Reader(fields.take(SEQUENCE)).each():
                require(tag == SEQUENCE, "an entry")
                self.entries.append(Entry(content, issuer))
                issuer = self.entries[-1].issuer # 5.3.3: until the next one
        extensions = fields.optional(context(0, True))
        fields.end()
        if extensions is not None:
            require(version is not None, "extensions without version 2")
            self.extensions = read_extensions(extensions)

    def is_understood(self):
        """5.2, 5.3: a list with an unknown critical extension says nothing,
        also where it is an entry's."""
        return (all(oid in LIST_EXTENSIONS for oid, (critical, _)
                    in self.extensions.items() if critical)
                and not any(entry.unknown for entry in self.entries))

    def find(self, cert):
        """The entry of a certificate, the last one that there is, or None."""
        issuer = names.normal(cert.issuer)
        found = [entry for entry in self.entries
                 if entry.serial == cert.serial and entry.issuer == issuer]
        return found[-1] if found else None


def read_lists(ders):
    lists = []
    for data in ders:
        try:
            lists.append(List(data))
        except Malformed:
            pass # is no list, and says nothing
    return lists


# --- 6.3.3 -------------------------------------------------------------------

def places(place, issuer):
    """The names of a DistributionPointName, comparable; a relative one hangs
    below the name of the CRL's issuer."""
    kind, value = place
    if kind == "relative":
        return {(DIRECTORY, issuer + (names.normal_rdn(value),))}
    return {(choice, names.normal(each) if choice == DIRECTORY else each)
            for choice, each in value}


def directory_names(general):
    return {names.normal(value) for choice, value in general or []
            if choice == DIRECTORY}


def names_fit(scope, point, crl, cert):
    """(b)(2)(i)"""
    place, _, crl_issuer = point
    if scope.place is None:
        return True
    listed = places(scope.place, crl.issuer)
    if place is not None:
        base = next(iter(directory_names(crl_issuer)),
                    names.normal(cert.issuer))
        return bool(listed & places(place, base))
    return any((DIRECTORY, each) in listed
               for each in directory_names(crl_issuer))


def is_in_scope(crl, point, cert):
    """(b)"""
    _, _, crl_issuer = point
    scope = crl.scope
    if crl_issuer is not None: # (b)(1)
        if (crl.issuer not in directory_names(crl_issuer)
                or scope is None or not scope.indirect):
            return False
    elif crl.issuer != names.normal(cert.issuer):
        return False
    if scope is None:
        return True
    authority = bool(cert.basic_constraints and cert.basic_constraints[0])
    return (names_fit(scope, point, crl, cert)
            and not (scope.only_users and authority)
            and not (scope.only_authorities and not authority)
            and not scope.only_attributes)


def interim_reasons(crl, point):
    """(d)"""
    reasons = ALL_REASONS
    if crl.scope is not None and crl.scope.reasons is not None:
        reasons &= crl.scope.reasons
    if point[1] is not None:
        reasons &= point[1]
    return reasons


def same_scope(delta, complete):
    """(c)(1), (2)"""
    return (delta.extensions.get(SCOPE, (0, None))[1]
            == complete.extensions.get(SCOPE, (0, None))[1])


def fits(delta, complete):
    """(c), and 5.2.4: the base is not older than what the delta changes, and
    the delta is newer."""
    return (delta.base is not None and delta.issuer == complete.issuer
            and same_scope(delta, complete)
            and delta.key_id == complete.key_id
            and complete.number is not None and delta.number is not None
            and delta.base <= complete.number < delta.number)


class Status:
    """6.3.2: the state while one certificate is asked about."""

    def __init__(self, cert, lists, time, find_keys, expiry_matters=True):
        """find_keys(crl) yields the keys that may sign the list, each with a
        path that was validated."""
        self.cert = cert
        self.time = time
        self.find_keys = find_keys
        self.expiry_matters = expiry_matters
        self.complete = [crl for crl in lists if crl.base is None]
        self.deltas = [crl for crl in lists
                       if crl.base is not None and crl.is_understood()]
        self.reasons = frozenset()
        self.also_revoked = False # by a list that is too old, or not asked
        self.spoilt = False # a list was not to be believed
        self.reason = None
        self.answer = UNKNOWN
        self.used = [] # the complete lists that were believed

    def is_current(self, crl):
        if self.time is None:
            return True
        if self.time < crl.this_update:
            return False
        # 5.1.2.5: every list says when the next one comes.
        return not self.expiry_matters or (
            crl.next_update is not None and self.time <= crl.next_update)

    def is_signed(self, crl, key):
        return signature.verify(key, crl.algorithm[0], crl.signature,
                                crl.signed) == signature.GOOD

    def points(self):
        """The certificate's, and after them the one that is assumed."""
        own = "full", [(DIRECTORY, self.cert.issuer)]
        return [*(self.cert.distribution_points or []), (own, None, None)]

    def ask(self):
        for point in self.points():
            for crl in self.complete:
                if is_in_scope(crl, point, self.cert):
                    self.consult(crl, point)
                if self.reason is not None:
                    self.answer = REVOKED
                    return
        if self.reasons >= ALL_REASONS:
            self.answer = GOOD

    def consult(self, crl, point):
        reasons = interim_reasons(crl, point)
        if not reasons:
            return
        key = next((key for key in self.find_keys(crl)
                    if self.is_signed(crl, key)), None) # (f), (g)
        if key is None or not crl.is_understood() or not self.is_started(crl):
            self.spoilt = True
            return
        delta = self.find_delta(crl, key)
        entry = self.find_entry(crl, delta)
        if not self.is_current(crl) and not self.is_refreshed(crl, delta):
            self.also_revoked |= entry is not None
            return
        self.used.append(crl)
        if reasons <= self.reasons: # (e)
            self.also_revoked |= entry is not None
            return
        if entry is not None:
            self.reason = entry.reason
        self.reasons |= reasons # (l)

    def find_entry(self, crl, delta):
        """(i), (j), (k)"""
        entry = None if delta is None else delta.find(self.cert)
        if entry is None:
            entry = crl.find(self.cert)
        removed = entry is not None and entry.reason == REMOVE_FROM_CRL
        return None if removed else entry

    def is_started(self, crl):
        return self.time is None or self.time >= crl.this_update

    def is_refreshed(self, crl, delta):
        """(a)(1)(i)"""
        return delta is not None and (FRESHEST in crl.extensions
                                      or FRESHEST in self.cert.extensions)

    def find_delta(self, crl, key):
        """(c), (h): the newest delta that is current and signed alike."""
        fitting = [delta for delta in self.deltas
                   if fits(delta, crl) and self.is_current(delta)
                   and self.is_signed(delta, key)]
        return max(fitting, key=lambda delta: delta.number, default=None)
