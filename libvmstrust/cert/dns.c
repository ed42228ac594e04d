/*
 * DNS names of certificates: syntax byte by byte, and comparisons that never
 * look at a name whose syntax was not proved. Floor 1.
 */
#include "cert/dns.h"

#include "base/text.h"
#include "limits.h"

static struct vmst_bytes
skip(struct vmst_bytes name, size_t count)
{
    return vmst_bytes(name.data + count, name.size - count);
}

/* The bytes before the first dot, all of them if there is none. */
static size_t
first_label_size(struct vmst_bytes name)
{
    const uint8_t *dot =
        name.size == 0 ? NULL : memchr(name.data, '.', name.size);

    return dot == NULL ? name.size : (size_t)(dot - name.data);
}

/* RFC 1034 3.5 as modified by RFC 1123 2.1: letters, digits and, neither first
 * nor last, hyphens. */
static bool
is_label(struct vmst_bytes label, unsigned allow)
{
    if (label.size == 0 || label.size > VMST_LIMIT_LABEL) {
        return false;
    }
    for (size_t i = 0; i < label.size; i++) {
        char c = (char)label.data[i];
        bool is_inner_hyphen = c == '-' && i > 0 && i + 1 < label.size;
        bool is_underscore = c == '_' && (allow & VMST_DNS_UNDERSCORE) != 0;
        if (!vmst_ascii_is_alnum(c) && !is_inner_hyphen && !is_underscore) {
            return false;
        }
    }
    return true;
}

static bool
has_valid_labels(struct vmst_bytes name, unsigned allow)
{
    for (;;) {
        size_t size = first_label_size(name);
        if (!is_label(vmst_bytes(name.data, size), allow)) {
            return false;
        }
        if (size == name.size) {
            return true;
        }
        name = skip(name, size + 1);
    }
}

bool
vmst_dns_name_is_valid(struct vmst_bytes name, unsigned allow)
{
    if (name.size > VMST_LIMIT_HOST) {
        return false;
    }
    if (vmst_dns_is_wildcard(name)) {
        /* RFC 9525 6.3: the wildcard is the whole of the left-most label. With
         * one label to its right it would name all of a top-level domain. */
        struct vmst_bytes parent = vmst_dns_parent(name);
        return (allow & VMST_DNS_WILDCARD) != 0 &&
               vmst_dns_label_count(parent) >= 2 &&
               has_valid_labels(parent, allow);
    }
    return has_valid_labels(name, allow);
}

bool
vmst_dns_is_wildcard(struct vmst_bytes name)
{
    return name.size >= 2 && name.data[0] == '*' && name.data[1] == '.';
}

struct vmst_bytes
vmst_dns_parent(struct vmst_bytes name)
{
    size_t size = first_label_size(name);

    return skip(name, size == name.size ? size : size + 1);
}

size_t
vmst_dns_label_count(struct vmst_bytes name)
{
    size_t count = name.size == 0 ? 0 : 1;

    for (size_t i = 0; i < name.size; i++) {
        count += name.data[i] == '.';
    }
    return count;
}

/* Digits, or "0x" and hexadecimal digits, as inet_aton and browsers read the
 * last part of an IPv4 address. */
static bool
is_number(struct vmst_bytes label)
{
    bool is_hex = label.size >= 2 && label.data[0] == '0' &&
                  vmst_ascii_lower((char)label.data[1]) == 'x';

    if (label.size == 0) {
        return false;
    }
    for (size_t i = is_hex ? 2 : 0; i < label.size; i++) {
        char c = vmst_ascii_lower((char)label.data[i]);
        if (!vmst_ascii_is_digit(c) && !(is_hex && c >= 'a' && c <= 'f')) {
            return false;
        }
    }
    return true;
}

bool
vmst_dns_looks_like_address(struct vmst_bytes name)
{
    size_t start = name.size;

    if (name.size != 0 && memchr(name.data, ':', name.size) != NULL) {
        return true;
    }
    while (start > 0 && name.data[start - 1] != '.') {
        start--;
    }
    return is_number(skip(name, start));
}

bool
vmst_dns_names_host(struct vmst_bytes presented, struct vmst_bytes host)
{
    if (vmst_dns_looks_like_address(presented) ||
        !vmst_dns_name_is_valid(presented,
                                VMST_DNS_WILDCARD | VMST_DNS_UNDERSCORE)) {
        return false;
    }
    if (vmst_dns_is_wildcard(presented)) {
        return vmst_ascii_equal_fold(vmst_dns_parent(presented),
                                     vmst_dns_parent(host));
    }
    return vmst_ascii_equal_fold(presented, host);
}

bool
vmst_dns_is_within(struct vmst_bytes name, struct vmst_bytes base)
{
    size_t added = name.size - base.size;

    if (base.size == 0) {
        return true;
    }
    if (name.size < base.size || (added > 0 && name.data[added - 1] != '.')) {
        return false;
    }
    return vmst_ascii_equal_fold(skip(name, added), base);
}
