/*
 * Orders (order.h). Floor 5.
 */
#include "authority/order.h"

#include <stdlib.h>

#include "base/text.h"
#include "cert/dns.h"

/* A URL of a certificate that anybody typed: beyond it something else was
 * pasted. */
#define URL_SIZE 512
#define RSA_USUAL 3072

/* --- Addresses ------------------------------------------------------------- */

/* RFC 3986 2: what may stand in a URL is visible ASCII, and not all of it. */
static bool
is_url(const char *text)
{
    static const char scheme[] = "http://";

    if (strncmp(text, scheme, sizeof scheme - 1) != 0 ||
        strlen(text) > URL_SIZE ||
        !vmst_ascii_is_alnum(text[sizeof scheme - 1])) {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (*text <= ' ' || *text > '~' || strchr("\"<>\\^`{|}", *text)) {
            return false;
        }
    }
    return true;
}

int
vmst_urls_add(struct vmst_urls *urls, const char *url, struct vmst_note *note)
{
    char shown[VMST_TEXT_SHOWN];
    AUTO_BUFFER text = {0};

    if (!is_url(url)) {
        return vmst_fail(
            note, VMSTRUST_E_ARGUMENT,
            "%s: an address starts with http:// and a host; https:// would "
            "need the very certificate that is asked about",
            vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(url)));
    }
    if (urls->count == VMST_LIMIT_ORDER_URLS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "one certificate carries at most %d addresses of a "
                         "kind",
                         VMST_LIMIT_ORDER_URLS);
    }
    vmst_buffer_add_text(&text, url);
    if (vmst_buffer_take_text(&text, &urls->list[urls->count]) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    urls->count++;
    return VMSTRUST_OK;
}

/* --- An order -------------------------------------------------------------- */

int
vmst_order_new(const struct vmst_role *role, struct vmst_note *note,
               struct vmst_order **order)
{
    *order = NULL;
    if (role->kind != VMST_ROLE_SERVER) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%s: certificates are issued to the roles of servers",
                         role->row.id);
    }
    *order = calloc(1, sizeof **order);
    if (*order == NULL) {
        return vmst_fail_memory(note);
    }
    (*order)->role = role;
    (*order)->valid_for = VMST_ORDER_DAYS * VMST_DAY;
    (*order)->key = VMST_NEW_RSA_3072;
    return VMSTRUST_OK;
}

static void
free_urls(struct vmst_urls *urls)
{
    for (size_t i = 0; i < urls->count; i++) {
        free(urls->list[i]);
    }
}

void
vmst_order_free(struct vmst_order *order)
{
    if (order != NULL) {
        free_urls(&order->crl_urls);
        free_urls(&order->issuer_urls);
        free(order->hosts);
        vmst_cert_free(order->renewed);
        free(order);
    }
}

/* --- Names ---------------------------------------------------------------- */

static bool
has_host(const struct vmst_order *order, const struct vmst_host *host)
{
    for (size_t i = 0; i < order->host_count; i++) {
        if (strcmp(order->hosts[i].text, host->text) == 0) {
            return true;
        }
    }
    return false;
}

static int
take_host(struct vmst_order *order, const struct vmst_host *host,
          struct vmst_note *note)
{
    struct vmst_host *grown;

    if (has_host(order, host)) {
        return VMSTRUST_OK;
    }
    if (order->host_count == VMST_LIMIT_ORDER_HOSTS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "one certificate carries at most %d names",
                         VMST_LIMIT_ORDER_HOSTS);
    }
    grown = realloc(order->hosts, (order->host_count + 1) * sizeof *grown);
    if (grown == NULL) {
        return vmst_fail_memory(note);
    }
    order->hosts = grown;
    order->hosts[order->host_count++] = *host;
    return VMSTRUST_OK;
}

int
vmst_order_add_host(struct vmst_order *order, const char *text,
                    struct vmst_note *note)
{
    struct vmst_host host;

    TRY(vmst_host_read(text, &host, note));
    return take_host(order, &host, note);
}

/* A name of a certificate or a request, as what it is. */
static int
add_general_name(struct vmst_order *order, const struct vmst_general_name *name,
                 struct vmst_note *note)
{
    char text[VMST_LIMIT_HOST + 1];
    char address[VMST_ADDRESS_TEXT];

    if (name->kind == VMST_GENERAL_IP) {
        return vmst_order_add_host(
            order, vmst_address_show(name->value, address), note);
    }
    /* A name with a zero byte in it is none, and would be cut there. */
    if (name->value.size > VMST_LIMIT_HOST ||
        memchr(name->value.data, '\0', name->value.size) != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%s: no host has such a name",
                         vmst_text_show_in(text, sizeof text, name->value));
    }
    memcpy(text, name->value.data, name->value.size);
    text[name->value.size] = '\0';
    return vmst_order_add_host(order, text, note);
}

/* The fallback of old: a host name in the subject, and nowhere else. */
static int
add_common_name(struct vmst_order *order, const struct vmst_cert *cert,
                struct vmst_note *note)
{
    struct vmst_general_name name = {.kind = VMST_GENERAL_DNS};

    return vmst_host_common_name(cert, &name.value)
               ? add_general_name(order, &name, note)
               : VMSTRUST_OK;
}

int
vmst_order_add_requested(struct vmst_order *order,
                         const struct vmst_request *request,
                         struct vmst_note *note)
{
    const struct vmst_general_names *names = &request->wanted.alt_names;

    for (size_t i = 0; i < names->count; i++) {
        if (names->list[i].kind == VMST_GENERAL_DNS ||
            names->list[i].kind == VMST_GENERAL_IP) {
            TRY(add_general_name(order, &names->list[i], note));
        }
    }
    return add_common_name(order, &request->wanted, note);
}

/* --- Renewing ------------------------------------------------------------- */

/* A wildcard is kept where there is one; ordered it is not. */
static int
keep_wildcard(struct vmst_order *order, struct vmst_bytes name,
              struct vmst_note *note)
{
    struct vmst_host host = {.kind = VMST_HOST_DNS};

    if (!vmst_dns_name_is_valid(name,
                                VMST_DNS_WILDCARD | VMST_DNS_UNDERSCORE)) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "it has a wildcard that no client accepts, and would "
                         "lose it: issue a new one");
    }
    for (size_t i = 0; i < name.size; i++) {
        host.text[i] = vmst_ascii_lower((char)name.data[i]);
    }
    return take_host(order, &host, note);
}

static int
keep_name(struct vmst_order *order, const struct vmst_general_name *name,
          struct vmst_note *note)
{
    if (name->kind == VMST_GENERAL_DNS && vmst_dns_is_wildcard(name->value)) {
        return keep_wildcard(order, name->value, note);
    }
    if (name->kind == VMST_GENERAL_DNS || name->kind == VMST_GENERAL_IP) {
        return add_general_name(order, name, note);
    }
    return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                     "it has a name that is neither a host nor an address, and "
                     "would lose it: issue a new one");
}

static int
keep_names(struct vmst_order *order, struct vmst_note *note)
{
    const struct vmst_general_names *names = &order->renewed->alt_names;

    for (size_t i = 0; i < names->count; i++) {
        TRY(keep_name(order, &names->list[i], note));
    }
    return add_common_name(order, order->renewed, note);
}

/* Addresses of another scheme are not kept: nobody fetches them. */
static int
keep_urls(struct vmst_urls *urls, const struct vmst_general_names *names,
          struct vmst_note *note)
{
    char text[URL_SIZE + 1];

    for (size_t i = 0; i < names->count; i++) {
        struct vmst_bytes url = names->list[i].value;

        if (names->list[i].kind != VMST_GENERAL_URI || url.size > URL_SIZE) {
            continue;
        }
        memcpy(text, url.data, url.size);
        text[url.size] = '\0';
        if (is_url(text) && strlen(text) == url.size &&
            urls->count < VMST_LIMIT_ORDER_URLS) {
            TRY(vmst_urls_add(urls, text, note));
        }
    }
    return VMSTRUST_OK;
}

/* Of the kind that is there, and never weaker than what is issued. */
static enum vmst_new_key
kind_of(const struct vmst_key *key)
{
    if (key->kind == VMST_KEY_EC_P256) {
        return VMST_NEW_EC_P256;
    }
    if (key->kind == VMST_KEY_EC_P384) {
        return VMST_NEW_EC_P384;
    }
    return key->size > RSA_USUAL ? VMST_NEW_RSA_4096 : VMST_NEW_RSA_3072;
}

static int
fill_renewal(struct vmst_order *order, const struct vmst_cert *cert,
             struct vmst_note *note)
{
    order->renewed = vmst_cert_ref(cert);
    order->key = kind_of(&cert->key);
    TRY(keep_names(order, note));
    for (size_t i = 0; i < cert->crl_points.count; i++) {
        TRY(keep_urls(&order->crl_urls, &cert->crl_points.list[i].names, note));
    }
    return keep_urls(&order->issuer_urls, &cert->ca_issuers, note);
}

static int
renew_entry(const struct vmst_entry *entry, struct vmst_note *note,
            struct vmst_order **order)
{
    const struct vmst_role *role = vmst_role_find(entry->role);
    AUTO(order) made = NULL;

    if (entry->state == VMST_ENTRY_REVOKED) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "it is revoked: issue a new one, with a new key");
    }
    if (role == NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "its role %s is not known here", entry->role);
    }
    TRY(vmst_order_new(role, note, &made));
    TRY(fill_renewal(made, entry->cert, note));
    *order = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_order_renew(const struct vmst_ca *ca, const struct vmst_cert *cert,
                 struct vmst_note *note, struct vmst_order **order)
{
    struct vmst_entries entries;
    int code;

    *order = NULL;
    TRY(vmst_ledger_find_cert(ca->ledger, cert, note, &entries));
    code = entries.count == 1
               ? renew_entry(&entries.list[0], note, order)
               : vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                           "the ledger has no such certificate: this CA did "
                           "not issue it, or 'vmstrust ca record' has not "
                           "been told of it");
    vmst_entries_free(&entries);
    return code;
}

static bool
carries(const struct vmst_cert *cert, const struct vmst_host *host)
{
    for (size_t i = 0; i < cert->alt_names.count; i++) {
        if (vmst_host_is_name(host, &cert->alt_names.list[i])) {
            return true;
        }
    }
    return false;
}

static bool
is_successor(const struct vmst_order *order, const struct vmst_entry *entry)
{
    if (entry->cert->not_after <= order->renewed->not_after ||
        strcmp(entry->role, order->role->row.id) != 0) {
        return false;
    }
    for (size_t i = 0; i < order->host_count; i++) {
        if (!carries(entry->cert, &order->hosts[i])) {
            return false;
        }
    }
    return true;
}

int
vmst_order_find_successors(const struct vmst_ca *ca,
                           const struct vmst_order *order, int64_t now,
                           struct vmst_note *note, struct vmst_entries *entries)
{
    size_t kept = 0;

    *entries = (struct vmst_entries){.list = NULL};
    if (order->renewed == NULL || order->host_count == 0) {
        return VMSTRUST_OK;
    }
    TRY(vmst_ledger_list_valid(ca->ledger, order->hosts[0].text, now, note,
                               entries));
    for (size_t i = 0; i < entries->count; i++) {
        if (is_successor(order, &entries->list[i])) {
            entries->list[kept++] = entries->list[i];
        } else {
            vmst_cert_free(entries->list[i].cert);
        }
    }
    entries->count = kept;
    return VMSTRUST_OK;
}

/* --- The rest ------------------------------------------------------------- */

int
vmst_order_set_valid_for(struct vmst_order *order, int64_t seconds,
                         struct vmst_note *note)
{
    if (seconds < VMST_DAY || seconds > VMST_ORDER_MOST_DAYS * VMST_DAY) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a server certificate is valid for 1 to %d days: "
                         "phones refuse more",
                         VMST_ORDER_MOST_DAYS);
    }
    order->valid_for = seconds;
    return VMSTRUST_OK;
}
