/*
 * The verbs that the list of verbs.c names; each is defined in cmd_<verb>.c.
 */
#ifndef TOOLS_VERBS_H
#define TOOLS_VERBS_H

#include "command.h"

extern const struct verb verb_ca_adopt;
extern const struct verb verb_ca_backup;
extern const struct verb verb_ca_check;
extern const struct verb verb_ca_crl;
extern const struct verb verb_ca_export;
extern const struct verb verb_ca_init;
extern const struct verb verb_ca_issue;
extern const struct verb verb_ca_list;
extern const struct verb verb_ca_log;
extern const struct verb verb_ca_passphrase;
extern const struct verb verb_ca_record;
extern const struct verb verb_ca_renew;
extern const struct verb verb_ca_restore;
extern const struct verb verb_ca_revoke;
extern const struct verb verb_ca_rollover;
extern const struct verb verb_ca_sign;
extern const struct verb verb_clients;
extern const struct verb verb_connections;
extern const struct verb verb_explain;
extern const struct verb verb_findings;
extern const struct verb verb_help;
extern const struct verb verb_inspect;
extern const struct verb verb_probe;
extern const struct verb verb_replay;
extern const struct verb verb_roles;
extern const struct verb verb_server_cert_check;
extern const struct verb verb_server_cert_export;
extern const struct verb verb_server_cert_inspect_pfx;
extern const struct verb verb_server_cert_request;
extern const struct verb verb_store_add;
extern const struct verb verb_store_bundle;
extern const struct verb verb_store_check;
extern const struct verb verb_store_distrust;
extern const struct verb verb_store_init;
extern const struct verb verb_store_list;
extern const struct verb verb_store_pin;
extern const struct verb verb_store_remove;
extern const struct verb verb_store_unpin;
extern const struct verb verb_trust_install;
extern const struct verb verb_trust_remove;
extern const struct verb verb_trust_status;
extern const struct verb verb_verify;

#endif
