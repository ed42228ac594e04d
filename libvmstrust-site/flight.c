/*
 * Certificates out of handshake messages (flight.h). Every length is held
 * against what is left; nothing is read beyond it.
 */
#include "flight.h"

#include "answer.h"

#define EXTENSION_STATUS_REQUEST 5 /* RFC 6066 section 1.1 */
#define STATUS_OCSP 1              /* RFC 6066 section 8 */

static int
cut_short(struct vmst_note *note)
{
    return vmst_fail(note, VMSTRUST_E_MALFORMED,
                     "The server's Certificate message is not well formed.");
}

/* A number of `width` bytes, most significant first. */
static bool
read_number(struct vmst_bytes *rest, size_t width, size_t *number)
{
    if (rest->size < width) {
        return false;
    }
    *number = 0;
    for (size_t i = 0; i < width; i++) {
        *number = *number << 8 | rest->data[i];
    }
    *rest = vmst_bytes(rest->data + width, rest->size - width);
    return true;
}

/* A length of `width` bytes, and as many bytes. */
static bool
read_vector(struct vmst_bytes *rest, size_t width, struct vmst_bytes *vector)
{
    size_t size = 0;

    if (!read_number(rest, width, &size) || rest->size < size) {
        return false;
    }
    *vector = vmst_bytes(rest->data, size);
    *rest = vmst_bytes(rest->data + size, rest->size - size);
    return true;
}

int
vmst_flight_read_status(struct vmst_bytes body, vmstrust_chain *chain,
                        struct vmst_note *note)
{
    struct vmst_bytes response;
    vmstrust_error *error = NULL;
    size_t type = 0;

    if (!read_number(&body, 1, &type)) {
        return cut_short(note);
    }
    if (type != STATUS_OCSP) {
        return VMSTRUST_OK;
    }
    if (!read_vector(&body, 3, &response) || body.size > 0) {
        return cut_short(note);
    }
    if (vmstrust_chain_set_ocsp(chain, response.data, response.size, &error) !=
        VMSTRUST_OK) {
        return vmst_site_note(error, note);
    }
    return VMSTRUST_OK;
}

/* The extensions of the first entry; of the others nothing is wanted. */
static int
read_extensions(struct vmst_bytes extensions, vmstrust_chain *chain,
                struct vmst_note *note)
{
    while (extensions.size > 0) {
        struct vmst_bytes value;
        size_t type = 0;

        if (!read_number(&extensions, 2, &type) ||
            !read_vector(&extensions, 2, &value)) {
            return cut_short(note);
        }
        if (type == EXTENSION_STATUS_REQUEST) {
            TRY(vmst_flight_read_status(value, chain, note));
        }
    }
    return VMSTRUST_OK;
}

int
vmst_flight_read_certificates(struct vmst_bytes body, bool is_tls13,
                              vmstrust_chain *chain, struct vmst_note *note)
{
    struct vmst_bytes context, list, der;
    struct vmst_bytes extensions = vmst_bytes(NULL, 0);
    vmstrust_error *error = NULL;

    if ((is_tls13 && !read_vector(&body, 1, &context)) ||
        !read_vector(&body, 3, &list) || body.size > 0) {
        return cut_short(note);
    }
    while (list.size > 0) {
        bool is_first = vmstrust_chain_get_count(chain) == 0;

        if (!read_vector(&list, 3, &der) ||
            (is_tls13 && !read_vector(&list, 2, &extensions))) {
            return cut_short(note);
        }
        if (vmstrust_chain_add_der(chain, der.data, der.size, &error) !=
            VMSTRUST_OK) {
            return vmst_site_note(error, note);
        }
        if (is_first) {
            TRY(read_extensions(extensions, chain, note));
        }
    }
    return VMSTRUST_OK;
}
