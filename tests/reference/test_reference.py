#!/usr/bin/python3
"""The reference itself, on cases small enough to be right by inspection: a
wrong reference would agree with nobody, or, worse, with a wrong library.

The last class asks libvmstrust the same where they once disagreed; it is found
as devel/differential finds it.
"""

import os
import random
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import certificate as ids
import der
import forge
import judge
import judges
import names
import path
import revocation
import scenario
import signature
from policy import Tree
from scenario import CLIENT, DAY, NEW_POLICIES, NOW, SERVER

UNKNOWN = "1.3.6.1.4.1.32473.9"


def scene(depth=1):
    return scenario.Scene(random.Random(1), depth)


def judged(one):
    return judge.judge(one.encode(0, []).question)


class Der(unittest.TestCase):
    def refused(self, read, data):
        with self.assertRaises(der.Malformed):
            read(data)

    def test_lengths_in_their_shortest_form_only(self):
        def read(data):
            return der.Reader(data).any()
        self.assertEqual(read(b"\x04\x01a")[1], b"a")
        for data in (b"\x04\x81\x01a", b"\x04\x82\x00\x01a", b"\x04\x80a\0\0",
                     b"\x04\x02a", b"\x1f\x03a", b"\x04", b"\x04\x81"):
            self.refused(read, data)

    def test_integers_without_padding(self):
        self.assertEqual(der.integer(b"\x00\x80"), 128)
        self.assertEqual(der.integer(b"\x80"), -128)
        for data in (b"", b"\x00\x7f", b"\xff\x80"):
            self.refused(der.integer, data)

    def test_booleans_are_00_or_ff(self):
        self.assertIs(der.boolean(b"\xff"), True)
        self.refused(der.boolean, b"\x02")

    def test_named_bits(self):
        self.assertEqual(der.named_bits(b"\x01\x06"), ({5, 6}, True))
        self.assertEqual(der.named_bits(b"\x00\x06"), ({5, 6}, False))
        self.refused(der.named_bits, b"\x02\x06")

    def test_object_identifiers(self):
        for text in ("2.5.29.15", "1.2.840.113549.1.1.11", "2.999.3"):
            self.assertEqual(der.oid(der.write_oid(text)[2:]), text)
        self.refused(der.oid, b"\x55\x80\x01")
        self.refused(der.oid, b"\x55\x81")

    def test_times(self):
        self.assertEqual(der.time(der.UTC_TIME, b"700101000000Z"), 0)
        self.assertEqual(der.time(der.GENERALIZED_TIME, b"20500101000000Z"),
                         2524608000)
        for text in (b"7001010000Z", b"700101000000+0000", b"701301000000Z"):
            self.refused(lambda data: der.time(der.UTC_TIME, data), text)


class Names(unittest.TestCase):
    def same(self, one, other):
        def read(text, tag):
            whole = forge.name(forge.common_name(text, tag))
            return names.normal(ids.name(whole[2:]))
        return read(*one) == read(*other)

    def test_equal_by_7_1(self):
        plain = ("CA Root", der.UTF8)
        for other in (("ca root", der.UTF8), ("CA  Root", der.PRINTABLE),
                      (" CA Root ", der.UTF8), ("CA Root", der.BMP)):
            self.assertTrue(self.same(plain, other), other)
        for other in (("CARoot", der.UTF8), ("CA Rooth", der.UTF8)):
            self.assertFalse(self.same(plain, other), other)

    def test_the_order_of_rdns_counts(self):
        one, two = forge.common_name("a"), forge.common_name("b")
        self.assertNotEqual(names.normal(ids.name(forge.name(one, two)[2:])),
                            names.normal(ids.name(forge.name(two, one)[2:])))

    def test_subtrees(self):
        address, directory = ids.ADDRESS, ids.DIRECTORY
        site = ids.name(forge.name(forge.common_name("site"))[2:])
        below = ids.name(forge.name(forge.common_name("SITE"),
                                    forge.common_name("x"))[2:])
        rows = [
            (ids.DNS, "a.site.local", "site.local", True),
            (ids.DNS, "site.local", "SITE.local", True),
            (ids.DNS, "asite.local", "site.local", False),
            (ids.DNS, "a.local", "", True),
            (ids.EMAIL, "a@site.local", "site.local", True),
            (ids.EMAIL, "a@x.site.local", "site.local", False),
            (ids.EMAIL, "a@x.site.local", ".site.local", True),
            (ids.EMAIL, "a@SITE.local", "a@site.local", True),
            (ids.EMAIL, "A@site.local", "a@site.local", False),
            (ids.EMAIL, "nobody", "site.local", None),
            (ids.URI, "https://u@site.local:1/x", "site.local", True),
            (ids.URI, "https://x.site.local", ".site.local", True),
            (ids.URI, "https://x.site.local", "site.local", False),
            (ids.URI, "urn:x", "site.local", None),
            (ids.URI, "https://10.0.0.1/", "site.local", None),
            (address, bytes((10, 0, 0, 1)),
             bytes((10, 0, 0, 0, 255, 0, 0, 0)), True),
            (address, bytes((11, 0, 0, 1)),
             bytes((10, 0, 0, 0, 255, 0, 0, 0)), False),
            (address, bytes(16), bytes(8), False),
            (directory, below, site, True), (directory, site, below, False),
        ]
        for choice, name, base, answer in rows:
            self.assertIs(names.within(choice, name, base, False), answer,
                          (name, base))

    def test_a_wildcard_is_excluded_with_any_of_its_names(self):
        self.assertTrue(names.within(ids.DNS, "*.a.b", "x.a.b", True))
        self.assertFalse(names.within(ids.DNS, "*.a.b", "x.a.b", False))

    def test_hosts(self):
        rows = [
            ("a.site.local", "a.site.local", True),
            ("A.site.local.", "a.SITE.local", True),
            ("a.site.local", "*.site.local", True),
            ("a.b.site.local", "*.site.local", False),
            ("site.local", "*.site.local", False),
            ("a.local", "*.local", False), ("a", "*", False),
            ("ab.site.local", "a*.site.local", False),
            ("a.b.local", "a.*.local", False),
            ("a.site.local", "a.site.local.", False),
            ("a_b.site.local", "a_b.site.local", True),
            ("bücher.example", "xn--bcher-kva.example", True),
            ("a", "a.site.local", False),
        ]
        for asked, presented, answer in rows:
            self.assertIs(names.host_matches(asked, [(ids.DNS, presented)]),
                          answer, (asked, presented))

    def test_addresses_match_addresses_only(self):
        octets = bytes((10, 0, 0, 1))
        self.assertTrue(names.host_matches("10.0.0.1", [(ids.ADDRESS, octets)]))
        self.assertFalse(names.host_matches("10.0.0.1",
                                            [(ids.DNS, "10.0.0.1")]))
        self.assertFalse(names.host_matches("::ffff:10.0.0.1",
                                            [(ids.ADDRESS, octets)]))


class Policies(unittest.TestCase):
    A, B, C = "1.1.1", "1.1.2", "1.1.3"

    def valid(self, tree):
        return {node.valid_policy for node in tree.leaves()}

    def test_a_policy_goes_through_all_certificates(self):
        tree = Tree()
        tree.process([self.A, self.B], True)
        tree.process([self.B, self.C], True)
        self.assertEqual(self.valid(tree), {self.B})

    def test_no_policies_no_tree(self):
        tree = Tree()
        tree.process(None, True)
        tree.process([self.A], True)
        self.assertTrue(tree.is_null())

    def test_any_policy_stands_for_all_unless_inhibited(self):
        for allowed, valid in ((True, {self.A}), (False, set())):
            tree = Tree()
            tree.process([self.A], True)
            tree.process([ids.ANY_POLICY], allowed)
            self.assertEqual(self.valid(tree), valid)

    def test_mapping(self):
        tree = Tree()
        tree.process([self.A], True)
        tree.map([(self.A, self.B)], True)
        tree.process([self.B], True)
        self.assertEqual(self.valid(tree), {self.B})
        tree.intersect({self.A})
        self.assertEqual(self.valid(tree), {self.B})
        tree.intersect({self.B})
        self.assertTrue(tree.is_null())

    def test_inhibited_mapping_deletes(self):
        tree = Tree()
        tree.process([self.A, self.C], True)
        tree.map([(self.A, self.B)], False)
        self.assertEqual(self.valid(tree), {self.C})

    def test_any_policy_is_mapped_where_the_policy_is_not_there(self):
        tree = Tree()
        tree.process([ids.ANY_POLICY], True)
        tree.map([(self.A, self.B)], True)
        tree.process([self.B], True)
        tree.intersect({self.A})
        self.assertEqual(self.valid(tree), {self.B})

    def test_any_policy_at_the_end_becomes_the_initial_set(self):
        tree = Tree()
        tree.process([ids.ANY_POLICY], True)
        tree.intersect({self.A, self.B})
        self.assertEqual(self.valid(tree), {self.A, self.B})


class Paths(unittest.TestCase):
    def accepted(self, one):
        self.assertTrue(judged(one).accepts(), judged(one).tried)

    def refused(self, one, *reasons):
        """For these reasons, and no other of section 6."""
        verdict = judged(one)
        self.assertFalse(verdict.accepts())
        self.assertEqual(verdict.reasons - {"profile", "beyond"}, set(reasons))

    def test_sound(self):
        for depth in range(4):
            self.accepted(scene(depth))

    def test_each_key_and_signature(self):
        for kind in ("p256", "ed25519", "rsa"):
            key = forge.key(kind, 0)
            self.assertEqual(signature.verify(
                key.spki, key.algorithm, key.sign(b"x", key.algorithm), b"x"),
                signature.GOOD)
            self.assertEqual(signature.verify(
                key.spki, key.algorithm, key.sign(b"x", key.algorithm), b"y"),
                signature.BAD)

    def test_the_seconds_of_a_period_all_count(self):
        one = scene()
        one.leaf.not_before = one.leaf.not_after = NOW
        self.accepted(one)
        one.leaf.not_before = one.leaf.not_after = NOW - 1
        self.refused(one, "time")

    def test_other_signer(self):
        one = scene()
        one.leaf.signer = forge.key("p256", 20)
        self.refused(one, "signature")

    def test_no_path(self):
        one = scene()
        one.sent = [one.leaf]
        self.refused(one, "no-path")

    def test_another_path_is_tried(self):
        one = scene()
        twin = one.copy(one.chain[1])
        twin.not_after = NOW - DAY
        one.sent.insert(0, twin)
        self.accepted(one)
        one.chain[1].not_after = NOW - DAY
        self.refused(one, "time")

    def test_issuers_must_be_cas(self):
        for value in (None, forge.basic_constraints(False)):
            one = scene()
            one.chain[1].put(ids.BASIC_CONSTRAINTS, value)
            self.refused(one, "ca")

    def test_version_1_issues_nothing(self):
        one = scene()
        one.chain[1].version, one.chain[1].extensions = 1, []
        self.refused(one, "ca")

    def test_version_1_with_extensions_is_malformed(self):
        one = scene()
        one.leaf.version = 1
        self.refused(one, "malformed")

    def test_key_usage(self):
        one = scene()
        one.chain[1].put(ids.KEY_USAGE, forge.key_usage(6), True)
        self.refused(one, "key-usage")
        one.chain[1].put(ids.KEY_USAGE, None)
        self.accepted(one)

    def test_path_length(self):
        one = scene(2)
        one.chain[1].put(ids.BASIC_CONSTRAINTS,
                         forge.basic_constraints(True, 0), True)
        self.refused(one, "path-length")
        one.chain[1].put(ids.BASIC_CONSTRAINTS,
                         forge.basic_constraints(True, 1), True)
        self.accepted(one)

    def test_self_issued_does_not_count_in_path_length(self):
        one = scene(1)
        one.chain[1].put(ids.BASIC_CONSTRAINTS,
                         forge.basic_constraints(True, 0), True)
        old = one.chain[1]
        one.any_ca = lambda: old
        one.often = lambda share: False
        scenario.roll_over(one)
        self.accepted(one)

    def test_critical_unknown(self):
        for place in (1, 2):
            one = scene()
            one.chain[place].put(UNKNOWN, b"\x05\x00", True)
            self.refused(one, "critical")
            one.chain[place].put(UNKNOWN, b"\x05\x00", False)
            self.accepted(one)

    def test_an_anchor_is_a_name_and_a_key(self):
        one = scene()
        one.chain[0].put(ids.BASIC_CONSTRAINTS, forge.basic_constraints(False))
        one.chain[0].not_after = NOW - DAY
        one.chain[0].put(UNKNOWN, b"\x05\x00", True)
        self.accepted(one)
        one.inputs.anchor_fields = path.ANCHOR_FIELDS
        self.refused(one, "ca", "time", "critical")

    def constrained(self, permitted=(), excluded=()):
        one = scene()
        one.chain[1].put(ids.NAME_CONSTRAINTS, forge.name_constraints(
            [forge.subtree(tree) for tree in permitted],
            [forge.subtree(tree) for tree in excluded]), True)
        return one

    def test_name_constraints(self):
        self.accepted(self.constrained([forge.dns("site.local")]))
        self.accepted(self.constrained([forge.email("site.local")]))
        self.refused(self.constrained([forge.dns("example.com")]),
                     "name-constraints")
        self.refused(self.constrained([], [forge.dns("local")]),
                     "name-constraints")
        self.refused(self.constrained([forge.directory(ca("Other"))]),
                     "name-constraints")

    def test_constraints_intersect(self):
        one = self.constrained([forge.dns("site.local")])
        one.inputs.anchor_fields = path.ANCHOR_FIELDS
        one.chain[0].put(ids.NAME_CONSTRAINTS, forge.name_constraints(
            [forge.subtree(forge.dns("rec02.site.local"))], []), True)
        self.refused(one, "name-constraints")

    def test_an_address_in_the_subject_counts_where_no_names_are(self):
        one = self.constrained([forge.email("example.com")])
        one.inputs.host = None
        one.leaf.subject = forge.name(forge.rdn(forge.attribute(
            forge.EMAIL_ATTRIBUTE, "anna@site.local", der.IA5)))
        self.assertTrue(judged(one).accepts(ignore=("beyond", "profile")))
        self.assertFalse(judged(one).accepts(ignore=("profile",)))
        one.leaf.put(ids.SUBJECT_ALT_NAME, None)
        self.refused(one, "name-constraints")

    def test_purposes_are_nested(self):
        one = scene()
        one.chain[1].put(ids.PURPOSES, forge.oids(CLIENT))
        self.refused(one, "purpose")
        for fitting in ((SERVER, CLIENT), (ids.ANY_PURPOSE,)):
            one.chain[1].put(ids.PURPOSES, forge.oids(*fitting))
            self.accepted(one)
        one.leaf.put(ids.PURPOSES, forge.oids(CLIENT))
        self.refused(one, "purpose")

    def test_host(self):
        one = scene()
        one.inputs.host = "rec02.site.local"
        self.refused(one, "name")
        one.inputs.host = None
        self.accepted(one)

    def test_explicit_policy(self):
        one = scene()
        one.inputs.explicit_policy = True
        self.refused(one, "policy")
        for cert in one.chain[1:]:
            cert.put(ids.POLICIES, forge.policies(NEW_POLICIES[0]))
        self.accepted(one)
        one.inputs.initial_policies = frozenset([NEW_POLICIES[1]])
        self.refused(one, "policy")
        one.chain[1].put(ids.POLICY_MAPPINGS, forge.policy_mappings(
            (NEW_POLICIES[1], NEW_POLICIES[0])))
        self.refused(one, "policy")
        one.chain[1].put(ids.POLICIES, forge.policies(NEW_POLICIES[1]))
        self.accepted(one)
        one.inputs.inhibit_mapping = True
        self.refused(one, "policy")

    def test_two_extensions_of_a_kind(self):
        one = scene()
        one.leaf.extensions = one.leaf.extensions + one.leaf.extensions[:1]
        self.refused(one, "malformed")

    def test_weak_key(self):
        one = scene()
        one.leaf.key = forge.key("rsa1024", 0)
        self.refused(one, "weak")


def ca(organisation):
    return forge.name(forge.rdn(forge.attribute(forge.ORGANISATION,
                                                organisation)))


class Lists(Paths):
    """Revocation; what is above is judged once more, with good lists."""

    def listed(self, depth=0):
        """A chain and its lists, the list of the server's issuer first."""
        one = scene(depth)
        one.revocation = "required"
        for place in range(depth, -1, -1):
            issuer = one.chain[place]
            crl = forge.List(issuer.subject, issuer.key, NOW - DAY, NOW + DAY)
            crl.extensions = [(scenario.CRL_NUMBER, False,
                               der.write_integer(5))]
            one.lists.append(crl)
        return one, one.lists[0]

    def entry(self, cert, *extensions):
        return cert.serial, NOW - DAY, list(extensions)

    def test_good_revoked_unknown(self):
        one, crl = self.listed(1)
        self.accepted(one)
        crl.entries = [self.entry(one.leaf)]
        self.refused(one, "revoked")
        one.lists = [crl] # whose signer nobody speaks of
        self.refused(one, "revocation-unknown")
        one.revocation = "available"
        self.refused(one, "revoked")
        crl.entries = []
        one.revocation = "available"
        self.accepted(one)

    def test_times_of_a_list(self):
        for change in ({"next_update": NOW - 1}, {"this_update": NOW + 1},
                       {"next_update": None}):
            one, crl = self.listed()
            vars(crl).update(change)
            self.refused(one, "revocation-unknown")

    def test_signature_and_right_to_sign(self):
        one, crl = self.listed(1)
        crl.signer = forge.key("p256", 20)
        self.refused(one, "revocation-unknown")
        one, crl = self.listed(1)
        one.chain[1].put(ids.KEY_USAGE, forge.key_usage(5), True)
        self.refused(one, "revocation-unknown")

    def test_unknown_critical_extensions(self):
        one, crl = self.listed()
        crl.extensions.append((UNKNOWN, False, b"\x05\x00"))
        self.accepted(one)
        crl.extensions[-1] = (UNKNOWN, True, b"\x05\x00")
        self.refused(one, "revocation-unknown")
        one, crl = self.listed()
        crl.entries = [(7, NOW, [forge.extension(UNKNOWN, b"\x05\x00", True)])]
        self.refused(one, "revocation-unknown")

    def test_scope(self):
        for scope, fits in ((forge.scope(users=True), True),
                            (forge.scope(authorities=True), False),
                            (forge.scope(attributes=True), False),
                            (forge.scope(indirect=True), True),
                            (forge.scope(scenario.PLACES[0]), False),
                            (forge.scope(reasons=(1, 2)), False)):
            one, crl = self.listed()
            crl.extensions.append((scenario.SCOPE, True, scope))
            if fits:
                self.accepted(one)
            else:
                self.refused(one, "revocation-unknown")

    def test_lists_for_reasons_add_up(self):
        one, crl = self.listed()
        other = forge.List(**vars(crl))
        crl.extensions = crl.extensions + [
            (scenario.SCOPE, True, forge.scope(reasons=(1, 2, 3, 4)))]
        other.extensions = other.extensions + [
            (scenario.SCOPE, True, forge.scope(reasons=(5, 6, 7, 8)))]
        one.lists = [crl, other]
        self.accepted(one)
        other.entries = [self.entry(one.leaf)]
        self.refused(one, "revoked")

    def test_the_place_of_a_list(self):
        one, crl = self.listed()
        crl.extensions.append((scenario.SCOPE, True,
                               forge.scope(scenario.PLACES[0])))
        one.leaf.put(ids.DISTRIBUTION_POINTS, forge.wrap(
            der.SEQUENCE, forge.distribution_point(scenario.PLACES[1])))
        self.refused(one, "revocation-unknown")
        one.leaf.put(ids.DISTRIBUTION_POINTS, forge.wrap(
            der.SEQUENCE, forge.distribution_point(scenario.PLACES[2])))
        self.accepted(one)

    def test_delta(self):
        one, crl = self.listed()
        crl.entries = [self.entry(one.leaf, scenario.reason_extension(6))]
        delta = forge.List(**vars(crl))
        delta.extensions = [
            (scenario.CRL_NUMBER, False, der.write_integer(6)),
            (scenario.DELTA, True, der.write_integer(5))]
        delta.entries = [self.entry(one.leaf, scenario.reason_extension(8))]
        self.refused(one, "revoked")
        one.lists.append(delta)
        self.accepted(one)
        delta.extensions[0] = (scenario.CRL_NUMBER, False,
                               der.write_integer(5))
        self.refused(one, "revoked") # no newer than the complete one

    def indirect(self):
        """The server's list by a CA of its own, below the same root."""
        one, _ = self.listed()
        signer = one.authority("lists", one.chain[0])
        one.sent.append(signer)
        crl = forge.List(signer.subject, signer.key, NOW - DAY, NOW + DAY)
        crl.extensions = [
            (scenario.CRL_NUMBER, False, der.write_integer(5)),
            (scenario.SCOPE, True, forge.scope(indirect=True))]
        one.leaf.put(ids.DISTRIBUTION_POINTS, forge.wrap(
            der.SEQUENCE, forge.distribution_point(issuer=signer.subject)))
        return one, crl, signer

    def test_indirect(self):
        one, crl, signer = self.indirect()
        about = forge.extension(scenario.ENTRY_ISSUER, forge.general_names(
            forge.directory(one.chain[0].subject)), True)
        one.lists.append(crl)
        self.accepted(one)
        crl.entries = [self.entry(one.leaf)]
        self.accepted(one) # a certificate of the signer's with that serial
        crl.entries = [(7, NOW, [about]), self.entry(one.leaf)]
        self.refused(one, "revoked")
        crl.entries = []
        one.lists = [crl]
        self.refused(one, "revocation-unknown") # of its signer nobody knows
        del signer


def library():
    source = os.path.join(HERE, "..", "..")
    for folder in (os.environ.get("top_builddir"), os.getcwd(), source,
                   os.path.join(source, "build")):
        file = os.path.join(folder or "", ".libs", "libvmstrust.so.0")
        if folder and os.path.exists(file):
            return os.path.abspath(file)
    return os.environ.get("VMSTRUST_LIBRARY")


class Agreement(Lists):
    """All of the above once more: libvmstrust answers as the reference does."""

    @classmethod
    def setUpClass(cls):
        cls.ours = judges.Ours(library(), "path")

    def accepted(self, one):
        super().accepted(one)
        if not one.inputs.anchor_fields:
            answer = self.ours.ask(one.encode(0, []).question)
            self.assertTrue(answer.accepted, answer.why)

    def refused(self, one, *reasons):
        super().refused(one, *reasons)
        if not one.inputs.anchor_fields:
            answer = self.ours.ask(one.encode(0, []).question)
            self.assertFalse(answer.accepted, reasons)

    def test_every_list_that_is_believed_has_a_number(self):
        """In whatever order the lists are given."""
        strict = judges.Ours(library(), "rfc5280")
        one, crl = self.listed()
        other = forge.List(**vars(crl))
        other.extensions = [
            (scenario.SCOPE, True, forge.scope(reasons=(5, 6, 7, 8)))]
        crl.extensions = crl.extensions + [
            (scenario.SCOPE, True, forge.scope(reasons=(1, 2, 3, 4)))]
        for one.lists in ([crl, other], [other, crl]):
            answer = strict.ask(one.encode(0, []).question)
            self.assertEqual(answer.why, {"crl-number-missing"})


if __name__ == "__main__":
    unittest.main()
