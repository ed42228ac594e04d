/*
 * Asks libpsl's built-in list; reads no file and no environment. The one place
 * that knows whether libpsl is there. Floor 3.
 */
#include "config.h"

#include "role/suffix.h"

#include "base/text.h"
#include "cert/dns.h"
#include "limits.h"

#ifdef HAVE_LIBPSL

#include <libpsl.h>

static enum vmst_suffix
is_public_suffix(const char *domain)
{
    const psl_ctx_t *list = psl_builtin();

    if (list == NULL) {
        return VMST_SUFFIX_NOT_JUDGED;
    }
    return psl_is_public_suffix2(list, domain, PSL_TYPE_ANY) != 0
               ? VMST_SUFFIX_YES
               : VMST_SUFFIX_NO;
}

void
vmst_suffix_describe_library(struct vmst_buffer *buffer)
{
    vmst_buffer_format(buffer, "libpsl %s (built with %s)\n", psl_get_version(),
                       PSL_VERSION);
}

#else

static enum vmst_suffix
is_public_suffix(const char *domain)
{
    (void)domain;
    return VMST_SUFFIX_NOT_JUDGED;
}

void
vmst_suffix_describe_library(struct vmst_buffer *buffer)
{
    vmst_buffer_add_text(buffer, "libpsl: not built in\n");
}

#endif

enum vmst_suffix
vmst_suffix_has_wildcard_below(struct vmst_bytes presented)
{
    char domain[VMST_LIMIT_HOST + 1];
    struct vmst_bytes parent;

    if (presented.size == 1 && presented.data[0] == '*') {
        return VMST_SUFFIX_YES;
    }
    if (!vmst_dns_is_wildcard(presented)) {
        return VMST_SUFFIX_NO;
    }
    parent = vmst_dns_parent(presented);
    if (!vmst_dns_name_is_valid(parent, VMST_DNS_UNDERSCORE)) {
        return VMST_SUFFIX_NO;
    }
    for (size_t i = 0; i < parent.size; i++) {
        domain[i] = vmst_ascii_lower((char)parent.data[i]);
    }
    domain[parent.size] = '\0';
    return is_public_suffix(domain);
}
