/*
 * Laws over three lines (a presented name, a host, the base of a subtree):
 * what is wholly within a base is also partly within it; whoever answers a host
 * by a name may have no more than the name was permitted, and is caught where
 * the host is excluded; a host that was read reads as itself.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cert/dns.h"
#include "cert/subtree.h"
#include "role/host.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static struct vmst_bytes
take_line(struct vmst_bytes *rest)
{
    const uint8_t *end =
        rest->size == 0 ? NULL : memchr(rest->data, '\n', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    struct vmst_bytes line = vmst_bytes(rest->data, size);

    size += end != NULL;
    *rest = vmst_bytes(rest->data + size, rest->size - size);
    return line;
}

static struct vmst_general_name
general(enum vmst_general_kind kind, struct vmst_bytes value)
{
    return (struct vmst_general_name){.kind = kind, .value = value};
}

static void
check_senses(enum vmst_general_kind kind, struct vmst_bytes presented,
             struct vmst_bytes base_value)
{
    struct vmst_general_name name = general(kind, presented);
    struct vmst_general_name base = general(kind, base_value);
    enum vmst_fit permitted = vmst_general_name_permitted(&name, &base);
    enum vmst_fit excluded = vmst_general_name_excluded(&name, &base);

    must(permitted != VMST_FIT_WITHIN || excluded == VMST_FIT_WITHIN);
    must((permitted == VMST_FIT_MALFORMED) == (excluded == VMST_FIT_MALFORMED));
    must(permitted == VMST_FIT_MALFORMED || vmst_subtree_base_is_valid(&base));
}

static void
check_host(struct vmst_bytes presented, struct vmst_bytes host,
           struct vmst_bytes base_value)
{
    struct vmst_general_name by = general(VMST_GENERAL_DNS, presented);
    struct vmst_general_name name = general(VMST_GENERAL_DNS, host);
    struct vmst_general_name base = general(VMST_GENERAL_DNS, base_value);

    if (!vmst_dns_names_host(presented, host)) {
        return;
    }
    if (vmst_general_name_permitted(&by, &base) == VMST_FIT_WITHIN) {
        must(vmst_general_name_permitted(&name, &base) == VMST_FIT_WITHIN);
    }
    if (vmst_general_name_excluded(&name, &base) == VMST_FIT_WITHIN) {
        must(vmst_general_name_excluded(&by, &base) == VMST_FIT_WITHIN);
    }
}

static bool
read_host(struct vmst_bytes asked, struct vmst_host *host)
{
    char text[1024];
    struct vmst_host again;

    if (asked.size >= sizeof text) {
        return false;
    }
    memcpy(text, asked.size == 0 ? (const uint8_t *)"" : asked.data,
           asked.size);
    text[asked.size] = '\0';
    if (vmst_host_read(text, host, NULL) != VMSTRUST_OK) {
        return false;
    }
    must(vmst_host_read(host->text, &again, NULL) == VMSTRUST_OK);
    must(again.kind == host->kind);
    must(strcmp(again.text, host->text) == 0);
    return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vmst_bytes rest = vmst_bytes(data, size);
    struct vmst_bytes presented = take_line(&rest);
    struct vmst_bytes asked = take_line(&rest);
    struct vmst_bytes base = take_line(&rest);
    struct vmst_host host;

    for (int kind = 0; kind < VMST_GENERAL_KINDS; kind++) {
        check_senses((enum vmst_general_kind)kind, presented, base);
    }
    if (read_host(asked, &host) && host.kind == VMST_HOST_DNS) {
        must(vmst_dns_name_is_valid(vmst_bytes_of(host.text),
                                    VMST_DNS_UNDERSCORE));
        check_host(presented, vmst_bytes_of(host.text), base);
    }
    return 0;
}
