"""Every call of libvmstrust, once, as ctypes sees it.

Made of the headers in include/vmstrust/ by devel/generate: edit those. A
handle is a pointer to a class of its own, so that ctypes refuses the wrong
one.
"""

from ctypes import (POINTER, c_bool, c_char, c_char_p, c_int, c_int64,
                    c_size_t, c_uint16, c_uint32, c_uint64, c_void_p)
from typing import Any, Callable, Optional

from ._load import Library, opaque

__all__ = ["native"]

native = Library("vmstrust", (0, 1, 0))

Backup = opaque("vmst_backup")
Bytes = opaque("vmst_blob")
Ca = opaque("vmst_ca")
CaPlan = opaque("vmst_ca_plan")
Cert = opaque("vmst_cert")
Chain = opaque("vmst_chain")
Checkup = opaque("vmst_checkup")
Deployment = opaque("vmst_deployment")
Draft = opaque("vmst_draft")
Entries = opaque("vmst_entries")
Error = opaque("vmst_error")
Files = opaque("vmst_files")
Identity = opaque("vmst_identity")
Inventory = opaque("vmst_inventory")
Order = opaque("vmst_order")
Policy = opaque("vmst_policy")
Refusals = opaque("vmst_refusals")
Report = opaque("vmst_report")
Request = opaque("vmst_request")
Store = opaque("vmst_store")
Task = opaque("vmst_task")

bytes_get_data: Callable[..., Optional[int]] = native.bind(
    "vmstrust_bytes_get_data", c_void_p, Bytes)

bytes_get_size: Callable[..., int] = native.bind(
    "vmstrust_bytes_get_size", c_size_t, Bytes)

bytes_free: Callable[..., None] = native.bind(
    "vmstrust_bytes_free", None, Bytes)

ca_plan_new: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_new", c_int, c_char_p, c_char_p, POINTER(CaPlan),
    POINTER(Error))

ca_plan_free: Callable[..., None] = native.bind(
    "vmstrust_ca_plan_free", None, CaPlan)

ca_plan_set_key_type: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_set_key_type", c_int, CaPlan, c_char_p, POINTER(Error))

ca_plan_set_valid_for: Callable[..., None] = native.bind(
    "vmstrust_ca_plan_set_valid_for", None, CaPlan, c_int64)

ca_plan_set_actor: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_set_actor", c_int, CaPlan, c_char_p, c_char_p,
    POINTER(Error))

ca_plan_add_permitted: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_add_permitted", c_int, CaPlan, c_char_p, POINTER(Error))

ca_plan_set_subordinate: Callable[..., None] = native.bind(
    "vmstrust_ca_plan_set_subordinate", None, CaPlan, c_bool)

ca_plan_check: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_check", c_int, CaPlan, POINTER(Error))

ca_check_passphrase: Callable[..., int] = native.bind(
    "vmstrust_ca_check_passphrase", c_int, c_char_p, c_size_t, POINTER(Error))

ca_create: Callable[..., int] = native.bind(
    "vmstrust_ca_create", c_int, CaPlan, c_char_p, c_size_t, POINTER(Error))

ca_adopt: Callable[..., int] = native.bind(
    "vmstrust_ca_adopt", c_int, CaPlan, Identity, c_char_p, c_size_t,
    POINTER(Error))

ca_check_adoption: Callable[..., int] = native.bind(
    "vmstrust_ca_check_adoption", c_int, CaPlan, Identity, POINTER(Report),
    POINTER(Error))

ca_check_answer: Callable[..., int] = native.bind(
    "vmstrust_ca_check_answer", c_int, CaPlan, Chain, c_char_p, c_size_t,
    POINTER(Error))

ca_complete: Callable[..., int] = native.bind(
    "vmstrust_ca_complete", c_int, CaPlan, Chain, c_char_p, c_size_t,
    POINTER(Error))

ca_compare_answer: Callable[..., int] = native.bind(
    "vmstrust_ca_compare_answer", c_int, CaPlan, Chain, POINTER(Bytes),
    POINTER(Error))

ca_open: Callable[..., int] = native.bind(
    "vmstrust_ca_open", c_int, c_char_p, c_char_p, c_size_t, POINTER(Ca),
    POINTER(Error))

ca_free: Callable[..., None] = native.bind(
    "vmstrust_ca_free", None, Ca)

ca_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_ca_get_cert", Cert, Ca)

ca_set_actor: Callable[..., int] = native.bind(
    "vmstrust_ca_set_actor", c_int, Ca, c_char_p, c_char_p, POINTER(Error))

order_new: Callable[..., int] = native.bind(
    "vmstrust_order_new", c_int, c_int, POINTER(Order), POINTER(Error))

order_new_renewal: Callable[..., int] = native.bind(
    "vmstrust_order_new_renewal", c_int, Ca, Cert, POINTER(Order),
    POINTER(Error))

order_free: Callable[..., None] = native.bind(
    "vmstrust_order_free", None, Order)

order_add_host: Callable[..., int] = native.bind(
    "vmstrust_order_add_host", c_int, Order, c_char_p, POINTER(Error))

order_add_requested: Callable[..., int] = native.bind(
    "vmstrust_order_add_requested", c_int, Order, Request, POINTER(Error))

order_write_ungranted: Callable[..., int] = native.bind(
    "vmstrust_order_write_ungranted", c_int, Order, Request, POINTER(Bytes),
    POINTER(Error))

order_get_role: Callable[..., int] = native.bind(
    "vmstrust_order_get_role", c_int, Order)

order_get_host_count: Callable[..., int] = native.bind(
    "vmstrust_order_get_host_count", c_size_t, Order)

order_get_host: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_order_get_host", c_char_p, Order, c_size_t)

order_add_crl_url: Callable[..., int] = native.bind(
    "vmstrust_order_add_crl_url", c_int, Order, c_char_p, POINTER(Error))

order_add_aia_url: Callable[..., int] = native.bind(
    "vmstrust_order_add_aia_url", c_int, Order, c_char_p, POINTER(Error))

order_set_valid_for: Callable[..., int] = native.bind(
    "vmstrust_order_set_valid_for", c_int, Order, c_int64, POINTER(Error))

order_set_key_type: Callable[..., int] = native.bind(
    "vmstrust_order_set_key_type", c_int, Order, c_char_p, POINTER(Error))

order_set_replacing: Callable[..., None] = native.bind(
    "vmstrust_order_set_replacing", None, Order, c_bool)

ca_check_order: Callable[..., int] = native.bind(
    "vmstrust_ca_check_order", c_int, Ca, Order, POINTER(c_int64),
    POINTER(c_int64), POINTER(Error))

ca_issue: Callable[..., int] = native.bind(
    "vmstrust_ca_issue", c_int, Ca, Order, POINTER(Identity), POINTER(Error))

ca_sign: Callable[..., int] = native.bind(
    "vmstrust_ca_sign", c_int, Ca, Order, Request, POINTER(Cert),
    POINTER(Error))

ca_check_request: Callable[..., int] = native.bind(
    "vmstrust_ca_check_request", c_int, Ca, Order, Request, POINTER(Error))

ca_renew: Callable[..., int] = native.bind(
    "vmstrust_ca_renew", c_int, Ca, Order, POINTER(Cert), POINTER(Error))

ca_check_renewal: Callable[..., int] = native.bind(
    "vmstrust_ca_check_renewal", c_int, Ca, Order, POINTER(Error))

ca_write_chain: Callable[..., int] = native.bind(
    "vmstrust_ca_write_chain", c_int, Ca, Cert, POINTER(Bytes),
    POINTER(Error))

ca_record: Callable[..., int] = native.bind(
    "vmstrust_ca_record", c_int, Ca, Cert, c_int, POINTER(c_bool),
    POINTER(Error))

ca_check_record: Callable[..., int] = native.bind(
    "vmstrust_ca_check_record", c_int, Ca, Cert, POINTER(c_bool),
    POINTER(Error))

ca_set_delivered: Callable[..., int] = native.bind(
    "vmstrust_ca_set_delivered", c_int, Ca, Cert, POINTER(Error))

ca_revoke: Callable[..., int] = native.bind(
    "vmstrust_ca_revoke", c_int, Ca, Cert, c_char_p, c_int64, POINTER(Error))

ca_check_revoke: Callable[..., int] = native.bind(
    "vmstrust_ca_check_revoke", c_int, Ca, Cert, c_char_p, c_int64,
    POINTER(Error))

ca_check_crl: Callable[..., int] = native.bind(
    "vmstrust_ca_check_crl", c_int, Ca, c_char_p, c_size_t, POINTER(Error))

ca_write_crl: Callable[..., int] = native.bind(
    "vmstrust_ca_write_crl", c_int, Ca, c_int64, POINTER(Bytes),
    POINTER(Error))

ca_list: Callable[..., int] = native.bind(
    "vmstrust_ca_list", c_int, Ca, POINTER(Entries), POINTER(Error))

ca_list_due: Callable[..., int] = native.bind(
    "vmstrust_ca_list_due", c_int, Ca, c_int64, POINTER(Entries),
    POINTER(Error))

ca_find: Callable[..., int] = native.bind(
    "vmstrust_ca_find", c_int, Ca, c_char_p, POINTER(Entries), POINTER(Error))

ca_list_successors: Callable[..., int] = native.bind(
    "vmstrust_ca_list_successors", c_int, Ca, Order, POINTER(Entries),
    POINTER(Error))

entries_free: Callable[..., None] = native.bind(
    "vmstrust_entries_free", None, Entries)

entries_get_count: Callable[..., int] = native.bind(
    "vmstrust_entries_get_count", c_size_t, Entries)

entries_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_entries_get_cert", Cert, Entries, c_size_t)

entries_get_state: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_entries_get_state", c_char_p, Entries, c_size_t)

entries_get_role: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_entries_get_role", c_char_p, Entries, c_size_t)

entries_get_revoked_at: Callable[..., int] = native.bind(
    "vmstrust_entries_get_revoked_at", c_int64, Entries, c_size_t)

entries_get_reason: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_entries_get_reason", c_char_p, Entries, c_size_t)

entries_get_invalid_since: Callable[..., int] = native.bind(
    "vmstrust_entries_get_invalid_since", c_int64, Entries, c_size_t)

ca_write_log: Callable[..., int] = native.bind(
    "vmstrust_ca_write_log", c_int, Ca, POINTER(Bytes), POINTER(Error))

ca_get_root_count: Callable[..., int] = native.bind(
    "vmstrust_ca_get_root_count", c_size_t, Ca)

ca_get_root: Callable[..., Any] = native.bind(
    "vmstrust_ca_get_root", Cert, Ca, c_size_t)

ca_get_cross: Callable[..., Any] = native.bind(
    "vmstrust_ca_get_cross", Cert, Ca, c_size_t)

ca_get_back_cross: Callable[..., Any] = native.bind(
    "vmstrust_ca_get_back_cross", Cert, Ca, c_size_t)

ca_plan_next: Callable[..., int] = native.bind(
    "vmstrust_ca_plan_next", c_int, Ca, c_char_p, POINTER(CaPlan),
    POINTER(Error))

ca_check_rollover: Callable[..., int] = native.bind(
    "vmstrust_ca_check_rollover", c_int, Ca, CaPlan, POINTER(Error))

ca_roll_over: Callable[..., int] = native.bind(
    "vmstrust_ca_roll_over", c_int, Ca, CaPlan, c_char_p, c_size_t,
    POINTER(Error))

ca_set_passphrase: Callable[..., int] = native.bind(
    "vmstrust_ca_set_passphrase", c_int, Ca, c_char_p, c_size_t,
    POINTER(Error))

ca_check_set_passphrase: Callable[..., int] = native.bind(
    "vmstrust_ca_check_set_passphrase", c_int, Ca, c_char_p, c_size_t,
    POINTER(Error))

ca_backup: Callable[..., int] = native.bind(
    "vmstrust_ca_backup", c_int, Ca, c_char_p, c_bool, POINTER(Error))

ca_move: Callable[..., int] = native.bind(
    "vmstrust_ca_move", c_int, Ca, c_char_p, c_bool, c_char_p, POINTER(Error))

ca_check_backup: Callable[..., int] = native.bind(
    "vmstrust_ca_check_backup", c_int, Ca, c_char_p, c_bool, c_char_p,
    POINTER(Error))

backup_open: Callable[..., int] = native.bind(
    "vmstrust_backup_open", c_int, c_char_p, POINTER(Backup), POINTER(Error))

backup_free: Callable[..., None] = native.bind(
    "vmstrust_backup_free", None, Backup)

backup_get_made_at: Callable[..., int] = native.bind(
    "vmstrust_backup_get_made_at", c_int64, Backup)

backup_get_place: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_backup_get_place", c_char_p, Backup)

backup_get_computer: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_backup_get_computer", c_char_p, Backup)

backup_get_moving_to: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_backup_get_moving_to", c_char_p, Backup)

backup_set_actor: Callable[..., int] = native.bind(
    "vmstrust_backup_set_actor", c_int, Backup, c_char_p, c_char_p,
    POINTER(Error))

backup_check: Callable[..., int] = native.bind(
    "vmstrust_backup_check", c_int, Backup, c_char_p, POINTER(Error))

backup_try_passphrase: Callable[..., int] = native.bind(
    "vmstrust_backup_try_passphrase", c_int, Backup, c_char_p, c_size_t,
    POINTER(Error))

backup_restore: Callable[..., int] = native.bind(
    "vmstrust_backup_restore", c_int, Backup, c_char_p, c_char_p, c_size_t,
    POINTER(Error))

checkup_new: Callable[..., int] = native.bind(
    "vmstrust_checkup_new", c_int, c_char_p, c_char_p, c_size_t,
    POINTER(Checkup), POINTER(Error))

checkup_free: Callable[..., None] = native.bind(
    "vmstrust_checkup_free", None, Checkup)

checkup_get_count: Callable[..., int] = native.bind(
    "vmstrust_checkup_get_count", c_size_t, Checkup)

checkup_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_checkup_get_id", c_char_p, Checkup, c_size_t)

checkup_get_mark: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_checkup_get_mark", c_char_p, Checkup, c_size_t)

checkup_get_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_checkup_get_text", c_char_p, Checkup, c_size_t)

cert_parse: Callable[..., int] = native.bind(
    "vmstrust_cert_parse", c_int, c_char_p, c_size_t, POINTER(Cert),
    POINTER(Error))

cert_ref: Callable[..., Any] = native.bind(
    "vmstrust_cert_ref", Cert, Cert)

cert_free: Callable[..., None] = native.bind(
    "vmstrust_cert_free", None, Cert)

cert_is_malformed: Callable[..., bool] = native.bind(
    "vmstrust_cert_is_malformed", c_bool, Cert)

cert_get_der: Callable[..., Optional[int]] = native.bind(
    "vmstrust_cert_get_der", c_void_p, Cert, POINTER(c_size_t))

cert_get_sha256: Callable[..., Optional[int]] = native.bind(
    "vmstrust_cert_get_sha256", c_void_p, Cert)

cert_get_thumbprint: Callable[..., int] = native.bind(
    "vmstrust_cert_get_thumbprint", c_int, Cert, POINTER(c_char * 41),
    POINTER(Error))

cert_write_subject: Callable[..., int] = native.bind(
    "vmstrust_cert_write_subject", c_int, Cert, POINTER(Bytes),
    POINTER(Error))

cert_write_issuer: Callable[..., int] = native.bind(
    "vmstrust_cert_write_issuer", c_int, Cert, POINTER(Bytes), POINTER(Error))

cert_get_serial: Callable[..., Optional[int]] = native.bind(
    "vmstrust_cert_get_serial", c_void_p, Cert, POINTER(c_size_t))

cert_get_not_before: Callable[..., int] = native.bind(
    "vmstrust_cert_get_not_before", c_int64, Cert)

cert_get_not_after: Callable[..., int] = native.bind(
    "vmstrust_cert_get_not_after", c_int64, Cert)

cert_is_authority: Callable[..., bool] = native.bind(
    "vmstrust_cert_is_authority", c_bool, Cert)

cert_is_limited_to_names: Callable[..., bool] = native.bind(
    "vmstrust_cert_is_limited_to_names", c_bool, Cert)

cert_get_path_length: Callable[..., bool] = native.bind(
    "vmstrust_cert_get_path_length", c_bool, Cert, POINTER(c_uint32))

cert_get_dns_name_count: Callable[..., int] = native.bind(
    "vmstrust_cert_get_dns_name_count", c_size_t, Cert)

cert_get_dns_name: Callable[..., Optional[int]] = native.bind(
    "vmstrust_cert_get_dns_name", c_void_p, Cert, c_size_t, POINTER(c_size_t))

cert_get_ip_address_count: Callable[..., int] = native.bind(
    "vmstrust_cert_get_ip_address_count", c_size_t, Cert)

cert_get_ip_address: Callable[..., Optional[int]] = native.bind(
    "vmstrust_cert_get_ip_address", c_void_p, Cert, c_size_t,
    POINTER(c_size_t))

cert_write_text: Callable[..., int] = native.bind(
    "vmstrust_cert_write_text", c_int, Cert, POINTER(Bytes), POINTER(Error))

cert_write_json: Callable[..., int] = native.bind(
    "vmstrust_cert_write_json", c_int, Cert, POINTER(Bytes), POINTER(Error))

cert_write_difference: Callable[..., int] = native.bind(
    "vmstrust_cert_write_difference", c_int, Cert, Cert, POINTER(Bytes),
    POINTER(Error))

cert_write_pem: Callable[..., int] = native.bind(
    "vmstrust_cert_write_pem", c_int, Cert, POINTER(Bytes), POINTER(Error))

chain_new: Callable[..., int] = native.bind(
    "vmstrust_chain_new", c_int, POINTER(Chain), POINTER(Error))

chain_add_der: Callable[..., int] = native.bind(
    "vmstrust_chain_add_der", c_int, Chain, c_char_p, c_size_t,
    POINTER(Error))

chain_add_cert: Callable[..., int] = native.bind(
    "vmstrust_chain_add_cert", c_int, Chain, Cert, POINTER(Error))

chain_add_crl: Callable[..., int] = native.bind(
    "vmstrust_chain_add_crl", c_int, Chain, c_char_p, c_size_t,
    POINTER(Error))

chain_set_ocsp: Callable[..., int] = native.bind(
    "vmstrust_chain_set_ocsp", c_int, Chain, c_char_p, c_size_t,
    POINTER(Error))

chain_parse: Callable[..., int] = native.bind(
    "vmstrust_chain_parse", c_int, c_char_p, c_size_t, POINTER(Chain),
    POINTER(Error))

chain_load: Callable[..., int] = native.bind(
    "vmstrust_chain_load", c_int, c_char_p, POINTER(Chain), POINTER(Error))

chain_set_time: Callable[..., int] = native.bind(
    "vmstrust_chain_set_time", c_int, Chain, c_int64, POINTER(Error))

chain_get_count: Callable[..., int] = native.bind(
    "vmstrust_chain_get_count", c_size_t, Chain)

chain_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_chain_get_cert", Cert, Chain, c_size_t)

chain_free: Callable[..., None] = native.bind(
    "vmstrust_chain_free", None, Chain)

deployment_new: Callable[..., int] = native.bind(
    "vmstrust_deployment_new", c_int, c_char_p, c_char_p, POINTER(Deployment),
    POINTER(Error))

deployment_free: Callable[..., None] = native.bind(
    "vmstrust_deployment_free", None, Deployment)

deployment_set_passphrase: Callable[..., int] = native.bind(
    "vmstrust_deployment_set_passphrase", c_int, Deployment, c_char_p,
    c_size_t, POINTER(Error))

deployment_set_account: Callable[..., int] = native.bind(
    "vmstrust_deployment_set_account", c_int, Deployment, c_char_p,
    POINTER(Error))

deployment_set_computer: Callable[..., int] = native.bind(
    "vmstrust_deployment_set_computer", c_int, Deployment, c_char_p,
    POINTER(Error))

deployment_set_target: Callable[..., int] = native.bind(
    "vmstrust_deployment_set_target", c_int, Deployment, c_int,
    POINTER(Error))

deployment_set_time: Callable[..., int] = native.bind(
    "vmstrust_deployment_set_time", c_int, Deployment, c_int64,
    POINTER(Error))

deployment_check: Callable[..., int] = native.bind(
    "vmstrust_deployment_check", c_int, Deployment, Store, Policy, c_char_p,
    POINTER(Report), POINTER(Error))

deployment_check_access: Callable[..., int] = native.bind(
    "vmstrust_deployment_check_access", c_int, Deployment, POINTER(c_int),
    POINTER(Bytes), POINTER(Error))

error_get_code: Callable[..., int] = native.bind(
    "vmstrust_error_get_code", c_int, Error)

error_get_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_error_get_text", c_char_p, Error)

error_get_offset: Callable[..., int] = native.bind(
    "vmstrust_error_get_offset", c_int64, Error)

error_new: Callable[..., Any] = native.bind(
    "vmstrust_error_new", Error, c_int, c_char_p)

error_free: Callable[..., None] = native.bind(
    "vmstrust_error_free", None, Error)

code_get_name: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_code_get_name", c_char_p, c_int)

code_get_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_code_get_text", c_char_p, c_int)

files_new: Callable[..., int] = native.bind(
    "vmstrust_files_new", c_int, c_bool, POINTER(Files), POINTER(Error))

files_free: Callable[..., None] = native.bind(
    "vmstrust_files_free", None, Files)

files_add: Callable[..., int] = native.bind(
    "vmstrust_files_add", c_int, Files, c_char_p, c_char_p, c_size_t, c_bool,
    POINTER(Error))

files_write: Callable[..., int] = native.bind(
    "vmstrust_files_write", c_int, Files, POINTER(Error))

finding_get_total: Callable[..., int] = native.bind(
    "vmstrust_finding_get_total", c_size_t)

finding_get_at: Callable[..., int] = native.bind(
    "vmstrust_finding_get_at", c_int, c_size_t)

finding_find: Callable[..., int] = native.bind(
    "vmstrust_finding_find", c_int, c_char_p, POINTER(c_int), POINTER(Error))

finding_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_id", c_char_p, c_int)

finding_get_title: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_title", c_char_p, c_int)

finding_get_cause: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_cause", c_char_p, c_int)

finding_get_fix: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_fix", c_char_p, c_int)

finding_get_how_to_see: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_how_to_see", c_char_p, c_int, c_int)

finding_get_how_to_fix: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_how_to_fix", c_char_p, c_int, c_int)

finding_get_source: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_finding_get_source", c_char_p, c_int)

finding_is_locked: Callable[..., bool] = native.bind(
    "vmstrust_finding_is_locked", c_bool, c_int)

finding_get_severity: Callable[..., int] = native.bind(
    "vmstrust_finding_get_severity", c_int, c_int, c_char_p)

platform_get_total: Callable[..., int] = native.bind(
    "vmstrust_platform_get_total", c_size_t)

platform_get_at: Callable[..., int] = native.bind(
    "vmstrust_platform_get_at", c_int, c_size_t)

platform_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_platform_get_id", c_char_p, c_int)

platform_get_name: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_platform_get_name", c_char_p, c_int)

severity_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_severity_get_id", c_char_p, c_int)

severity_find: Callable[..., int] = native.bind(
    "vmstrust_severity_find", c_int, c_char_p, POINTER(c_int), POINTER(Error))

match_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_match_get_id", c_char_p, c_int)

near_miss_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_near_miss_get_id", c_char_p, c_int)

revocation_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_revocation_get_id", c_char_p, c_int)

revocation_state_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_revocation_state_get_id", c_char_p, c_int)

key_access_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_key_access_get_id", c_char_p, c_int)

revocation_find: Callable[..., int] = native.bind(
    "vmstrust_revocation_find", c_int, c_char_p, POINTER(c_int),
    POINTER(Error))

word_find: Callable[..., int] = native.bind(
    "vmstrust_word_find", c_int, c_char_p, POINTER(c_int), POINTER(c_char_p),
    POINTER(Error))

passphrase_load: Callable[..., int] = native.bind(
    "vmstrust_passphrase_load", c_int, c_char_p, POINTER(Bytes),
    POINTER(Error))

identity_make: Callable[..., int] = native.bind(
    "vmstrust_identity_make", c_int, c_char_p, POINTER(Identity),
    POINTER(Error))

identity_parse: Callable[..., int] = native.bind(
    "vmstrust_identity_parse", c_int, c_char_p, c_size_t, c_char_p, c_size_t,
    POINTER(Identity), POINTER(Error))

identity_load: Callable[..., int] = native.bind(
    "vmstrust_identity_load", c_int, c_char_p, c_char_p, c_char_p, c_size_t,
    POINTER(Identity), POINTER(Error))

identity_free: Callable[..., None] = native.bind(
    "vmstrust_identity_free", None, Identity)

identity_get_cert_count: Callable[..., int] = native.bind(
    "vmstrust_identity_get_cert_count", c_size_t, Identity)

identity_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_identity_get_cert", Cert, Identity, c_size_t)

identity_key_matches: Callable[..., bool] = native.bind(
    "vmstrust_identity_key_matches", c_bool, Identity)

identity_key_is_in_token: Callable[..., bool] = native.bind(
    "vmstrust_identity_key_is_in_token", c_bool, Identity)

identity_prove: Callable[..., int] = native.bind(
    "vmstrust_identity_prove", c_int, Identity, POINTER(Error))

identity_write_chain: Callable[..., int] = native.bind(
    "vmstrust_identity_write_chain", c_int, Identity, POINTER(Bytes),
    POINTER(Error))

identity_write_pkcs7: Callable[..., int] = native.bind(
    "vmstrust_identity_write_pkcs7", c_int, Identity, POINTER(Bytes),
    POINTER(Error))

identity_write_key: Callable[..., int] = native.bind(
    "vmstrust_identity_write_key", c_int, Identity, c_char_p, c_size_t,
    POINTER(Bytes), POINTER(Error))

identity_write_pfx: Callable[..., int] = native.bind(
    "vmstrust_identity_write_pfx", c_int, Identity, c_int, c_char_p, c_size_t,
    POINTER(Bytes), POINTER(Error))

pfx_write_text: Callable[..., int] = native.bind(
    "vmstrust_pfx_write_text", c_int, c_char_p, c_size_t, POINTER(Bytes),
    POINTER(Error))

pfx_write_json: Callable[..., int] = native.bind(
    "vmstrust_pfx_write_json", c_int, c_char_p, c_size_t, POINTER(Bytes),
    POINTER(Error))

pfx_check_target: Callable[..., int] = native.bind(
    "vmstrust_pfx_check_target", c_int, c_char_p, c_size_t, c_int,
    POINTER(Bytes), POINTER(Error))

inventory_read: Callable[..., int] = native.bind(
    "vmstrust_inventory_read", c_int, c_char_p, POINTER(Inventory),
    POINTER(Error))

inventory_check: Callable[..., int] = native.bind(
    "vmstrust_inventory_check", c_int, Inventory, c_int64, c_int64,
    POINTER(Error))

inventory_free: Callable[..., None] = native.bind(
    "vmstrust_inventory_free", None, Inventory)

inventory_get_count: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_count", c_size_t, Inventory)

inventory_get_kind: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_kind", c_char_p, Inventory, c_size_t)

inventory_get_file: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_file", c_char_p, Inventory, c_size_t)

inventory_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_inventory_get_cert", Cert, Inventory, c_size_t)

inventory_get_role: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_role", c_int, Inventory, c_size_t)

inventory_get_host: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_host", c_char_p, Inventory, c_size_t)

inventory_get_expires: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_expires", c_int64, Inventory, c_size_t)

inventory_get_added_at: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_added_at", c_int64, Inventory, c_size_t)

inventory_get_actor: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_actor", c_char_p, Inventory, c_size_t)

inventory_get_reason: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_reason", c_char_p, Inventory, c_size_t)

inventory_get_problem_count: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_problem_count", c_size_t, Inventory)

inventory_get_problem_severity: Callable[..., int] = native.bind(
    "vmstrust_inventory_get_problem_severity", c_int, Inventory, c_size_t)

inventory_get_problem_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_problem_id", c_char_p, Inventory, c_size_t)

inventory_get_problem_file: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_problem_file", c_char_p, Inventory, c_size_t)

inventory_get_problem_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_inventory_get_problem_text", c_char_p, Inventory, c_size_t)

policy_new: Callable[..., int] = native.bind(
    "vmstrust_policy_new", c_int, c_int, POINTER(Policy), POINTER(Error))

policy_ref: Callable[..., Any] = native.bind(
    "vmstrust_policy_ref", Policy, Policy)

policy_free: Callable[..., None] = native.bind(
    "vmstrust_policy_free", None, Policy)

policy_get_role: Callable[..., int] = native.bind(
    "vmstrust_policy_get_role", c_int, Policy)

policy_get_client: Callable[..., int] = native.bind(
    "vmstrust_policy_get_client", c_int, Policy)

policy_get_severity: Callable[..., int] = native.bind(
    "vmstrust_policy_get_severity", c_int, Policy, c_int)

policy_set_client: Callable[..., int] = native.bind(
    "vmstrust_policy_set_client", c_int, Policy, c_int, POINTER(Error))

policy_set_rules: Callable[..., int] = native.bind(
    "vmstrust_policy_set_rules", c_int, Policy, c_char_p, POINTER(Error))

policy_set_severity: Callable[..., int] = native.bind(
    "vmstrust_policy_set_severity", c_int, Policy, c_int, c_int,
    POINTER(Error))

policy_insecure_set_severity: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_set_severity", c_int, Policy, c_int, c_int,
    POINTER(Error))

policy_set_anchor_fields: Callable[..., int] = native.bind(
    "vmstrust_policy_set_anchor_fields", c_int, Policy, c_int, POINTER(Error))

policy_insecure_ignore_anchor_fields: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_ignore_anchor_fields", c_int, Policy, c_int,
    POINTER(Error))

policy_set_max_path_length: Callable[..., int] = native.bind(
    "vmstrust_policy_set_max_path_length", c_int, Policy, c_uint32,
    POINTER(Error))

policy_add_required_name: Callable[..., int] = native.bind(
    "vmstrust_policy_add_required_name", c_int, Policy, c_char_p,
    POINTER(Error))

policy_set_purpose: Callable[..., int] = native.bind(
    "vmstrust_policy_set_purpose", c_int, Policy, c_char_p, POINTER(Error))

policy_add_initial_policy: Callable[..., int] = native.bind(
    "vmstrust_policy_add_initial_policy", c_int, Policy, c_char_p,
    POINTER(Error))

policy_require_explicit_policy: Callable[..., int] = native.bind(
    "vmstrust_policy_require_explicit_policy", c_int, Policy, POINTER(Error))

policy_inhibit_policy_mapping: Callable[..., int] = native.bind(
    "vmstrust_policy_inhibit_policy_mapping", c_int, Policy, POINTER(Error))

policy_inhibit_any_policy: Callable[..., int] = native.bind(
    "vmstrust_policy_inhibit_any_policy", c_int, Policy, POINTER(Error))

policy_set_revocation: Callable[..., int] = native.bind(
    "vmstrust_policy_set_revocation", c_int, Policy, c_int, POINTER(Error))

policy_insecure_skip_issuer_revocation: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_skip_issuer_revocation", c_int, Policy,
    POINTER(Error))

policy_insecure_ignore_crl_expiry: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_ignore_crl_expiry", c_int, Policy,
    POINTER(Error))

policy_set_earliest_time: Callable[..., int] = native.bind(
    "vmstrust_policy_set_earliest_time", c_int, Policy, c_int64,
    POINTER(Error))

policy_set_due_within: Callable[..., int] = native.bind(
    "vmstrust_policy_set_due_within", c_int, Policy, c_uint32, POINTER(Error))

policy_add_shadow: Callable[..., int] = native.bind(
    "vmstrust_policy_add_shadow", c_int, Policy, Policy, POINTER(Error))

policy_insecure_skip_name: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_skip_name", c_int, Policy, POINTER(Error))

policy_insecure_allow_weak: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_allow_weak", c_int, Policy, POINTER(Error))

policy_insecure_skip_time: Callable[..., int] = native.bind(
    "vmstrust_policy_insecure_skip_time", c_int, Policy, POINTER(Error))

chain_find_refusals: Callable[..., int] = native.bind(
    "vmstrust_chain_find_refusals", c_int, Chain, c_int, POINTER(Refusals),
    POINTER(Error))

refusals_is_accepted: Callable[..., bool] = native.bind(
    "vmstrust_refusals_is_accepted", c_bool, Refusals)

refusals_get_count: Callable[..., int] = native.bind(
    "vmstrust_refusals_get_count", c_size_t, Refusals)

refusals_get_finding: Callable[..., int] = native.bind(
    "vmstrust_refusals_get_finding", c_int, Refusals, c_size_t)

refusals_get_severity: Callable[..., int] = native.bind(
    "vmstrust_refusals_get_severity", c_int, Refusals, c_size_t)

refusals_get_depth: Callable[..., int] = native.bind(
    "vmstrust_refusals_get_depth", c_int, Refusals, c_size_t)

refusals_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_refusals_get_cert", Cert, Refusals, c_size_t)

refusals_is_measured: Callable[..., bool] = native.bind(
    "vmstrust_refusals_is_measured", c_bool, Refusals, c_size_t)

refusals_get_message: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_refusals_get_message", c_char_p, Refusals, c_size_t)

refusals_free: Callable[..., None] = native.bind(
    "vmstrust_refusals_free", None, Refusals)

report_is_trusted: Callable[..., bool] = native.bind(
    "vmstrust_report_is_trusted", c_bool, Report)

report_get_count: Callable[..., int] = native.bind(
    "vmstrust_report_get_count", c_size_t, Report)

report_get_finding: Callable[..., int] = native.bind(
    "vmstrust_report_get_finding", c_int, Report, c_size_t)

report_get_severity: Callable[..., int] = native.bind(
    "vmstrust_report_get_severity", c_int, Report, c_size_t)

report_get_cert: Callable[..., Any] = native.bind(
    "vmstrust_report_get_cert", Cert, Report, c_size_t)

report_get_depth: Callable[..., int] = native.bind(
    "vmstrust_report_get_depth", c_int, Report, c_size_t)

report_get_client: Callable[..., int] = native.bind(
    "vmstrust_report_get_client", c_int, Report, c_size_t)

report_get_title: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_title", c_char_p, Report, c_size_t)

report_get_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_text", c_char_p, Report, c_size_t)

report_get_expected: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_expected", c_char_p, Report, c_size_t)

report_get_found: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_found", c_char_p, Report, c_size_t)

report_get_consequence: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_consequence", c_char_p, Report, c_size_t)

report_get_fix: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_fix", c_char_p, Report, c_size_t)

report_get_source: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_source", c_char_p, Report, c_size_t)

report_get_path_count: Callable[..., int] = native.bind(
    "vmstrust_report_get_path_count", c_size_t, Report)

report_get_path_cert: Callable[..., Any] = native.bind(
    "vmstrust_report_get_path_cert", Cert, Report, c_size_t)

report_get_near_miss_count: Callable[..., int] = native.bind(
    "vmstrust_report_get_near_miss_count", c_size_t, Report)

report_get_near_miss: Callable[..., int] = native.bind(
    "vmstrust_report_get_near_miss", c_int, Report, c_size_t)

report_get_near_miss_cert: Callable[..., Any] = native.bind(
    "vmstrust_report_get_near_miss_cert", Cert, Report, c_size_t)

report_get_near_miss_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_near_miss_text", c_char_p, Report, c_size_t)

report_get_revocation: Callable[..., int] = native.bind(
    "vmstrust_report_get_revocation", c_int, Report)

report_get_key_access: Callable[..., int] = native.bind(
    "vmstrust_report_get_key_access", c_int, Report)

report_get_key_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_key_text", c_char_p, Report)

report_get_shadow: Callable[..., Any] = native.bind(
    "vmstrust_report_get_shadow", Report, Report)

report_get_shadow_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_shadow_text", c_char_p, Report)

report_get_policy_count: Callable[..., int] = native.bind(
    "vmstrust_report_get_policy_count", c_size_t, Report)

report_get_policy: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_policy", c_char_p, Report, c_size_t)

report_get_matched: Callable[..., int] = native.bind(
    "vmstrust_report_get_matched", c_int, Report)

report_get_role: Callable[..., int] = native.bind(
    "vmstrust_report_get_role", c_int, Report)

report_get_host: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_host", c_char_p, Report)

report_get_rules: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_report_get_rules", c_char_p, Report)

report_get_judged_at: Callable[..., int] = native.bind(
    "vmstrust_report_get_judged_at", c_int64, Report)

report_get_generation: Callable[..., int] = native.bind(
    "vmstrust_report_get_generation", c_uint64, Report)

report_write_text: Callable[..., int] = native.bind(
    "vmstrust_report_write_text", c_int, Report, POINTER(Bytes),
    POINTER(Error))

report_write_ascii: Callable[..., int] = native.bind(
    "vmstrust_report_write_ascii", c_int, Report, POINTER(Bytes),
    POINTER(Error))

report_write_json: Callable[..., int] = native.bind(
    "vmstrust_report_write_json", c_int, Report, POINTER(Bytes),
    POINTER(Error))

report_write_evidence: Callable[..., int] = native.bind(
    "vmstrust_report_write_evidence", c_int, Report, POINTER(Bytes),
    POINTER(Error))

report_free: Callable[..., None] = native.bind(
    "vmstrust_report_free", None, Report)

draft_new: Callable[..., int] = native.bind(
    "vmstrust_draft_new", c_int, c_int, POINTER(Draft), POINTER(Error))

draft_free: Callable[..., None] = native.bind(
    "vmstrust_draft_free", None, Draft)

draft_add_subject: Callable[..., int] = native.bind(
    "vmstrust_draft_add_subject", c_int, Draft, c_char_p, c_char_p,
    POINTER(Error))

draft_add_host: Callable[..., int] = native.bind(
    "vmstrust_draft_add_host", c_int, Draft, c_char_p, POINTER(Error))

draft_write: Callable[..., int] = native.bind(
    "vmstrust_draft_write", c_int, Draft, Identity, POINTER(Bytes),
    POINTER(Error))

request_parse: Callable[..., int] = native.bind(
    "vmstrust_request_parse", c_int, c_char_p, c_size_t, POINTER(Request),
    POINTER(Error))

request_free: Callable[..., None] = native.bind(
    "vmstrust_request_free", None, Request)

request_write_subject: Callable[..., int] = native.bind(
    "vmstrust_request_write_subject", c_int, Request, POINTER(Bytes),
    POINTER(Error))

request_get_dns_name_count: Callable[..., int] = native.bind(
    "vmstrust_request_get_dns_name_count", c_size_t, Request)

request_get_dns_name: Callable[..., Optional[int]] = native.bind(
    "vmstrust_request_get_dns_name", c_void_p, Request, c_size_t,
    POINTER(c_size_t))

request_get_ip_address_count: Callable[..., int] = native.bind(
    "vmstrust_request_get_ip_address_count", c_size_t, Request)

request_get_ip_address: Callable[..., Optional[int]] = native.bind(
    "vmstrust_request_get_ip_address", c_void_p, Request, c_size_t,
    POINTER(c_size_t))

role_get_total: Callable[..., int] = native.bind(
    "vmstrust_role_get_total", c_size_t)

role_get_at: Callable[..., int] = native.bind(
    "vmstrust_role_get_at", c_int, c_size_t)

role_find: Callable[..., int] = native.bind(
    "vmstrust_role_find", c_int, c_char_p, POINTER(c_int), POINTER(Error))

role_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_role_get_id", c_char_p, c_int)

role_get_name: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_role_get_name", c_char_p, c_int)

role_get_endpoint: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_role_get_endpoint", c_char_p, c_int)

role_get_source: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_role_get_source", c_char_p, c_int)

role_get_port: Callable[..., int] = native.bind(
    "vmstrust_role_get_port", c_uint16, c_int)

role_takes_host: Callable[..., bool] = native.bind(
    "vmstrust_role_takes_host", c_bool, c_int)

client_get_total: Callable[..., int] = native.bind(
    "vmstrust_client_get_total", c_size_t)

client_get_at: Callable[..., int] = native.bind(
    "vmstrust_client_get_at", c_int, c_size_t)

client_find: Callable[..., int] = native.bind(
    "vmstrust_client_find", c_int, c_char_p, POINTER(c_int), POINTER(Error))

client_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_client_get_id", c_char_p, c_int)

client_get_name: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_client_get_name", c_char_p, c_int)

client_get_store: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_client_get_store", c_char_p, c_int)

client_get_install: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_client_get_install", c_char_p, c_int)

client_get_source: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_client_get_source", c_char_p, c_int)

client_get_target: Callable[..., int] = native.bind(
    "vmstrust_client_get_target", c_int, c_int)

target_get_total: Callable[..., int] = native.bind(
    "vmstrust_target_get_total", c_size_t)

target_get_at: Callable[..., int] = native.bind(
    "vmstrust_target_get_at", c_int, c_size_t)

target_find: Callable[..., int] = native.bind(
    "vmstrust_target_find", c_int, c_char_p, POINTER(c_int), POINTER(Error))

target_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_target_get_id", c_char_p, c_int)

target_get_name: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_target_get_name", c_char_p, c_int)

target_get_severity: Callable[..., int] = native.bind(
    "vmstrust_target_get_severity", c_int, c_int, c_int)

target_is_measured: Callable[..., bool] = native.bind(
    "vmstrust_target_is_measured", c_bool, c_int)

connection_get_total: Callable[..., int] = native.bind(
    "vmstrust_connection_get_total", c_size_t)

connection_get_at: Callable[..., int] = native.bind(
    "vmstrust_connection_get_at", c_int, c_size_t)

connection_find: Callable[..., int] = native.bind(
    "vmstrust_connection_find", c_int, c_char_p, POINTER(c_int),
    POINTER(Error))

connection_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_connection_get_id", c_char_p, c_int)

connection_get_name_rule: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_connection_get_name_rule", c_char_p, c_int)

connection_get_if_expired: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_connection_get_if_expired", c_char_p, c_int)

connection_get_if_untrusted: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_connection_get_if_untrusted", c_char_p, c_int)

connection_get_source: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_connection_get_source", c_char_p, c_int)

connection_get_client: Callable[..., int] = native.bind(
    "vmstrust_connection_get_client", c_int, c_int)

connection_get_role: Callable[..., int] = native.bind(
    "vmstrust_connection_get_role", c_int, c_int)

connection_get_port: Callable[..., int] = native.bind(
    "vmstrust_connection_get_port", c_uint16, c_int)

store_new: Callable[..., int] = native.bind(
    "vmstrust_store_new", c_int, POINTER(Store), POINTER(Error))

store_load: Callable[..., int] = native.bind(
    "vmstrust_store_load", c_int, c_char_p, POINTER(Store), POINTER(Error))

store_ref: Callable[..., Any] = native.bind(
    "vmstrust_store_ref", Store, Store)

store_free: Callable[..., None] = native.bind(
    "vmstrust_store_free", None, Store)

store_add_cert: Callable[..., int] = native.bind(
    "vmstrust_store_add_cert", c_int, Store, Cert, POINTER(Error))

store_add_cert_for_role: Callable[..., int] = native.bind(
    "vmstrust_store_add_cert_for_role", c_int, Store, Cert, c_int,
    POINTER(Error))

store_add_pem: Callable[..., int] = native.bind(
    "vmstrust_store_add_pem", c_int, Store, c_char_p, c_size_t,
    POINTER(Error))

store_add_path: Callable[..., int] = native.bind(
    "vmstrust_store_add_path", c_int, Store, c_char_p, POINTER(Error))

store_add_system_roots: Callable[..., int] = native.bind(
    "vmstrust_store_add_system_roots", c_int, Store, POINTER(Error))

store_add_intermediate: Callable[..., int] = native.bind(
    "vmstrust_store_add_intermediate", c_int, Store, Cert, POINTER(Error))

store_add_crl: Callable[..., int] = native.bind(
    "vmstrust_store_add_crl", c_int, Store, c_char_p, c_size_t,
    POINTER(Error))

store_add_crl_file: Callable[..., int] = native.bind(
    "vmstrust_store_add_crl_file", c_int, Store, c_char_p, POINTER(Error))

store_remove_superseded_crls: Callable[..., int] = native.bind(
    "vmstrust_store_remove_superseded_crls", c_int, Store, POINTER(c_size_t),
    POINTER(Error))

store_distrust_cert: Callable[..., int] = native.bind(
    "vmstrust_store_distrust_cert", c_int, Store, Cert, POINTER(Error))

store_distrust_key: Callable[..., int] = native.bind(
    "vmstrust_store_distrust_key", c_int, Store, Cert, POINTER(Error))

store_add_pin: Callable[..., int] = native.bind(
    "vmstrust_store_add_pin", c_int, Store, c_char_p, Cert, c_int64,
    POINTER(Error))

store_remove_pins: Callable[..., int] = native.bind(
    "vmstrust_store_remove_pins", c_int, Store, c_char_p, POINTER(Error))

store_remove_cert: Callable[..., int] = native.bind(
    "vmstrust_store_remove_cert", c_int, Store, Cert, POINTER(Error))

store_create: Callable[..., int] = native.bind(
    "vmstrust_store_create", c_int, c_char_p, POINTER(Error))

store_open: Callable[..., int] = native.bind(
    "vmstrust_store_open", c_int, c_char_p, POINTER(Store), POINTER(Error))

store_add_folder: Callable[..., int] = native.bind(
    "vmstrust_store_add_folder", c_int, Store, c_char_p, POINTER(Error))

store_refresh: Callable[..., int] = native.bind(
    "vmstrust_store_refresh", c_int, Store, POINTER(Error))

store_set_actor: Callable[..., int] = native.bind(
    "vmstrust_store_set_actor", c_int, Store, c_char_p, c_char_p,
    POINTER(Error))

store_save: Callable[..., int] = native.bind(
    "vmstrust_store_save", c_int, Store, c_char_p, POINTER(Error))

store_get_generation: Callable[..., int] = native.bind(
    "vmstrust_store_get_generation", c_uint64, Store)

store_get_count: Callable[..., int] = native.bind(
    "vmstrust_store_get_count", c_size_t, Store)

store_verify_pem: Callable[..., int] = native.bind(
    "vmstrust_store_verify_pem", c_int, Store, c_int, c_char_p, c_char_p,
    c_size_t, POINTER(Error))

store_verify_chain: Callable[..., int] = native.bind(
    "vmstrust_store_verify_chain", c_int, Store, c_int, c_char_p, Chain,
    POINTER(Error))

bytes_classify: Callable[..., int] = native.bind(
    "vmstrust_bytes_classify", c_int, c_char_p, c_size_t, c_int,
    POINTER(c_int), POINTER(Bytes), POINTER(Cert), POINTER(Error))

content_get_id: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_content_get_id", c_char_p, c_int)

task_new: Callable[..., int] = native.bind(
    "vmstrust_task_new", c_int, POINTER(Task), POINTER(Error))

task_cancel: Callable[..., None] = native.bind(
    "vmstrust_task_cancel", None, Task)

task_is_cancelled: Callable[..., bool] = native.bind(
    "vmstrust_task_is_cancelled", c_bool, Task)

task_get_done: Callable[..., int] = native.bind(
    "vmstrust_task_get_done", c_uint64, Task)

task_get_total: Callable[..., int] = native.bind(
    "vmstrust_task_get_total", c_uint64, Task)

task_set_progress: Callable[..., None] = native.bind(
    "vmstrust_task_set_progress", None, Task, c_uint64, c_uint64)

task_free: Callable[..., None] = native.bind(
    "vmstrust_task_free", None, Task)

verify: Callable[..., int] = native.bind(
    "vmstrust_verify", c_int, Store, Policy, Chain, c_char_p, POINTER(Report),
    POINTER(Error))

replay: Callable[..., int] = native.bind(
    "vmstrust_replay", c_int, c_char_p, c_size_t, POINTER(Report),
    POINTER(Error))

version_number: Callable[..., int] = native.bind(
    "vmstrust_version_number", c_uint32)

version_text: Callable[..., Optional[bytes]] = native.bind(
    "vmstrust_version_text", c_char_p)

version_write_libraries: Callable[..., int] = native.bind(
    "vmstrust_version_write_libraries", c_int, POINTER(Bytes), POINTER(Error))
