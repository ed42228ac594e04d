"""Every call of libvmstrust-site, once, as ctypes sees it.

Made of the headers in include/vmstrust-site/ by devel/generate: edit those. A
handle is a pointer to a class of its own, so that ctypes refuses the wrong
one.
"""

from ctypes import (POINTER, c_bool, c_char_p, c_int, c_size_t, c_uint16,
                    c_uint32)
from typing import Any, Callable, Optional

from ._load import Library, opaque
from ._native import Cert, Chain, Error, Policy, Report, Store, Task

__all__ = ["native"]

native = Library("vmstrust-site", None)

Probe = opaque("vmst_probe")
Trial = opaque("vmst_trial")

probe_new: Callable[..., int] = native.bind(
    "vmstrust_probe_new", c_int, POINTER(Probe), POINTER(Error))

probe_add: Callable[..., int] = native.bind(
    "vmstrust_probe_add", c_int, Probe, c_char_p, Policy, POINTER(Error))

probe_set_expected: Callable[..., int] = native.bind(
    "vmstrust_probe_set_expected", c_int, Probe, c_size_t, Cert,
    POINTER(Error))

probe_set_timeout: Callable[..., int] = native.bind(
    "vmstrust_probe_set_timeout", c_int, Probe, c_uint32, POINTER(Error))

probe_set_parallel: Callable[..., int] = native.bind(
    "vmstrust_probe_set_parallel", c_int, Probe, c_uint32, POINTER(Error))

probe_run: Callable[..., int] = native.bind(
    "vmstrust_probe_run", c_int, Probe, Store, Task, POINTER(Error))

probe_get_count: Callable[..., int] = native.bind(
    "vmstrust_probe_get_count", c_size_t, Probe)

probe_get_host: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_host", c_char_p, Probe, c_size_t)

probe_get_port: Callable[..., int] = native.bind(
    "vmstrust_probe_get_port", c_uint16, Probe, c_size_t)

probe_get_outcome: Callable[..., int] = native.bind(
    "vmstrust_probe_get_outcome", c_int, Probe, c_size_t)

probe_get_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_text", c_char_p, Probe, c_size_t)

probe_get_report: Callable[..., Any] = native.bind(
    "vmstrust_probe_get_report", Report, Probe, c_size_t)

probe_get_chain: Callable[..., Any] = native.bind(
    "vmstrust_probe_get_chain", Chain, Probe, c_size_t)

probe_get_finding_count: Callable[..., int] = native.bind(
    "vmstrust_probe_get_finding_count", c_size_t, Probe, c_size_t)

probe_get_finding: Callable[..., int] = native.bind(
    "vmstrust_probe_get_finding", c_int, Probe, c_size_t, c_size_t)

probe_get_severity: Callable[..., int] = native.bind(
    "vmstrust_probe_get_severity", c_int, Probe, c_size_t, c_size_t)

probe_get_found: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_found", c_char_p, Probe, c_size_t, c_size_t)

probe_get_expected: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_expected", c_char_p, Probe, c_size_t, c_size_t)

probe_get_protocol: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_protocol", c_char_p, Probe, c_size_t)

probe_get_group: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_group", c_char_p, Probe, c_size_t)

probe_get_address: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_probe_get_address", c_char_p, Probe, c_size_t)

probe_get_millis: Callable[..., int] = native.bind(
    "vmstrust_probe_get_millis", c_uint32, Probe, c_size_t)

probe_free: Callable[..., None] = native.bind(
    "vmstrust_probe_free", None, Probe)

outcome_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_outcome_get_id", c_char_p, c_int)

outcome_get_title: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_outcome_get_title", c_char_p, c_int)

outcome_is_answer: Callable[..., bool] = native.bind(
    "vmstrust_outcome_is_answer", c_bool, c_int)

trial_new: Callable[..., int] = native.bind(
    "vmstrust_trial_new", c_int, POINTER(Trial), POINTER(Error))

trial_get_ca: Callable[..., Any] = native.bind(
    "vmstrust_trial_get_ca", Cert, Trial)

trial_get_count: Callable[..., int] = native.bind(
    "vmstrust_trial_get_count", c_size_t, Trial)

trial_get_fault: Callable[..., int] = native.bind(
    "vmstrust_trial_get_fault", c_int, Trial, c_size_t)

trial_get_port: Callable[..., int] = native.bind(
    "vmstrust_trial_get_port", c_uint16, Trial, c_size_t)

trial_get_reaction: Callable[..., int] = native.bind(
    "vmstrust_trial_get_reaction", c_int, Trial, c_size_t)

trial_run: Callable[..., int] = native.bind(
    "vmstrust_trial_run", c_int, Trial, Task, POINTER(Error))

trial_free: Callable[..., None] = native.bind(
    "vmstrust_trial_free", None, Trial)

fault_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_fault_get_id", c_char_p, c_int)

fault_get_title: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_fault_get_title", c_char_p, c_int)

reaction_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_reaction_get_id", c_char_p, c_int)

reaction_get_title: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_reaction_get_title", c_char_p, c_int)
