"""The runner itself: what it maps, what it skips, and when it fails.

Suites made here, of certificates that are none, go through the runner: every
case is then refused or skipped, which is enough to see its bookkeeping.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import suite

PLAIN = {"certs": ["MAA="], "order": "chain", "anchors": [], "crls": [],
         "time": 0, "purpose": "any", "host": None, "expected": False,
         "soft": False, "family": "f", "desc": ""}


def case(name, **changes):
    return {**PLAIN, "id": name, **changes}


def settings(name, **values):
    return case(name, settings=values)


class Reading(unittest.TestCase):
    """suite.py: what becomes of a setting."""

    def read(self, *cases):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "x.json")
            with open(file, "w", encoding="utf-8") as out:
                json.dump({"schema": "certsuite-1", "cases": cases}, out)
            return suite.read(file)

    def test_skips(self):
        for values, reason in (
                ({"crl_mode": "some"}, "crl_mode some"),
                ({"crl_unknown": "perhaps"}, "crl_unknown perhaps"),
                ({"enforce_anchor": ["colour"]}, "enforce_anchor colour"),
                ({"leaf_trust": "partly"}, "leaf_trust partly"),
                ({"moon": "full"}, "setting moon")):
            read, = self.read(settings("a", **values))
            self.assertIn(reason, read.skip)

    def test_calls(self):
        for values, calls in (
                ({"crl_mode": "none", "crl_unknown": "allow"}, []),
                ({"crl_mode": "leaf"},
                 [("policy_insecure_skip_issuer_revocation",)]),
                ({"crl_mode": "all", "crl_expiration": "ignore"},
                 [("policy_insecure_ignore_crl_expiry",)]),
                ({"explicit_policy": True},
                 [("policy_require_explicit_policy",)]),
                ({"initial_policies": ["1.2.3"]},
                 [("policy_add_initial_policy", b"1.2.3")]),
                ({"initial_policies": ["2.5.29.32.0"]}, []),
                ({"weak_ok": True}, [("policy_insecure_allow_weak",)]),
                ({"weak_ok": False, "no_time_check": False}, []),
                ({"no_time_check": True}, [("policy_insecure_skip_time",)]),
                ({"enforce_anchor": True},
                 [("policy_set_anchor_fields", 255)]),
                ({"enforce_anchor": ["expiry", "name_constraints"]},
                 [("policy_set_anchor_fields", 17)]),
                ({"enforce_anchor": "path_length"},
                 [("policy_set_anchor_fields", 8)]),
                ({"enforce_anchor": {"eku": True, "key_usage": False}},
                 [("policy_set_anchor_fields", 32)]),
                ({"initial_policies": ["1.2.3", "1.2.4"]},
                 [("policy_add_initial_policy", b"1.2.3"),
                  ("policy_add_initial_policy", b"1.2.4")]),
                ({"initial_policies": ["1.2.3", "2.5.29.32.0"]}, []),
                ({"explicit_policy": True, "inhibit_any": False},
                 [("policy_require_explicit_policy",)]),
                ({"no_ca_check": True},
                 [("policy_insecure_set_severity", "issuer-is-not-a-ca",
                   suite.OFF)])):
            read, = self.read(settings("a", **values))
            self.assertIsNone(read.skip)
            self.assertEqual(read.calls, calls)

    def test_leaf_trust(self):
        trusted, plain, odd = self.read(
            settings("a", leaf_trust=True), settings("b", leaf_trust=False),
            case("c", anchors=["MAA="], settings={"leaf_trust": False}))
        self.assertEqual(trusted.anchors, [b"\x30\x00"])
        self.assertEqual(plain.anchors, [])
        self.assertIn("trusted itself", odd.skip)

    def test_purpose_and_host(self):
        name = {"type": "dns", "value": "a.example"}
        for purpose, host, role, skip in (
                ("server", name, "tls-server", None),
                ("1.3.6.1.5.5.7.3.2", None, "tls-client", None),
                ("any", None, "any", None),
                ("any", name, "tls-server", None),
                ("client", name, "any", "a host name of a client"),
                ("1.2.3", None, "any", None),
                ("1.2.3", name, "tls-server", None),
                ("flying", None, "any", "purpose flying")):
            read, = self.read(case("a", purpose=purpose, host=host))
            self.assertEqual((read.role, read.skip), (role, skip))


class Running(unittest.TestCase):
    """run-suite: counts, exit status and the list of divergences."""

    def run_suite(self, cases, listed="", *options):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "made.json")
            with open(file, "w", encoding="utf-8") as out:
                json.dump({"schema": "certsuite-1", "cases": cases}, out)
            entries = os.path.join(folder, "divergences.tsv")
            with open(entries, "w", encoding="utf-8") as out:
                out.write(listed)
            done = subprocess.run(
                [os.path.join(HERE, "run-suite"), file, "--divergences",
                 entries, *options], capture_output=True, text=True,
                check=False)
        return done.returncode, done.stdout.splitlines()

    def test_agreement(self):
        status, lines = self.run_suite([case("a"), settings("b", moon=1)])
        self.assertEqual((status, lines[-1]),
                         (0, "1 passed, 0 failed, 1 skipped"))

    def test_failure(self):
        status, lines = self.run_suite([case("a", expected=True)])
        self.assertEqual((status, lines[-1]),
                         (1, "0 passed, 1 failed, 0 skipped"))

    def test_listed_failure(self):
        status, lines = self.run_suite([case("a", expected=True)],
                                       "a\tACCEPT\tREJECT\tno certificate\n")
        self.assertEqual((status, lines[-1]),
                         (0, "0 passed, 1 failed, 0 skipped"))

    def test_unexpected_pass(self):
        status, lines = self.run_suite([case("a")],
                                       "a\tACCEPT\tREJECT\tonce\n")
        self.assertEqual(status, 1)
        self.assertIn("UNEXPECTED PASS a: strike it from the list", lines)

    def test_stale_entries(self):
        for listed in ("z\tACCEPT\tREJECT\tgone\n",
                       "# suite: made.json\nz\tACCEPT\tREJECT\tgone\n"):
            status, lines = self.run_suite([case("a")], listed)
            self.assertEqual(status, 1)
            self.assertIn("STALE z: listed, and no such case", lines)
        status, _ = self.run_suite(
            [case("a")], "# suite: other.json\nz\tACCEPT\tREJECT\tthere\n")
        self.assertEqual(status, 0)

    def test_one_case(self):
        status, lines = self.run_suite(
            [case("a"), case("b", expected=True)], "", "--case", "a")
        self.assertEqual((status, lines[-1]),
                         (0, "1 passed, 0 failed, 0 skipped"))

    def test_anchor_refused(self):
        with tempfile.NamedTemporaryFile() as out:
            self.run_suite([case("a", anchors=["MAA="])], "", "--tsv",
                           out.name)
            row = out.read().decode().splitlines()[1].split("\t")
        self.assertEqual(row[:4], ["a", "REJECT", "REJECT", "anchor-refused"])


if __name__ == "__main__":
    unittest.main()
