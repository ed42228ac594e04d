/*
 * Orders (order.h). Floor 5.
 */
#include "authority/order.h"

#include <stdlib.h>

#include "base/text.h"

/* A URL of a certificate that anybody typed: beyond it something else was
 * pasted. */
#define URL_SIZE 512

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
