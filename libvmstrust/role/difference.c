/*
 * Key, issuer, names and dates of two certificates beside each other. Floor 3.
 */
#include "role/difference.h"

#include "base/time.h"
#include "role/host.h"

/* The same names in the same order: another order is worth a look, too. */
static bool
has_same_names(const struct vmst_cert *a, const struct vmst_cert *b)
{
    if (a->alt_names.count != b->alt_names.count ||
        !vmst_name_equal(&a->subject, &b->subject)) {
        return false;
    }
    for (size_t i = 0; i < a->alt_names.count; i++) {
        const struct vmst_general_name *first = &a->alt_names.list[i];
        const struct vmst_general_name *second = &b->alt_names.list[i];

        if (first->kind != second->kind ||
            !vmst_bytes_equal(first->value, second->value)) {
            return false;
        }
    }
    return true;
}

static void
show_issuer(struct vmst_buffer *buffer, const struct vmst_cert *before,
            const struct vmst_cert *now)
{
    if (vmst_name_equal(&before->issuer, &now->issuer)) {
        vmst_buffer_add_text(buffer, "the same issuer");
        return;
    }
    vmst_buffer_add_text(buffer, "another issuer (");
    vmst_name_show(buffer, &now->issuer);
    vmst_buffer_add_text(buffer, ", before ");
    vmst_name_show(buffer, &before->issuer);
    vmst_buffer_add_text(buffer, ")");
}

static void
show_names(struct vmst_buffer *buffer, const struct vmst_cert *before,
           const struct vmst_cert *now)
{
    if (has_same_names(before, now)) {
        vmst_buffer_add_text(buffer, "the same names");
        return;
    }
    vmst_buffer_add_text(buffer, "other names (");
    vmst_host_show_names(buffer, now);
    vmst_buffer_add_text(buffer, ", before ");
    vmst_host_show_names(buffer, before);
    vmst_buffer_add_text(buffer, ")");
}

static void
show_span(struct vmst_buffer *buffer, const char *from,
          const struct vmst_cert *cert)
{
    char date[VMST_TIME_TEXT];

    vmst_buffer_format(buffer, "%s%s", from,
                       vmst_date_show(cert->not_before, date));
    vmst_buffer_format(buffer, " to %s", vmst_date_show(cert->not_after, date));
}

static void
show_dates(struct vmst_buffer *buffer, const struct vmst_cert *before,
           const struct vmst_cert *now)
{
    show_span(buffer, "is valid from ", now);
    if (before->not_before == now->not_before &&
        before->not_after == now->not_after) {
        vmst_buffer_add_text(buffer, ", as before");
        return;
    }
    show_span(buffer, " (before from ", before);
    vmst_buffer_add_text(buffer, ")");
}

void
vmst_difference_show(struct vmst_buffer *buffer, const struct vmst_cert *before,
                     const struct vmst_cert *now)
{
    if (before->is_malformed || now->is_malformed) {
        return;
    }
    vmst_buffer_add_text(buffer,
                         vmst_bytes_equal(before->key.spki, now->key.spki)
                             ? "the same key, "
                             : "another key, ");
    show_issuer(buffer, before, now);
    vmst_buffer_add_text(buffer, ", ");
    show_names(buffer, before, now);
    vmst_buffer_add_text(buffer, ", and ");
    show_dates(buffer, before, now);
}
