"""The calls that the conformance suites make, as ctypes sees them.

tests/conformance/run-suite takes a library from any place, which the binding
(bindings/python) does not. Every handle has a class of its own, so that ctypes
refuses the wrong one.
"""

import ctypes
import os
from ctypes import (CDLL, POINTER, byref, c_bool, c_char_p, c_int, c_int64,
                    c_size_t, c_uint32, c_void_p)

SONAME = "libvmstrust.so.0"

OK, UNTRUSTED = 0, -400
OFF, INFO, WARNING, ERROR = range(4)


def handle(name):
    return POINTER(type(name, (ctypes.Structure,), {}))


Bytes = handle("vmst_blob")
Cert = handle("vmst_cert")
Chain = handle("vmst_chain")
Error = handle("vmst_error")
Policy = handle("vmst_policy")
Report = handle("vmst_report")
Store = handle("vmst_store")
DIGEST = POINTER(ctypes.c_ubyte * 32)

# Calls that can fail: they return a code, and the last argument is the error.
FALLIBLE = {
    "cert_parse": [c_char_p, c_size_t, POINTER(Cert)],
    "chain_add_crl": [Chain, c_char_p, c_size_t],
    "chain_add_der": [Chain, c_char_p, c_size_t],
    "chain_load": [c_char_p, POINTER(Chain)],
    "chain_new": [POINTER(Chain)],
    "chain_set_ocsp": [Chain, c_char_p, c_size_t],
    "chain_set_time": [Chain, c_int64],
    "finding_find": [c_char_p, POINTER(c_int)],
    "policy_add_initial_policy": [Policy, c_char_p],
    "policy_inhibit_any_policy": [Policy],
    "policy_inhibit_policy_mapping": [Policy],
    "policy_insecure_allow_weak": [Policy],
    "policy_insecure_ignore_anchor_fields": [Policy, c_int],
    "policy_insecure_ignore_crl_expiry": [Policy],
    "policy_insecure_set_severity": [Policy, c_int, c_int],
    "policy_insecure_skip_issuer_revocation": [Policy],
    "policy_insecure_skip_name": [Policy],
    "policy_insecure_skip_time": [Policy],
    "policy_new": [c_int, POINTER(Policy)],
    "policy_require_explicit_policy": [Policy],
    "policy_set_anchor_fields": [Policy, c_int],
    "policy_set_max_path_length": [Policy, c_uint32],
    "policy_set_purpose": [Policy, c_char_p],
    "policy_set_revocation": [Policy, c_int],
    "policy_set_rules": [Policy, c_char_p],
    "policy_set_severity": [Policy, c_int, c_int],
    "report_write_text": [Report, POINTER(Bytes)],
    "role_find": [c_char_p, POINTER(c_int)],
    "store_add_cert": [Store, Cert],
    "store_add_crl": [Store, c_char_p, c_size_t],
    "store_add_crl_file": [Store, c_char_p],
    "store_load": [c_char_p, POINTER(Store)],
    "store_new": [POINTER(Store)],
    "verify": [Store, Policy, Chain, c_char_p, POINTER(Report)],
}

# Calls that cannot fail.
READERS = {
    "bytes_free": (None, [Bytes]),
    "bytes_get_data": (c_void_p, [Bytes]),
    "bytes_get_size": (c_size_t, [Bytes]),
    "cert_free": (None, [Cert]),
    "cert_get_sha256": (DIGEST, [Cert]),
    "chain_free": (None, [Chain]),
    "code_get_name": (c_char_p, [c_int]),
    "error_free": (None, [Error]),
    "error_get_text": (c_char_p, [Error]),
    "finding_get_id": (c_char_p, [c_int]),
    "policy_free": (None, [Policy]),
    "report_free": (None, [Report]),
    "report_get_count": (c_size_t, [Report]),
    "report_get_finding": (c_int, [Report, c_size_t]),
    "report_get_path_cert": (Cert, [Report, c_size_t]),
    "report_get_path_count": (c_size_t, [Report]),
    "report_get_severity": (c_int, [Report, c_size_t]),
    "report_is_trusted": (c_bool, [Report]),
    "store_free": (None, [Store]),
    "version_text": (c_char_p, []),
}


class Failure(Exception):
    """A call that could not, or would not: its code, its name, its sentence."""

    def __init__(self, code, name, text):
        super().__init__(text)
        self.code = code
        self.name = name


class Library:
    """The loaded library; its calls are attributes without their prefix."""

    def __init__(self, path=None):
        self.native = CDLL(path or os.environ.get("VMSTRUST_LIBRARY", SONAME))
        for name, (result, arguments) in READERS.items():
            setattr(self, name, self.prototype(name, result, arguments))
        for name, arguments in FALLIBLE.items():
            call = self.prototype(name, c_int, arguments + [POINTER(Error)])
            setattr(self, name, self.raising(call))

    def prototype(self, name, result, arguments):
        call = getattr(self.native, "vmstrust_" + name)
        call.restype, call.argtypes = result, arguments
        return call

    def raising(self, call):
        """The call without its error argument: it raises Failure instead."""
        def checked(*arguments):
            error = Error()
            code = call(*arguments, byref(error))
            if code != OK:
                text = self.error_get_text(error).decode()
                self.error_free(error)
                raise Failure(code, self.code_get_name(code).decode(), text)
        return checked

    def text(self, report):
        """A report as people read it."""
        made = Bytes()
        self.report_write_text(report, byref(made))
        text = ctypes.string_at(self.bytes_get_data(made),
                                self.bytes_get_size(made)).decode()
        self.bytes_free(made)
        return text
