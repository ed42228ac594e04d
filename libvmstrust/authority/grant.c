/*
 * What of a request is not granted (grant.h). Floor 5.
 */
#include "authority/grant.h"

#include "cert/show.h"
#include "der/oid.h"

/* id-kp-serverAuth, RFC 5280 4.2.1.12. */
#define SERVER_AUTHENTICATION VMST_OID("\x2b\x06\x01\x05\x05\x07\x03\x01")

/* Told apart below, or made by us whatever is asked for. */
#define LOOKED_AT                                                              \
    (VMST_EXT_BIT(VMST_EXT_SUBJECT_ALT_NAME) |                                 \
     VMST_EXT_BIT(VMST_EXT_KEY_USAGE) |                                        \
     VMST_EXT_BIT(VMST_EXT_EXTENDED_KEY_USAGE) |                               \
     VMST_EXT_BIT(VMST_EXT_BASIC_CONSTRAINTS) |                                \
     VMST_EXT_BIT(VMST_EXT_SUBJECT_KEY_ID) |                                   \
     VMST_EXT_BIT(VMST_EXT_AUTHORITY_KEY_ID))

static bool
is_granted(const struct vmst_order *order, const struct vmst_general_name *name)
{
    for (size_t i = 0; i < order->host_count; i++) {
        if (vmst_host_is_name(&order->hosts[i], name)) {
            return true;
        }
    }
    return false;
}

static void
show_name(const struct vmst_order *order, const struct vmst_general_name *name,
          struct vmst_buffer *out)
{
    if (!is_granted(order, name)) {
        vmst_buffer_add_text(out, "the name ");
        vmst_general_name_show(out, name);
        vmst_buffer_add_text(out, "\n");
    }
}

static void
show_names(const struct vmst_order *order, const struct vmst_cert *wanted,
           struct vmst_buffer *out)
{
    struct vmst_general_name subject = {.kind = VMST_GENERAL_DNS};

    for (size_t i = 0; i < wanted->alt_names.count; i++) {
        show_name(order, &wanted->alt_names.list[i], out);
    }
    if (vmst_host_common_name(wanted, &subject.value)) {
        show_name(order, &subject, out);
    }
}

static void
show_usage(const struct vmst_cert *wanted, struct vmst_buffer *out)
{
    uint16_t rest =
        wanted->key_usage & (uint16_t) ~(VMST_USAGE_DIGITAL_SIGNATURE |
                                         VMST_USAGE_KEY_ENCIPHERMENT);

    for (unsigned bit = 0; vmst_key_usage_name(bit) != NULL; bit++) {
        if ((rest >> bit & 1) != 0) {
            vmst_buffer_format(out, "key usage %s\n", vmst_key_usage_name(bit));
        }
    }
}

static void
show_purposes(const struct vmst_cert *wanted, struct vmst_buffer *out)
{
    for (size_t i = 0; i < wanted->extended_key_usage.count; i++) {
        struct vmst_bytes oid = wanted->extended_key_usage.list[i];

        if (!vmst_bytes_equal(oid, SERVER_AUTHENTICATION)) {
            vmst_buffer_add_text(out, "purpose ");
            vmst_purpose_show(out, oid);
            vmst_buffer_add_text(out, "\n");
        }
    }
}

static void
show_extensions(const struct vmst_cert *wanted, struct vmst_buffer *out)
{
    for (int i = 0; i < VMST_EXT_COUNT; i++) {
        if ((wanted->present & ~LOOKED_AT & VMST_EXT_BIT(i)) != 0) {
            vmst_buffer_format(out, "extension %s\n",
                               vmst_extension_name((enum vmst_extension)i));
        }
    }
    for (size_t i = 0; i < wanted->unknown_count; i++) {
        vmst_buffer_add_text(out, "extension ");
        vmst_oid_show_name(out, wanted->unknown[i].oid);
        vmst_buffer_add_text(out, "\n");
    }
}

void
vmst_order_show_ungranted(const struct vmst_order *order,
                          const struct vmst_request *request,
                          struct vmst_buffer *out)
{
    const struct vmst_cert *wanted = &request->wanted;

    if (wanted->is_authority) {
        vmst_buffer_add_text(out, "to be a CA\n");
    }
    show_names(order, wanted, out);
    show_usage(wanted, out);
    show_purposes(wanted, out);
    show_extensions(wanted, out);
}
