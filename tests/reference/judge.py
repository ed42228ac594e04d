"""The verdict: every path there is, each judged to its end; one without a fault
is enough. Slow on purpose: no rank, no budget, nothing is remembered but
signatures.
"""

import dataclasses

import names
import path
import profile
import revocation
import signature
from certificate import CRL_SIGN, DISTRIBUTION_POINTS, Certificate
from der import Malformed
from path import Fault

# What may not end for hours is no reference.
MOST_STEPS = 20000


class TooMuch(Exception):
    """The search would take too long."""


@dataclasses.dataclass
class Question:
    """What is asked: `inputs`, and what they are asked about, as DER."""
    inputs: path.Inputs
    leaf: bytes
    extras: list
    anchors: list
    crls: list = dataclasses.field(default_factory=list)
    revocation: str = "off" # available, required
    issuers_too: bool = True # whether the CAs' certificates are asked about
    crl_expiry: bool = True


@dataclasses.dataclass
class Verdict:
    """For each path that was tried its faults."""
    tried: list

    def accepts(self, *, ignore=("beyond", "profile")):
        """Whether there is a path without a fault of other reasons."""
        return any(all(fault.reason in ignore for fault in faults)
                   for faults in self.tried)

    @property
    def reasons(self):
        return {fault.reason for faults in self.tried for fault in faults}


def read_all(ders):
    """Certificates without duplicates; what is none is left out."""
    certs = []
    for data in dict.fromkeys(ders):
        try:
            certs.append(Certificate(data))
        except Malformed:
            pass
    return certs


def entity(cert):
    """The same subject and key: on a path once (RFC 4158 5.2)."""
    return names.normal(cert.subject), cert.key


def signed_by(cert, issuer):
    return signature.verify(issuer.key, cert.algorithm[0], cert.signature,
                            cert.tbs)


class Judge:
    """Everything that is known while one question is answered."""

    def __init__(self, question):
        self.question = question
        self.anchors = read_all(question.anchors)
        self.pool = read_all(question.extras)
        self.lists = revocation.read_lists(question.crls)
        self.steps = 0
        self.asking = set() # certificates whose status is being found out
        self.used = [] # lists that the status of a path rests on

    # --- Paths ---------------------------------------------------------------

    def paths(self, cert, above=()):
        """Every path from `cert` up to an anchor, the anchor first; and for
        each signature that fails or is not known the Fault that says so."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch
        below = (*above, cert)
        issuer = names.normal(cert.issuer)
        found = False
        for candidate in self.anchors + self.pool:
            if (names.normal(candidate.subject) != issuer
                    or entity(candidate) in map(entity, below)):
                continue
            is_anchor = candidate in self.anchors
            found = True
            answer = signed_by(cert, candidate)
            if answer != signature.GOOD:
                yield None, Fault("signature" if answer == signature.BAD
                                  else "algorithm", "", len(above))
            elif is_anchor:
                yield [candidate, *reversed(below)], None
            else:
                yield from self.paths(candidate, below)
        if not found:
            yield None, Fault("no-path", "", len(above))

    def verdict(self):
        try:
            leaf = Certificate(self.question.leaf)
        except Malformed as wrong:
            return Verdict([[Fault("malformed", str(wrong), 0)]])
        if len(self.anchors) < len(set(self.question.anchors)):
            return Verdict([[Fault("anchor-malformed", "", 0)]])
        tried = [[fault] if found is None else self.judge(found)
                 for found, fault in self.all_paths(leaf)]
        return Verdict(tried)

    def all_paths(self, leaf):
        if any(leaf.der == anchor.der for anchor in self.anchors):
            yield [leaf], None
        yield from self.paths(leaf)

    def judge(self, certs):
        question = self.question
        self.used = []
        faults = path.validate(certs, question.inputs)
        if question.revocation != "off":
            faults += self.check_revocation(certs)
        return (faults + profile.check(certs)
                + profile.check_lists(self.used))

    # --- Revocation ----------------------------------------------------------

    def check_revocation(self, certs):
        """6.3 for each certificate of the path but the anchor."""
        faults = []
        asked = certs[1:] if self.question.issuers_too else certs[1:][-1:]
        for cert in asked:
            depth = len(certs) - 1 - certs.index(cert)
            state = self.status(cert, certs[0])
            self.used += state.used
            if state.answer == revocation.REVOKED:
                faults.append(Fault("revoked", "hold" if state.reason
                                    == revocation.HOLD else "", depth))
            elif state.also_revoked:
                faults.append(Fault("beyond", "revoked by a list that is old "
                                    "or has nothing new", depth))
            if state.answer == revocation.UNKNOWN:
                faults += self.unknown(state, depth)
        return faults

    def unknown(self, state, depth):
        if self.question.revocation == "required":
            yield Fault("revocation-unknown", "", depth)
        elif state.spoilt:
            yield Fault("beyond", "a list that is not valid", depth)

    def status(self, cert, anchor):
        """The revocation.Status of a certificate, asked."""
        state = revocation.Status(
            cert, self.lists, self.question.inputs.time,
            lambda crl: self.keys_for(crl, anchor), self.question.crl_expiry)
        self.asking.add(cert.der)
        state.ask()
        self.asking.remove(cert.der)
        return state

    def keys_for(self, crl, anchor):
        """6.3.3 (f): keys of certificates that bear the CRL issuer's name, may
        sign lists, and have a valid path to the same anchor."""
        if names.normal(anchor.subject) == crl.issuer and (
                "key-usage" not in self.question.inputs.anchor_fields
                or self.may_sign(anchor)):
            yield anchor.key
        for cert in self.pool:
            if (names.normal(cert.subject) == crl.issuer
                    and self.may_sign(cert) and self.is_valid(cert, anchor)):
                yield cert.key

    @staticmethod
    def may_sign(cert):
        return cert.key_usage is None or CRL_SIGN in cert.key_usage

    def is_valid(self, cert, anchor):
        """Whether a signer of lists has a path, and was not revoked."""
        inputs = dataclasses.replace(
            self.question.inputs, host=None, purpose=None,
            initial_policies=None, explicit_policy=False)
        for found, _ in self.paths(cert):
            if (found and found[0] is anchor
                    and not path.validate(found, inputs)
                    and not self.unproven(found)):
                return True
        return False

    def unproven(self, certs):
        """6.1.3 (a)(3): whether a certificate of a signer's path is revoked;
        where all must be known, also whether it is not. One whose own status
        is being asked may vouch for itself: its CA made it so."""
        refused = {revocation.REVOKED}
        if (self.question.revocation == "required"
                and self.question.issuers_too):
            refused.add(revocation.UNKNOWN)
        return any(self.status(cert, certs[0]).answer in refused
                   for cert in certs[1:] if cert.der not in self.asking)


def judge(question):
    """The Verdict. Where lists count, their places do, too."""
    if question.revocation != "off":
        inputs = dataclasses.replace(
            question.inputs,
            processed=question.inputs.processed | {DISTRIBUTION_POINTS})
        question = dataclasses.replace(question, inputs=inputs)
    return Judge(question).verdict()
