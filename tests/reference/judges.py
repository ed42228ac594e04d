"""The judges beside the reference, each asked the same question in process:
libvmstrust, OpenSSL and GnuTLS, over ctypes.

Each answers with an Answer: accepted, and in its own words why not. OpenSSL
and GnuTLS are asked as their own TLS would ask, for the purpose, the host and
the lists of the question, at its time.
"""

import ctypes
import ctypes.util
import os
import sys
from collections import namedtuple
from ctypes import (CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int,
                    c_long, c_size_t, c_uint, c_ulong, c_void_p)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "bindings"))

# pylint: disable=wrong-import-position
import names
from vmstrust_prototypes import (ERROR, UNTRUSTED, Cert, Chain, Failure,
                                 Library, Policy, Report, Store)

SERVER_AUTH, CLIENT_AUTH = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"
EMAIL_PROTECTION, ANY_POLICY = "1.3.6.1.5.5.7.3.4", "2.5.29.32.0"

# why: the words of a refusal, each judge its own.
Answer = namedtuple("Answer", "accepted why")


# --- libvmstrust -------------------------------------------------------------

class Ours:
    """Under one rule set; `why` is the set of findings that are errors."""

    def __init__(self, library, rules):
        self.vms = Library(library)
        self.rules = rules.encode()
        self.roles = {purpose: self.find(role) for purpose, role in (
            (SERVER_AUTH, "tls-server"), (CLIENT_AUTH, "tls-client"),
            (None, "any"))}

    def find(self, role):
        number = c_int()
        self.vms.role_find(role.encode(), byref(number))
        return number.value

    def finding(self, word):
        number = c_int()
        self.vms.finding_find(word, byref(number))
        return number.value

    def store(self, question):
        store = Store()
        self.vms.store_new(byref(store))
        for der in question.anchors:
            cert = Cert()
            try:
                self.vms.cert_parse(der, len(der), byref(cert))
                self.vms.store_add_cert(store, cert)
            except Failure:
                self.vms.store_free(store)
                return None
            finally:
                self.vms.cert_free(cert)
        return store

    def policy(self, question):
        """A host and no purpose, or another purpose, is asked of a server."""
        inputs, policy, vms = question.inputs, Policy(), self.vms
        role = self.roles.get(inputs.purpose)
        if role is None or inputs.purpose is None and inputs.host:
            role = self.roles[SERVER_AUTH]
        vms.policy_new(role, byref(policy))
        vms.policy_set_rules(policy, self.rules)
        if role == self.roles[SERVER_AUTH] and inputs.host is None:
            vms.policy_insecure_skip_name(policy)
        if inputs.purpose is None and inputs.host:
            for word in (b"not-for-server-authentication",
                         b"not-for-this-purpose"):
                vms.policy_insecure_set_severity(policy, self.finding(word), 0)
        elif inputs.purpose not in self.roles:
            vms.policy_set_purpose(policy, inputs.purpose.encode())
        for each in sorted(inputs.initial_policies or ()):
            vms.policy_add_initial_policy(policy, each.encode())
        for wanted, call in (
                (inputs.explicit_policy, vms.policy_require_explicit_policy),
                (inputs.inhibit_mapping, vms.policy_inhibit_policy_mapping),
                (inputs.inhibit_any, vms.policy_inhibit_any_policy)):
            if wanted:
                call(policy)
        if inputs.max_path_length is not None:
            vms.policy_set_max_path_length(policy, inputs.max_path_length)
        vms.policy_set_revocation(policy, ("off", "available", "required")
                                  .index(question.revocation))
        return policy

    def chain(self, question):
        chain = Chain()
        self.vms.chain_new(byref(chain))
        for der in [question.leaf] + question.extras:
            self.vms.chain_add_der(chain, der, len(der))
        for der in question.crls:
            try:
                self.vms.chain_add_crl(chain, der, len(der))
            except Failure as failure:
                if failure.name != "malformed":
                    raise
        self.vms.chain_set_time(chain, question.inputs.time)
        return chain

    def errors(self, report):
        vms = self.vms
        return frozenset(
            vms.finding_get_id(vms.report_get_finding(report, row)).decode()
            for row in range(vms.report_get_count(report))
            if vms.report_get_severity(report, row) == ERROR)

    def ask(self, question):
        store = self.store(question)
        if store is None:
            return Answer(False, frozenset(["anchor-malformed"]))
        policy, chain, report = (self.policy(question), self.chain(question),
                                 Report())
        host = question.inputs.host
        try:
            self.vms.verify(store, policy, chain, host and host.encode(),
                            byref(report))
            return Answer(True, self.errors(report))
        except Failure as failure:
            if failure.code != UNTRUSTED:
                return Answer(False, frozenset(["no answer: " + failure.name]))
            return Answer(False, self.errors(report))
        finally:
            self.vms.report_free(report)
            self.vms.chain_free(chain)
            self.vms.policy_free(policy)
            self.vms.store_free(store)


# --- OpenSSL -----------------------------------------------------------------

class OpenSSL:
    """libcrypto, an anchor being any certificate that is trusted; `why` is the
    number of its error and the depth, as x509_vfy.h has them."""

    PARTIAL_CHAIN, POLICY_CHECK = 0x80000, 0x80
    EXPLICIT, INHIBIT_ANY, INHIBIT_MAP = 0x100, 0x200, 0x400
    CRL_CHECK, CRL_CHECK_ALL, EXTENDED, DELTAS = 0x4, 0x8, 0x1000, 0x2000
    PURPOSES = {CLIENT_AUTH: 1, SERVER_AUTH: 2, EMAIL_PROTECTION: 4, None: 7}
    POINTERS = ("d2i_X509", "d2i_X509_CRL", "X509_STORE_new",
                "X509_STORE_CTX_new", "X509_STORE_CTX_get0_param",
                "OPENSSL_sk_new_null", "OBJ_txt2obj")

    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("crypto"))
        for name in self.POINTERS:
            getattr(self.lib, name).restype = c_void_p
        for name in ("X509_verify_cert_error_string", "OpenSSL_version"):
            getattr(self.lib, name).restype = c_char_p

    def version(self):
        return self.lib.OpenSSL_version(0).decode()

    def read(self, function, der):
        place = c_char_p(der)
        return getattr(self.lib, function)(None, byref(place),
                                           c_long(len(der)))

    def ask(self, question):
        held = []
        try:
            return self.verify(question, held)
        finally:
            for free, pointer in reversed(held):
                getattr(self.lib, free)(c_void_p(pointer))
            self.lib.ERR_clear_error()

    def cert(self, der, held):
        cert = self.read("d2i_X509", der)
        if cert:
            held.append(("X509_free", cert))
        return cert

    def verify(self, question, held):
        lib = self.lib
        leaf = self.cert(question.leaf, held)
        if not leaf:
            return Answer(False, "unreadable")
        store = lib.X509_STORE_new()
        held.append(("X509_STORE_free", store))
        for der in question.anchors:
            cert = self.cert(der, held)
            if not cert:
                return Answer(False, "anchor unreadable")
            lib.X509_STORE_add_cert(c_void_p(store), c_void_p(cert))
        for der in question.crls:
            crl = self.read("d2i_X509_CRL", der)
            if crl:
                held.append(("X509_CRL_free", crl))
                lib.X509_STORE_add_crl(c_void_p(store), c_void_p(crl))
        stack = lib.OPENSSL_sk_new_null()
        held.append(("OPENSSL_sk_free", stack))
        for der in question.extras:
            cert = self.cert(der, held)
            if cert:
                lib.OPENSSL_sk_push(c_void_p(stack), c_void_p(cert))
        context = lib.X509_STORE_CTX_new()
        held.append(("X509_STORE_CTX_free", context))
        lib.X509_STORE_CTX_init(c_void_p(context), c_void_p(store),
                                c_void_p(leaf), c_void_p(stack))
        self.configure(c_void_p(lib.X509_STORE_CTX_get0_param(
            c_void_p(context))), question)
        accepted = lib.X509_verify_cert(c_void_p(context)) == 1
        error = lib.X509_STORE_CTX_get_error(c_void_p(context))
        depth = lib.X509_STORE_CTX_get_error_depth(c_void_p(context))
        text = lib.X509_verify_cert_error_string(c_long(error)).decode()
        return Answer(accepted, "" if accepted else (error, depth, text))

    def configure(self, param, question):
        lib, inputs = self.lib, question.inputs
        flags = self.PARTIAL_CHAIN | self.POLICY_CHECK
        for wanted, flag in ((inputs.explicit_policy, self.EXPLICIT),
                             (inputs.inhibit_any, self.INHIBIT_ANY),
                             (inputs.inhibit_mapping, self.INHIBIT_MAP)):
            flags |= flag if wanted else 0
        if question.revocation == "required":
            flags |= (self.CRL_CHECK | self.CRL_CHECK_ALL | self.EXTENDED
                      | self.DELTAS)
        lib.X509_VERIFY_PARAM_set_flags(param, c_ulong(flags))
        lib.X509_VERIFY_PARAM_set_time(param, c_long(inputs.time))
        lib.X509_VERIFY_PARAM_set_auth_level(param, c_int(2))
        purpose = self.PURPOSES.get(inputs.purpose, 7)
        lib.X509_VERIFY_PARAM_set_purpose(param, c_int(purpose))
        if inputs.max_path_length is not None:
            lib.X509_VERIFY_PARAM_set_depth(param,
                                            c_int(inputs.max_path_length))
        for policy in sorted(inputs.initial_policies or {ANY_POLICY}):
            lib.X509_VERIFY_PARAM_add0_policy(param, c_void_p(
                lib.OBJ_txt2obj(policy.encode(), c_int(1))))
        self.set_host(param, inputs.host)

    def set_host(self, param, host):
        if host is None:
            return
        octets = names.address(host)
        if octets:
            self.lib.X509_VERIFY_PARAM_set1_ip(param, octets,
                                               c_size_t(len(octets)))
            return
        text = ".".join(names.a_label(label) for label in
                        host.removesuffix(".").split(".")).encode()
        self.lib.X509_VERIFY_PARAM_set1_host(param, text, c_size_t(len(text)))


# --- GnuTLS ------------------------------------------------------------------

class TypedData(Structure):
    """gnutls_typed_vdata_st"""
    _fields_ = [("type", c_int), ("data", c_char_p), ("size", c_uint)]


class Datum(Structure):
    """gnutls_datum_t"""
    _fields_ = [("data", c_char_p), ("size", c_uint)]


class GnuTLS:
    """`why` is the set of the names of its status bits."""

    HOST, PURPOSE, ADDRESS = 1, 2, 4
    BITS = {1: "invalid", 5: "revoked", 6: "no issuer", 7: "issuer is no CA",
            8: "weak", 9: "not valid yet", 10: "expired", 11: "signature",
            12: "old list", 14: "unexpected owner", 15: "future list",
            16: "constraint", 17: "mismatch", 18: "purpose",
            21: "critical"}

    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("gnutls"))
        self.lib.gnutls_check_version.restype = c_char_p
        self.time = 0
        clock = CFUNCTYPE(c_long, POINTER(c_long))
        self.clock = clock(self.tell) # kept: the library has its address
        self.lib.gnutls_global_set_time_function(self.clock)

    def tell(self, place):
        if place:
            place[0] = self.time
        return self.time

    def version(self):
        return "GnuTLS " + self.lib.gnutls_check_version(None).decode()

    def read(self, kind, der):
        """A certificate ("crt") or a list ("crl"), or None."""
        made = c_void_p()
        getattr(self.lib, f"gnutls_x509_{kind}_init")(byref(made))
        code = getattr(self.lib, f"gnutls_x509_{kind}_import")(
            made, byref(Datum(der, len(der))), 0)
        if code < 0:
            getattr(self.lib, f"gnutls_x509_{kind}_deinit")(made)
            return None
        return made

    def ask(self, question):
        self.time = question.inputs.time
        chain = [self.read("crt", der)
                 for der in [question.leaf] + question.extras]
        anchors = [self.read("crt", der) for der in question.anchors]
        try:
            if chain[0] is None or None in anchors:
                return Answer(False, frozenset(["unreadable"]))
            return self.verify(question, [cert for cert in chain if cert],
                               anchors)
        finally:
            for cert in chain + anchors:
                if cert:
                    self.lib.gnutls_x509_crt_deinit(cert)

    def verify(self, question, chain, anchors):
        lib, trusted = self.lib, c_void_p()
        lib.gnutls_x509_trust_list_init(byref(trusted), 0)
        lists = []
        try:
            lib.gnutls_x509_trust_list_add_cas(
                trusted, array(anchors), c_uint(len(anchors)), 0)
            if question.revocation != "off":
                lists = [self.read("crl", der) for der in question.crls]
                lists = [crl for crl in lists if crl]
                lib.gnutls_x509_trust_list_add_crls(
                    trusted, array(lists), c_uint(len(lists)), 0, 0)
            status = c_uint()
            data = self.data(question.inputs)
            code = lib.gnutls_x509_trust_list_verify_crt2(
                trusted, array(chain), c_uint(len(chain)), data,
                c_uint(len(data)), 0, byref(status), None)
        finally:
            lib.gnutls_x509_trust_list_deinit(trusted, 0)
            for crl in lists:
                lib.gnutls_x509_crl_deinit(crl)
        if code < 0:
            return Answer(False, frozenset([f"error {code}"]))
        return Answer(status.value == 0, frozenset(
            self.BITS.get(bit, f"bit {bit}") for bit in range(32)
            if status.value >> bit & 1))

    def data(self, inputs):
        found = []
        if inputs.host is not None:
            octets = names.address(inputs.host)
            found.append(TypedData(self.ADDRESS, octets, len(octets)) if octets
                         else TypedData(self.HOST, inputs.host.encode(), 0))
        if inputs.purpose is not None:
            found.append(TypedData(self.PURPOSE, inputs.purpose.encode(), 0))
        return (TypedData * len(found))(*found)


def array(pointers):
    return (c_void_p * len(pointers))(*(each.value for each in pointers))
