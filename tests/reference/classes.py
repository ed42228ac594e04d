"""Why the others answer otherwise: a rule for each class of disagreement.

LENIENT: a fault that the reference finds and this judge passes over. A path
explains an acceptance if every fault of it has such a rule.
STRICT: what this judge refuses and no RFC asks for, known by its own words
and by a fact of the case without which the rule would be a guess.

A disagreement that no rule explains has no class: it is a finding.
"""

import functools

import der
import names
import revocation
import signature
from certificate import (ANY_PURPOSE, AUTHORITY_KEY_ID, DISTRIBUTION_POINTS,
                         DNS, INHIBIT_ANY_POLICY, POLICIES,
                         POLICY_CONSTRAINTS, POLICY_MAPPINGS, SUBJECT_KEY_ID,
                         Certificate)
from judge import entity, read_all
from path import is_self_issued

NOT_SECTION_6 = ("beyond", "profile")


class Facts:
    """What the rules ask of a case."""

    def __init__(self, question):
        self.question = question
        self.inputs = question.inputs

    @functools.cached_property
    def leaf(self):
        try:
            return Certificate(self.question.leaf)
        except der.Malformed:
            return None

    @functools.cached_property
    def anchors(self):
        return read_all(self.question.anchors)

    @functools.cached_property
    def certs(self):
        return read_all([self.question.leaf] + self.question.extras
                        + self.question.anchors)

    @functools.cached_property
    def is_leaf_trusted(self):
        return self.question.leaf in self.question.anchors

    @functools.cached_property
    def has_branches(self):
        """Two certificates bear one subject or key, or one was sent twice."""
        subjects = [names.normal(cert.subject) for cert in self.certs]
        keys = [cert.key for cert in self.certs]
        sent = [self.question.leaf] + self.question.extras
        return (len(set(subjects)) < len(subjects)
                or len(set(keys)) < len(keys)
                or len(set(sent + self.question.anchors))
                < len(sent + self.question.anchors))

    @functools.cached_property
    def is_respelled(self):
        """A name and the name that it stands for differ in their bytes."""
        spellings = {}
        for cert in self.certs:
            for name in (cert.subject, cert.issuer):
                spellings.setdefault(names.normal(name), set()).add(str(name))
        return any(len(spelled) > 1 for spelled in spellings.values())

    @functools.cached_property
    def has_other_key_id(self):
        """A key identifier names another key than the one that signed."""
        known = {}
        for cert in self.certs:
            known.setdefault(names.normal(cert.subject), []).append(
                (cert.subject_key_id, cert.serial))
        for cert in self.certs:
            wanted, _, serial = cert.authority_key_id or (None, None, None)
            for key_id, own_serial in known.get(names.normal(cert.issuer), []):
                if (wanted and key_id and wanted != key_id
                        or serial is not None and serial != own_serial):
                    return True
        return False

    def has_malformed(self):
        return len(self.certs) < len(set(
            [self.question.leaf] + self.question.extras
            + self.question.anchors))

    def some(self, holds):
        return any(holds(cert) for cert in self.certs)

    def has_critical(self, *oids):
        return self.some(lambda cert: any(map(cert.is_critical, oids)))

    def has_constraints(self):
        return self.some(lambda cert: cert.name_constraints is not None)

    def has_policies(self):
        return self.some(lambda cert: POLICIES in cert.extensions
                         or POLICY_MAPPINGS in cert.extensions
                         or POLICY_CONSTRAINTS in cert.extensions
                         or INHIBIT_ANY_POLICY in cert.extensions)

    def only_any_purpose(self):
        return self.some(lambda cert: ANY_PURPOSE in (cert.purposes or ())
                         and self.inputs.purpose not in cert.purposes)

    def has_key_usage_besides(self):
        """A server's or client's key usage other than digitalSignature."""
        usage = self.leaf and self.leaf.key_usage
        return usage is not None and 0 not in usage

    def has_text_out_of_order(self):
        """A string whose bytes are none of its type."""
        return self.some(lambda cert: any(
            isinstance(names.value(tag, content), tuple)
            for name in (cert.subject, cert.issuer)
            for rdn in name for _, tag, content in rdn))

    def has_bounds(self):
        return self.some(lambda cert: any(
            not plain for trees in cert.name_constraints or ()
            for _, _, plain in trees or []))

    def has_huge_path_length(self):
        return self.some(lambda cert: cert.basic_constraints
                         and (cert.basic_constraints[1] or 0) >= 1 << 31)

    def has_self_issued(self):
        return self.some(lambda cert: cert not in self.anchors
                         and is_self_issued(cert))

    def has_empty_name(self):
        return self.some(lambda cert: any(
            value == "" for _, value in cert.alt_names or []))

    def has_subject_email(self):
        return self.some(lambda cert: any(
            kind == names.EMAIL_ATTRIBUTE
            for rdn in cert.subject for kind, _, _ in rdn))

    def has_entity_twice(self):
        """The server's certificate bears the name and the key of a CA."""
        return any(entity(cert) == entity(self.leaf)
                   for cert in self.certs if cert.der != self.leaf.der)

    def is_at_its_end(self):
        """A period whose last second is the time asked for."""
        return self.some(lambda cert: cert.not_after == self.inputs.time)

    def is_trusted_early(self):
        """A trusted certificate that is not its own issuer."""
        return any(names.normal(cert.subject) != names.normal(cert.issuer)
                   for cert in self.anchors)

    def has_alt_dns(self):
        return self.leaf is not None and any(
            choice == DNS for choice, _ in self.leaf.alt_names or [])

    def lists(self):
        return revocation.read_lists(self.question.crls)


def reason(*wanted):
    """A fault of one of these reasons, whatever the case."""
    def matches(fault, _):
        return fault.reason in wanted
    return matches


def refused(*codes):
    """OpenSSL's error numbers, whatever the case."""
    return lambda why, _: why and why[0] in codes


def status(*bits):
    """One of GnuTLS's status bits, which are explained one by one."""
    return lambda why, _: why in bits


def both(one, other):
    return lambda what, facts: one(what, facts) and other(facts)


# --- OpenSSL -----------------------------------------------------------------

OPENSSL_LENIENT = [
    (both(reason("no-path"), Facts.has_entity_twice),
     "a name and a key may stand on a path twice (against RFC 4158 5.2)"),
    (both(reason("name"), lambda facts: not facts.has_alt_dns()),
     "looks for the host in the subject where no dNSName is"),
    (reason("name"),
     "takes a wildcard for a part of a label (against RFC 9525 6.3)"),
    (reason("malformed", "anchor-malformed"),
     "reads what is not DER, or not what RFC 5280 4.2 defines"),
    (lambda _, facts: facts.has_malformed(),
     "builds a path over a certificate that is malformed"),
    (both(reason("signature"), lambda facts: facts.has_branches),
     "a self-issued anchor sent again is trusted from the first one on"),
    (reason("anchor-mark"), "an anchor needs no basicConstraints"),
    (both(reason("revoked", "revocation-unknown"),
          lambda facts: facts.question.revocation == "available"),
     "has no mode that uses the lists that are there"),
    (reason("revocation-unknown", "revoked"),
     "a list without nextUpdate, or whose signer's status nobody knows"),
    (reason("purpose"), "purposes of a CA are not nested for all purposes"),
    (reason("policy"), "policies of another certificate, or mapped any-policy"),
    (reason("name-constraints"),
     "names that cannot be processed, or in the subject alone, are let pass"),
    (reason("path-length"), "pathLenConstraint is not counted for an anchor"),
]
OPENSSL_STRICT = [
    (both(refused(20, 21), lambda facts: facts.has_other_key_id),
     "a key identifier that does not match excludes an issuer"),
    (both(refused(20, 21, 26, 79), lambda facts: facts.some(
        lambda cert: cert.key_usage == frozenset())),
     "a key usage without a bit is no key usage"),
    (both(refused(62), lambda facts: "_" in facts.inputs.host),
     "a wildcard does not stand for a label with an underscore"),
    (both(refused(66, 67), lambda facts: facts.some(
        lambda cert: signature.load(cert.key) is None)),
     "the key of the server's certificate is read, and is none"),
    (both(lambda why, _: why in ("unreadable", "anchor unreadable"),
          lambda facts: facts.has_text_out_of_order()),
     "a text that is not what its type says cannot be read"),
    (both(refused(20, 21), lambda facts: facts.some(
        lambda cert: cert.broken_places)),
     "a malformed distribution point spoils the certificate"),
    (both(refused(10, 9), Facts.is_at_its_end),
     "the last second of a period is beyond it (RFC 5280 4.1.2.5: within)"),
    (both(refused(26), Facts.only_any_purpose),
     "anyExtendedKeyUsage is no purpose"),
    (both(refused(26), lambda facts: facts.has_key_usage_besides()),
     "a key usage that does not fit the purpose"),
    (both(refused(34), lambda facts: facts.has_critical(
        SUBJECT_KEY_ID, AUTHORITY_KEY_ID, DISTRIBUTION_POINTS)),
     "a critical extension that is known elsewhere"),
    (both(refused(26, 79, 24, 25, 32), lambda facts: facts.is_leaf_trusted),
     "a trusted server certificate is one path among others"),
    (both(refused(*range(1, 100)), lambda facts: facts.is_leaf_trusted),
     "the longer path is judged although the certificate itself is trusted"),
    (refused(23), "what a list says counts, also where it has nothing new"),
    (refused(3, 8, 11, 12, 13, 14, 33, 35, 36, 44, 54),
     "lists: scopes, indirect and delta lists are only partly processed"),
    (both(refused(42, 43), Facts.has_policies),
     "policies: read with other rules, or a tree per certificate"),
    (both(refused(47, 48), lambda facts: not facts.has_alt_dns()),
     "constraints on DNS names apply to the subject, too"),
    (both(refused(22), Facts.has_self_issued),
     "the limit on the whole path counts self-issued certificates"),
    (both(refused(49), Facts.has_bounds),
     "a minimum or maximum is refused also where no name meets it"),
    (both(refused(47, 48), Facts.has_subject_email),
     "an address in the subject counts also beside alternative names"),
    (both(refused(2, 7, 9, 10, 18, 19, 20, 21, 22, 24, 25, 32, 47, 48, 49, 51,
                  34, 53, 54, 66, 67, 68, 79),
          lambda facts: facts.has_branches),
     "one path is built, and no other tried"),
    (both(refused(*range(2, 100)), Facts.has_malformed),
     "a certificate on the way is malformed, and no other is tried"),
]


# --- GnuTLS ------------------------------------------------------------------

GNUTLS_LENIENT = [
    (both(reason("no-path"), Facts.has_entity_twice),
     "a name and a key may stand on a path twice (against RFC 4158 5.2)"),
    (both(reason("name"), lambda facts: facts.inputs.host.endswith(".")),
     "a host with a period at its end is compared with it"),
    (both(reason("name"), lambda facts: not facts.has_alt_dns()),
     "looks for the host in the subject where no dNSName is"),
    (reason("malformed", "anchor-malformed"),
     "reads what is not DER, or not what RFC 5280 4.2 defines"),
    (lambda _, facts: facts.has_malformed(),
     "builds a path over a certificate that is malformed"),
    (reason("revocation-unknown"),
     "what no list speaks of is good"),
    (reason("revoked"),
     "lists of intermediates, of other issuers and deltas are not asked"),
    (reason("policy"), "no policies"),
    (reason("name-constraints"),
     "name constraints of the end certificate alone, and not of all forms"),
    (reason("path-length"), "no limit on the whole path, and none of v1"),
    (reason("weak"), "no profile: keys of 1024 bits"),
    (reason("anchor-mark", "ca", "key-usage", "critical", "time", "purpose"),
     "an anchor's own fields do not count"),
]
GNUTLS_STRICT = [
    (both(status("critical", "no issuer", "issuer is no CA", "constraint",
                 "unexpected owner"),
          lambda facts: facts.has_critical(POLICY_MAPPINGS, POLICY_CONSTRAINTS,
                                           INHIBIT_ANY_POLICY)),
     "a critical extension of policies is not known"),
    (both(status("critical"), lambda facts: facts.has_critical(
        DISTRIBUTION_POINTS, AUTHORITY_KEY_ID, SUBJECT_KEY_ID)),
     "a critical extension that is known elsewhere"),
    (both(status("no issuer", "unexpected owner", "constraint", "expired"),
          lambda facts: facts.is_respelled),
     "names are compared byte for byte"),
    (both(status("no issuer"), lambda facts: facts.has_other_key_id),
     "a key identifier that does not match excludes an issuer"),
    (both(status("no issuer", "issuer is no CA"), Facts.is_trusted_early),
     "a trusted certificate that another one issued ends no path"),
    (both(status("issuer is no CA", "constraint", "critical"),
          Facts.has_huge_path_length),
     "a pathLenConstraint above 2^31 cannot be read"),
    (both(status("constraint", "issuer is no CA"), Facts.has_constraints),
     "name constraints of other forms than DNS, e-mail, address: refused"),
    (both(status("constraint"), Facts.has_self_issued),
     "pathLenConstraint counts self-issued certificates"),
    (status("revoked"),
     "a list is found by issuer and serial number alone: no signature, date, "
     "scope or base"),
    (both(status("unexpected owner"),
          lambda facts: facts.inputs.host.endswith(".")),
     "a host with a period at its end matches nothing"),
    (both(status("purpose"), Facts.only_any_purpose),
     "anyExtendedKeyUsage of a CA allows nothing"),
    (both(status("invalid", "signature", "issuer is no CA", "no issuer",
                 "critical", "constraint"), Facts.has_malformed),
     "a certificate on the way is malformed, and no other is tried"),
    (both(status("unreadable"), Facts.has_empty_name),
     "a certificate with an empty name cannot be read"),
    (both(status("no issuer", "expired", "not valid yet", "issuer is no CA",
                 "signature", "weak", "constraint", "purpose", "critical"),
          lambda facts: facts.has_branches),
     "one issuer is picked by name, and no other tried"),
]

RULES = {"OpenSSL": (OPENSSL_LENIENT, OPENSSL_STRICT),
         "GnuTLS": (GNUTLS_LENIENT, GNUTLS_STRICT)}

# --- libvmstrust -------------------------------------------------------------

# Our findings for the reasons of the reference.
FINDINGS = {
    # A signature that nobody can check was made by nobody we know.
    "algorithm": {"algorithm-unknown", "signature-invalid", "malformed",
                  "anchor-malformed", "root-not-installed"},
    "anchor-malformed": {"anchor-malformed"},
    "anchor-mark": {"trusted-root-not-marked-as-ca"},
    "ca": {"issuer-is-not-a-ca"},
    "critical": {"critical-extension-unknown"},
    "key-usage": {"issuer-may-not-sign-certificates"},
    # Who reads the anchors first finds them first.
    "malformed": {"malformed", "anchor-malformed"},
    "beyond": {"algorithm-unknown", "critical-extension-unknown",
               "crl-not-valid", "key-or-signature-too-weak", "revoked"},
    "name": {"host-name-not-in-certificate", "ip-address-not-in-certificate"},
    "name-constraints": {"name-not-permitted-by-ca"},
    "no-path": {"root-not-installed"},
    "path-length": {"path-too-long"},
    "policy": {"policy-not-acceptable"},
    "purpose": {"not-for-server-authentication", "not-for-this-purpose"},
    "revocation-unknown": {"revocation-unknown", "crl-expired",
                           "crl-not-valid"},
    "revoked": {"revoked"},
    "signature": {"signature-invalid", "algorithm-unknown",
                  "root-not-installed"},
    "time": {"expired", "not-valid-yet", "root-expired"},
    "weak": {"key-or-signature-too-weak"},
}


def names_a_reason(verdict, answer, ignored):
    """Whether every refusal names a fault that the reference found, too."""
    reasons = set()
    for faults in verdict.tried:
        for fault in faults:
            if fault.reason == "profile" and "profile" not in ignored:
                reasons.add(fault.detail)
            reasons |= FINDINGS.get(fault.reason, set())
    return bool(answer.why & reasons)


def explain_ours(verdict, answer):
    """What libvmstrust does otherwise on purpose, or None: a fault."""
    if answer.accepted and all(
            fault.reason == "revoked" and fault.detail == "hold"
            for faults in verdict.tried for fault in faults
            if fault.reason not in NOT_SECTION_6):
        return "a hold is lifted by a later list without it"
    return None


def explain(lenient, strict, verdict, answer, facts):
    """The classes of one disagreement; none if nothing explains it."""
    if not answer.accepted:
        words = [answer.why]
        if isinstance(answer.why, frozenset):
            words = sorted(answer.why - {"invalid"}) or ["invalid"]
        texts = [next((text for matches, text in strict
                       if matches(word, facts)), None) for word in words]
        return [] if None in texts else sorted(set(texts))
    for faults in verdict.tried:
        texts = [next((text for matches, text in lenient
                       if matches(fault, facts)), None)
                 for fault in faults if fault.reason not in NOT_SECTION_6]
        if None not in texts:
            return sorted(set(texts))
    return []
