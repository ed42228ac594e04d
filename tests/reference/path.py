"""One path judged by RFC 5280 6.1, step by step, to its end: every fault is
collected, none stops the judgement, so that the answer says all that is wrong.

A path is a list of certificates, the trust anchor's first. Depths count from
the other end, as people do: the certificate that is judged has depth 0.
"""

import dataclasses
from collections import namedtuple

import names
import signature
from certificate import (ANY_POLICY, ANY_PURPOSE, AUTHORITY_KEY_ID,
                         BASIC_CONSTRAINTS, DIRECTORY, EMAIL,
                         INHIBIT_ANY_POLICY, KEY_CERT_SIGN, KEY_USAGE,
                         NAME_CONSTRAINTS, POINT_SIZES, POLICIES,
                         POLICY_CONSTRAINTS, POLICY_MAPPINGS, PURPOSES,
                         SUBJECT_ALT_NAME, SUBJECT_KEY_ID)
from policy import Tree

# reason: the class of the verdict; detail: what more can be said of it. Two
# reasons are not section 6: "profile" is section 4, "beyond" what libvmstrust
# refuses although no RFC asks for it.
Fault = namedtuple("Fault", "reason detail depth")

# The extensions that 6.1 processes (4.2: it rejects other critical ones).
PROCESSED = {
    AUTHORITY_KEY_ID, BASIC_CONSTRAINTS, INHIBIT_ANY_POLICY, KEY_USAGE,
    NAME_CONSTRAINTS, POLICIES, POLICY_CONSTRAINTS, POLICY_MAPPINGS, PURPOSES,
    SUBJECT_ALT_NAME, SUBJECT_KEY_ID,
}

# What of an anchor may count (RFC 5937).
ANCHOR_FIELDS = frozenset((
    "validity", "authority", "key-usage", "path-length", "name-constraints",
    "purpose", "policies", "critical"))


@dataclasses.dataclass
class Inputs:
    """6.1.1, and what a TLS client asks of the certificate besides."""
    time: int
    host: str = None # none: not compared
    purpose: str = None # an OID; none: not compared
    initial_policies: frozenset = None # none: any-policy
    explicit_policy: bool = False
    inhibit_mapping: bool = False
    inhibit_any: bool = False
    max_path_length: int = None
    anchor_fields: frozenset = frozenset()
    weak_ok: bool = False
    processed: frozenset = frozenset(PROCESSED)


def is_self_issued(cert):
    """6.1: the same name twice; the key does not matter."""
    return names.normal(cert.subject) == names.normal(cert.issuer)


class Validation:
    """The state variables of 6.1.2, and the faults found so far."""

    def __init__(self, path, inputs):
        self.anchor, self.certs = path[0], path[1:]
        self.inputs = inputs
        self.faults = []
        steps = len(self.certs) or 1
        self.explicit_policy = 0 if inputs.explicit_policy else steps + 1
        self.policy_mapping = 0 if inputs.inhibit_mapping else steps + 1
        self.inhibit_any = 0 if inputs.inhibit_any else steps + 1
        self.max_path_length = steps
        if inputs.max_path_length is not None:
            self.max_path_length = inputs.max_path_length
        self.tree = Tree()
        self.constraints = [] # of the certificates so far
        self.purposes = [] # the same
        self.depth = len(self.certs)

    def fault(self, reason, detail=""):
        self.faults.append(Fault(reason, detail, self.depth))

    # --- 6.1.2, and the anchor's own fields (RFC 5937) -----------------------

    def initialize(self):
        self.key = self.anchor.key
        self.issuer = names.normal(self.anchor.subject)
        self.check_strength(self.anchor)
        for field in sorted(self.inputs.anchor_fields):
            self.ANCHOR_STEPS[field](self)

    def anchor_authority(self):
        if self.anchor.basic_constraints is None:
            self.fault("anchor-mark")
        elif not self.anchor.basic_constraints[0]:
            self.fault("ca", "cA is false")

    def anchor_path_length(self):
        """A limit of the anchor's binds as that of an intermediate does."""
        if self.anchor.basic_constraints is not None:
            self.limit_path_length(self.anchor.basic_constraints[1])

    def anchor_policies(self):
        """RFC 5937 3.2: an anchor that has policies is the first certificate of
        the tree, so that they and their mappings narrow what the caller
        accepts; its constraints count as those of any certificate do."""
        if self.anchor.policies is not None:
            self.process_policies(self.anchor)
            self.map_policies(self.anchor)
        self.restrict_policies(self.anchor)

    ANCHOR_STEPS = {
        "authority": anchor_authority,
        "critical": lambda self: self.check_critical(self.anchor),
        "key-usage": lambda self: self.check_key_usage(self.anchor),
        "name-constraints": lambda self: self.add_constraints(self.anchor),
        "path-length": anchor_path_length,
        "policies": anchor_policies,
        "purpose": lambda self: self.add_purposes(self.anchor),
        "validity": lambda self: self.check_time(self.anchor),
    }

    # --- 6.1.3: each certificate ---------------------------------------------

    def basic_processing(self, cert):
        """6.1.3"""
        self.check_signature(cert) # (a)(1)
        self.check_time(cert) # (a)(2)
        if names.normal(cert.issuer) != self.issuer: # (a)(4)
            self.fault("issuer-name")
        if self.depth == 0 or not is_self_issued(cert): # (b), (c)
            self.check_names(cert)
        self.process_policies(cert) # (d), (e), (f)

    def check_signature(self, cert):
        algorithm, _ = cert.algorithm
        answer = signature.verify(self.key, algorithm, cert.signature,
                                  cert.tbs)
        if answer == signature.UNKNOWN:
            self.fault("algorithm")
        elif answer == signature.BAD:
            self.fault("signature")
        if not self.inputs.weak_ok and signature.algorithm_is_weak(algorithm):
            self.fault("weak", "signature")
        self.check_strength(cert)

    def check_strength(self, cert):
        if not self.inputs.weak_ok and signature.key_is_weak(cert.key):
            self.fault("weak", "key")

    def check_time(self, cert):
        if self.inputs.time is None:
            return
        if self.inputs.time < cert.not_before:
            self.fault("time", "not yet")
        if self.inputs.time > cert.not_after:
            self.fault("time", "expired")

    def process_policies(self, cert):
        any_allowed = self.inhibit_any > 0 or (
            self.depth > 0 and is_self_issued(cert))
        self.tree.process(cert.policies, any_allowed) # (d), (e)
        if self.explicit_policy == 0 and self.tree.is_null():
            self.fault("policy", "explicit policy")

    def check_names(self, cert):
        """6.1.3 (b), (c): each name against each certificate's subtrees; to
        be in all of the lists of permitted ones is to be in their
        intersection."""
        presented = list(cert.alt_names or [])
        if cert.subject:
            presented.append((DIRECTORY, cert.subject))
        emails = [(EMAIL, content.decode("latin-1"))
                  for rdn in cert.subject for kind, _, content in rdn
                  if kind == names.EMAIL_ATTRIBUTE]
        # 4.2.1.10: an address in the subject counts if it stands alone.
        self.check_each(presented + (emails if cert.alt_names is None else []))
        if cert.alt_names and all(each != EMAIL for each, _ in cert.alt_names):
            before = len(self.faults)
            self.check_each(emails)
            if len(self.faults) > before:
                del self.faults[before:]
                self.fault("beyond", "an address in the subject beside names")

    def check_each(self, presented):
        for owner, (permitted, excluded) in self.constraints:
            for choice, name in presented:
                self.check_name(choice, name, permitted, excluded, owner)

    def check_name(self, choice, name, permitted, excluded, owner):
        for subtrees, is_excluded in ((permitted, False), (excluded, True)):
            same = [tree for tree in subtrees or [] if tree[0] == choice]
            if not same:
                continue
            answers = [
                names.within(choice, name, base, is_excluded) if plain
                else None for _, base, plain in same]
            # 4.2.1.10: what cannot be processed is refused.
            if None in answers and (is_excluded or True not in answers):
                self.fault("name-constraints", f"{choice} unprocessed {owner}")
            elif is_excluded == (True in answers):
                self.fault("name-constraints", f"{choice} {owner}")

    # --- 6.1.4: before the next certificate ----------------------------------

    def prepare(self, cert):
        """6.1.4, in its order."""
        self.map_policies(cert) # (a), (b)
        self.issuer = names.normal(cert.subject) # (c)
        self.key = cert.key # (d), (e), (f)
        self.add_constraints(cert) # (g)
        self.add_purposes(cert)
        if not is_self_issued(cert):
            self.count_down() # (h)
        self.restrict_policies(cert) # (i), (j)
        self.check_authority(cert) # (k)
        if not is_self_issued(cert): # (l)
            if self.max_path_length == 0:
                self.fault("path-length")
            else:
                self.max_path_length -= 1
        if cert.basic_constraints is not None:
            self.limit_path_length(cert.basic_constraints[1]) # (m)
        self.check_key_usage(cert) # (n)
        self.check_critical(cert) # (o)

    def map_policies(self, cert):
        if cert.mappings is None:
            return
        if any(ANY_POLICY in pair for pair in cert.mappings):
            self.fault("policy", "any-policy mapped")
        else:
            self.tree.map(cert.mappings, self.policy_mapping > 0)

    def add_constraints(self, cert):
        if cert.name_constraints is None:
            return
        self.constraints.append((self.depth, cert.name_constraints))
        trees = [tree for trees in cert.name_constraints
                 for tree in trees or []]
        if not all(names.is_base(choice, base) for choice, base, _ in trees):
            self.fault("malformed", "subtree")
        if not all(plain for _, _, plain in trees):
            self.fault("beyond", "a subtree with a minimum or a maximum")

    def count_down(self):
        self.explicit_policy = max(0, self.explicit_policy - 1)
        self.policy_mapping = max(0, self.policy_mapping - 1)
        self.inhibit_any = max(0, self.inhibit_any - 1)

    def restrict_policies(self, cert):
        explicit, mapping = cert.policy_constraints or (None, None)
        if explicit is not None:
            self.explicit_policy = min(explicit, self.explicit_policy)
        if mapping is not None:
            self.policy_mapping = min(mapping, self.policy_mapping)
        if cert.inhibit_any is not None:
            self.inhibit_any = min(cert.inhibit_any, self.inhibit_any)

    def check_authority(self, cert):
        """(k): version 1 and 2 cannot say that they are a CA."""
        if cert.basic_constraints is None:
            self.fault("ca", f"version {cert.version}, no mark")
        elif not cert.basic_constraints[0]:
            self.fault("ca", "cA is false")

    def limit_path_length(self, limit):
        if limit is not None:
            self.max_path_length = min(limit, self.max_path_length)

    def check_key_usage(self, cert):
        if cert.key_usage is not None and KEY_CERT_SIGN not in cert.key_usage:
            self.fault("key-usage")

    def check_critical(self, cert):
        for oid, (critical, _) in cert.extensions.items():
            if critical and oid not in self.inputs.processed:
                self.fault("critical", oid)

    # --- 6.1.5: the end ------------------------------------------------------

    def wrap_up(self, cert):
        """6.1.5"""
        self.check_critical(cert) # (f)
        self.finish_policies(cert)

    def finish_policies(self, cert):
        self.explicit_policy = max(0, self.explicit_policy - 1) # (a)
        if cert.policy_constraints and cert.policy_constraints[0] == 0:
            self.explicit_policy = 0 # (b)
        self.tree.intersect(self.inputs.initial_policies) # (g)
        if self.explicit_policy == 0 and self.tree.is_null():
            self.fault("policy", "no accepted policy")

    # --- Beyond section 6 ----------------------------------------------------

    def add_purposes(self, cert):
        """Beyond RFC 5280, as everybody has it: the purposes of a CA limit
        what it issues."""
        if cert.purposes is not None:
            self.purposes.append((self.depth, cert.purposes))

    def check_purposes(self, cert):
        """4.2.1.12"""
        self.add_purposes(cert)
        for owner, purposes in self.purposes:
            if (self.inputs.purpose is not None and ANY_PURPOSE not in purposes
                    and self.inputs.purpose not in purposes):
                self.fault("purpose", f"{owner}")

    def check_use(self, cert):
        self.check_purposes(cert)
        self.check_host(cert)
        if (cert.key_algorithm not in signature.KEYS
                or cert.curve not in {None, *POINT_SIZES}):
            self.fault("beyond", "a key of a kind that is not known")

    def check_host(self, cert):
        if self.inputs.host is not None and not names.host_matches(
                self.inputs.host, cert.alt_names or []):
            self.fault("name")

    def run(self):
        """Every fault of the path; none is a valid path."""
        self.initialize()
        for cert in self.certs[:-1]:
            self.depth -= 1
            self.basic_processing(cert)
            self.prepare(cert)
        self.depth = 0
        self.basic_processing(self.certs[-1])
        self.wrap_up(self.certs[-1])
        self.check_use(self.certs[-1])
        return self.faults

    def run_trusted(self):
        """A certificate that is trusted itself: there is no path, and of 6.1
        what is asked of the last certificate counts, but for its signature and
        names, since no CA has anything to say."""
        self.check_strength(self.anchor)
        self.check_time(self.anchor)
        self.process_policies(self.anchor)
        self.wrap_up(self.anchor)
        self.check_use(self.anchor)
        return self.faults


def validate(path, inputs):
    """The faults of a path, the anchor first; one certificate is its own."""
    validation = Validation(path, inputs)
    return validation.run() if len(path) > 1 else validation.run_trusted()
