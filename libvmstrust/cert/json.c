/*
 * A certificate as JSON, schema "vmstrust-cert-1", which only grows. Every
 * member is always there, so that a reader need not ask. Floor 1.
 */
#include "base/address.h"
#include "base/json.h"
#include "cert/show.h"
#include "der/oid.h"

static void
put_shown(struct vmst_json *json, const char *name, struct vmst_buffer *text)
{
    vmst_json_bytes_text(json, name, vmst_buffer_view(text));
    json->out->failed |= text->failed;
    vmst_buffer_free(text);
}

static void
put_name(struct vmst_json *json, const char *member,
         const struct vmst_name *name)
{
    struct vmst_buffer text = {0};

    vmst_name_show(&text, name);
    put_shown(json, member, &text);
}

static void
put_oid(struct vmst_json *json, const char *member, struct vmst_bytes oid)
{
    struct vmst_buffer text = {0};

    vmst_oid_show(&text, oid);
    put_shown(json, member, &text);
}

static void
put_oids(struct vmst_json *json, const char *member,
         const struct vmst_oids *oids, bool is_by_name)
{
    vmst_json_array(json, member);
    for (size_t i = 0; i < oids->count; i++) {
        const char *name = is_by_name ? vmst_oid_name(oids->list[i]) : NULL;

        if (name != NULL) {
            vmst_json_text(json, NULL, name);
        } else {
            put_oid(json, NULL, oids->list[i]);
        }
    }
    vmst_json_end_array(json);
}

static void
put_general(struct vmst_json *json, const struct vmst_general_name *name)
{
    struct vmst_buffer text = {0};

    vmst_general_name_show(&text, name);
    put_shown(json, NULL, &text);
}

/* Where something is to be had: an address stands bare. */
static void
put_places(struct vmst_json *json, const struct vmst_general_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind == VMST_GENERAL_URI) {
            vmst_json_bytes_text(json, NULL, names->list[i].value);
        } else {
            put_general(json, &names->list[i]);
        }
    }
}

static void
put_locations(struct vmst_json *json, const char *member,
              const struct vmst_general_names *names)
{
    vmst_json_array(json, member);
    put_places(json, names);
    vmst_json_end_array(json);
}

static void
put_points(struct vmst_json *json, const char *member,
           const struct vmst_distribution_points *points)
{
    vmst_json_array(json, member);
    for (size_t i = 0; i < points->count; i++) {
        put_places(json, &points->list[i].names);
    }
    vmst_json_end_array(json);
}

static void
put_subtrees(struct vmst_json *json, const char *member,
             const struct vmst_subtrees *subtrees)
{
    vmst_json_array(json, member);
    for (size_t i = 0; i < subtrees->count; i++) {
        put_general(json, &subtrees->list[i].base);
    }
    vmst_json_end_array(json);
}

/* Names that hosts are compared with stand bare, one list for each kind. */
static void
put_alt_names(struct vmst_json *json, const struct vmst_general_names *names)
{
    vmst_json_array(json, "dns_names");
    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind == VMST_GENERAL_DNS) {
            vmst_json_bytes_text(json, NULL, names->list[i].value);
        }
    }
    vmst_json_end_array(json);
    vmst_json_array(json, "ip_addresses");
    for (size_t i = 0; i < names->count; i++) {
        char text[VMST_ADDRESS_TEXT];

        if (names->list[i].kind == VMST_GENERAL_IP) {
            vmst_json_text(json, NULL,
                           vmst_address_show(names->list[i].value, text));
        }
    }
    vmst_json_end_array(json);
    vmst_json_array(json, "other_names");
    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind != VMST_GENERAL_DNS &&
            names->list[i].kind != VMST_GENERAL_IP) {
            put_general(json, &names->list[i]);
        }
    }
    vmst_json_end_array(json);
}

static void
put_key_usage(struct vmst_json *json, uint16_t usage)
{
    vmst_json_array(json, "key_usage");
    for (unsigned bit = 0; vmst_key_usage_name(bit) != NULL; bit++) {
        if ((usage >> bit & 1) != 0) {
            vmst_json_text(json, NULL, vmst_key_usage_name(bit));
        }
    }
    vmst_json_end_array(json);
}

static void
put_identity(struct vmst_json *json, const struct vmst_cert *cert)
{
    put_name(json, "subject", &cert->subject);
    put_name(json, "issuer", &cert->issuer);
    vmst_json_bool(json, "self_issued", vmst_cert_is_self_issued(cert));
    vmst_json_hex(json, "serial", cert->serial);
    vmst_json_number(json, "version", cert->version);
    vmst_json_time(json, "not_before", cert->not_before);
    vmst_json_time(json, "not_after", cert->not_after);
    put_alt_names(json, &cert->alt_names);
}

static void
put_algorithms(struct vmst_json *json, const struct vmst_cert *cert)
{
    struct vmst_buffer text = {0};

    vmst_key_show(&text, &cert->key);
    put_shown(json, "key", &text);
    vmst_json_number(json, "key_bits", cert->key.size);
    vmst_signature_algorithm_show(&text, &cert->algorithm);
    put_shown(json, "signature", &text);
}

static void
put_limits(struct vmst_json *json, const struct vmst_cert *cert)
{
    vmst_json_bool(json, "authority", cert->is_authority);
    if (cert->has_path_length) {
        vmst_json_number(json, "max_path_length", cert->path_length);
    } else {
        vmst_json_null(json, "max_path_length");
    }
    put_oids(json, "purposes", &cert->extended_key_usage, true);
    put_key_usage(json, cert->key_usage);
    put_subtrees(json, "permitted", &cert->permitted);
    put_subtrees(json, "excluded", &cert->excluded);
    put_oids(json, "policies", &cert->policies, false);
}

static void
put_links(struct vmst_json *json, const struct vmst_cert *cert)
{
    vmst_json_hex(json, "subject_key_id", cert->subject_key_id);
    vmst_json_hex(json, "authority_key_id", cert->authority_key_id);
    put_locations(json, "ca_issuers", &cert->ca_issuers);
    put_locations(json, "ocsp", &cert->ocsp);
    put_points(json, "crl_points", &cert->crl_points);
}

static void
put_unknown(struct vmst_json *json, const struct vmst_cert *cert)
{
    vmst_json_array(json, "other_extensions");
    for (size_t i = 0; i < cert->unknown_count; i++) {
        vmst_json_object(json, NULL);
        put_oid(json, "id", cert->unknown[i].oid);
        vmst_json_text(json, "name", vmst_oid_name(cert->unknown[i].oid));
        vmst_json_bool(json, "critical", cert->unknown[i].is_critical);
        vmst_json_end_object(json);
    }
    vmst_json_end_array(json);
}

static void
put_reason(struct vmst_json *json, const struct vmst_note *note)
{
    vmst_json_text(json, "reason", note->text);
    vmst_json_text(json, "field", note->field);
    vmst_json_number(json, "offset", (int64_t)note->offset);
}

int
vmst_cert_write_json(const struct vmst_cert *cert, struct vmst_buffer *buffer)
{
    struct vmst_json json = {.out = buffer};
    char thumbprint[VMST_THUMBPRINT_TEXT];

    TRY(vmst_cert_thumbprint(cert, thumbprint));
    vmst_json_object(&json, NULL);
    vmst_json_text(&json, "schema", "vmstrust-cert-1");
    vmst_json_bool(&json, "malformed", cert->is_malformed);
    vmst_json_text(&json, "thumbprint", thumbprint);
    vmst_json_hex(&json, "sha256",
                  vmst_bytes(cert->sha256, sizeof cert->sha256));
    if (cert->is_malformed) {
        put_reason(&json, &cert->note);
    } else {
        put_identity(&json, cert);
        put_limits(&json, cert);
        put_algorithms(&json, cert);
        put_links(&json, cert);
        put_unknown(&json, cert);
    }
    vmst_json_end_object(&json);
    return VMSTRUST_OK;
}
