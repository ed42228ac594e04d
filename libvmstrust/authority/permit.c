/*
 * Name constraints, written. Refuses a network with bits behind its prefix,
 * which programs read differently. Floor 5.
 *
 * Deviates: directoryName stays free. Go refuses a CA with a critical
 * constraint of a kind that it does not read, and it does not read this one.
 * The one part of a distinguished name that clients take a host from is the
 * CN, and those that do hold it to the DNS names.
 */
#include "authority/permit.h"

#include "base/text.h"
#include "cert/show.h"
#include "der/writer.h"
#include "path/constraint.h"

/* RFC 6761 6.4: nobody is ever called so. DNS names, mailboxes and URIs have no
 * form that excludes them whole and that every verifier reads (Java does not
 * read an empty DNS name so); to permit only this one does the same. */
#define NOBODY "invalid"
/* Names of a refusal: a sentence that can still be read. */
#define NAMES_SHOWN 8
#define DIGITS_OF_PREFIX 3

void
vmst_permits_free(struct vmst_permits *permits)
{
    vmst_buffer_free(&permits->permitted);
}

/* --- Reading -------------------------------------------------------------- */

struct network {
    uint8_t base[2 * VMST_ADDRESS_SIZE]; /* the address, then its mask */
    size_t size;                         /* of the address */
};

static int
refuse(const char *text, const char *hint, struct vmst_note *note)
{
    char shown[64];

    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT, "%s: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(text)), hint);
}

static bool
read_prefix(const char *digits, size_t most, size_t *prefix)
{
    size_t count = strlen(digits);

    *prefix = 0;
    for (size_t i = 0; i < count; i++) {
        if (!vmst_ascii_is_digit(digits[i])) {
            return false;
        }
        *prefix = 10 * *prefix + (size_t)(digits[i] - '0');
    }
    return count > 0 && count <= DIGITS_OF_PREFIX && *prefix <= most;
}

/* RFC 5280 4.2.1.10: the mask "in the style of RFC 4632 (CIDR)". False: bits
 * of the address stand behind the prefix, and are cleared now. */
static bool
mask(struct network *network, size_t prefix)
{
    bool is_base = true;

    for (size_t bit = 0; bit < network->size * 8; bit++) {
        uint8_t one = (uint8_t)(0x80 >> bit % 8);

        if (bit < prefix) {
            network->base[network->size + bit / 8] |= one;
        } else if ((network->base[bit / 8] & one) != 0) {
            network->base[bit / 8] &= (uint8_t)~one;
            is_base = false;
        }
    }
    return is_base;
}

static int
refuse_host_bits(const char *text, const struct network *network, size_t prefix,
                 struct vmst_note *note)
{
    char address[VMST_ADDRESS_TEXT];
    char shown[64];

    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT,
        "%s: an address inside a network; the network is %s/%zu",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(text)),
        vmst_address_show(vmst_bytes(network->base, network->size), address),
        prefix);
}

/* "192.0.2.0/24"; `slash` is where its prefix begins, NULL for one address. */
static int
read_network(const char *text, const char *slash, struct vmst_note *note,
             struct network *network)
{
    size_t size = slash == NULL ? strlen(text) : (size_t)(slash - text);
    size_t prefix;

    *network = (struct network){.size = 0};
    if (!vmst_address_parse(vmst_bytes(text, size), network->base,
                            &network->size)) {
        return refuse(text,
                      "a network is written as 192.0.2.0/24 or "
                      "2001:db8::/32",
                      note);
    }
    prefix = network->size * 8;
    if (slash != NULL && !read_prefix(slash + 1, prefix, &prefix)) {
        return refuse(text,
                      "behind the slash stands the number of bits that all "
                      "its addresses share, such as /24",
                      note);
    }
    return mask(network, prefix)
               ? VMSTRUST_OK
               : refuse_host_bits(text, network, prefix, note);
}

/* --- Keeping -------------------------------------------------------------- */

/*
 * GeneralSubtree ::= SEQUENCE {                            RFC 5280 4.2.1.10
 *     base     GeneralName,
 *     minimum  [0]  BaseDistance DEFAULT 0,
 *     maximum  [1]  BaseDistance OPTIONAL }
 */
static void
write_subtree(struct vmst_writer *out, enum vmst_general_kind kind,
              struct vmst_bytes base)
{
    vmst_writer_open(out, VMST_DER_SEQUENCE);
    vmst_writer_element(out, (uint8_t)VMST_DER_CONTEXT(kind), base);
    vmst_writer_close(out);
}

static int
keep(struct vmst_permits *permits, enum vmst_general_kind kind,
     struct vmst_bytes base, struct vmst_note *note)
{
    AUTO_WRITER out = {.depth = 0};
    AUTO(blob) subtree = NULL;

    if (permits->count == VMST_LIMIT_PERMITS) {
        return vmst_fail(note, VMSTRUST_E_LIMIT,
                         "a CA is limited to at most %d names and networks; "
                         "permit the domain in the place of its hosts",
                         VMST_LIMIT_PERMITS);
    }
    write_subtree(&out, kind, base);
    TRY(vmst_writer_finish(&out, &subtree));
    vmst_buffer_add(&permits->permitted, subtree->data, subtree->size);
    if (permits->permitted.failed) {
        return vmst_fail_memory(note);
    }
    permits->count++;
    return VMSTRUST_OK;
}

static int
add_name(struct vmst_permits *permits, const char *text, struct vmst_note *note)
{
    struct vmst_host host;

    if (text[0] == '.' || strncmp(text, "*.", 2) == 0) {
        return refuse(text,
                      "a permitted name holds all names below it: give it "
                      "without the dot or the asterisk in front",
                      note);
    }
    TRY(vmst_host_read(text, &host, note));
    TRY(keep(permits, VMST_GENERAL_DNS, vmst_bytes_of(host.text), note));
    permits->has_dns = true;
    return VMSTRUST_OK;
}

static int
add_network(struct vmst_permits *permits, const char *text, const char *slash,
            struct vmst_note *note)
{
    struct network network;

    TRY(read_network(text, slash, note, &network));
    TRY(keep(permits, VMST_GENERAL_IP,
             vmst_bytes(network.base, 2 * network.size), note));
    if (network.size == 4) {
        permits->has_ipv4 = true;
    } else {
        permits->has_ipv6 = true;
    }
    return VMSTRUST_OK;
}

int
vmst_permits_add(struct vmst_permits *permits, const char *text,
                 struct vmst_note *note)
{
    const char *slash = strchr(text, '/');
    uint8_t address[VMST_ADDRESS_SIZE];
    size_t size;

    if (slash != NULL ||
        vmst_address_parse(vmst_bytes_of(text), address, &size)) {
        return add_network(permits, text, slash, note);
    }
    return add_name(permits, text, note);
}

/* --- Writing -------------------------------------------------------------- */

static void
write_permitted(struct vmst_writer *out, const struct vmst_permits *permits)
{
    const struct vmst_bytes nobody = vmst_bytes_of(NOBODY);

    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(0));
    vmst_writer_raw(out, vmst_buffer_view(&permits->permitted));
    if (!permits->has_dns) {
        write_subtree(out, VMST_GENERAL_DNS, nobody);
    }
    write_subtree(out, VMST_GENERAL_EMAIL, nobody);
    write_subtree(out, VMST_GENERAL_URI, nobody);
    vmst_writer_close(out);
}

/* All addresses: a mask of zeros. GnuTLS and Go do not let the networks of one
 * version shut out the other. */
static void
write_excluded(struct vmst_writer *out, const struct vmst_permits *permits)
{
    static const uint8_t zeros[2 * VMST_ADDRESS_SIZE];

    if (permits->has_ipv4 && permits->has_ipv6) {
        return;
    }
    vmst_writer_open(out, VMST_DER_CONTEXT_CONSTRUCTED(1));
    if (!permits->has_ipv4) {
        write_subtree(out, VMST_GENERAL_IP, vmst_bytes(zeros, 8));
    }
    if (!permits->has_ipv6) {
        write_subtree(out, VMST_GENERAL_IP, vmst_bytes(zeros, sizeof zeros));
    }
    vmst_writer_close(out);
}

/*
 * NameConstraints ::= SEQUENCE {                           RFC 5280 4.2.1.10
 *     permittedSubtrees  [0]  GeneralSubtrees OPTIONAL,
 *     excludedSubtrees   [1]  GeneralSubtrees OPTIONAL }
 */
int
vmst_permits_write(const struct vmst_permits *permits, struct vmst_blob **der)
{
    AUTO_WRITER out = {.depth = 0};

    *der = NULL;
    if (permits->count == 0) {
        return VMSTRUST_OK;
    }
    vmst_writer_open(&out, VMST_DER_SEQUENCE);
    write_permitted(&out, permits);
    write_excluded(&out, permits);
    vmst_writer_close(&out);
    return vmst_writer_finish(&out, der);
}

/* --- Asking --------------------------------------------------------------- */

bool
vmst_permits_dns(const struct vmst_cert *authority)
{
    for (size_t i = 0; i < authority->permitted.count; i++) {
        if (authority->permitted.list[i].base.kind == VMST_GENERAL_DNS) {
            return true;
        }
    }
    return false;
}

static bool
is_nobody(const struct vmst_general_name *base)
{
    return vmst_bytes_equal(base->value, vmst_bytes_of(NOBODY));
}

/* "DNS site.local, IP 192.0.2.0/24". */
static void
show_permitted(struct vmst_buffer *text, const struct vmst_cert *authority)
{
    const struct vmst_subtrees *permitted = &authority->permitted;
    size_t shown = 0;

    for (size_t i = 0; i < permitted->count && shown < NAMES_SHOWN; i++) {
        const struct vmst_general_name *base = &permitted->list[i].base;

        if (!is_nobody(base)) {
            vmst_buffer_add_text(text, shown++ == 0 ? "" : ", ");
            vmst_general_name_show(text, base);
        }
    }
    vmst_buffer_add(text, "", 1);
}

static int
refuse_host(const struct vmst_cert *authority, const struct vmst_host *host,
            struct vmst_note *note)
{
    AUTO_BUFFER permitted = {0};

    show_permitted(&permitted, authority);
    if (permitted.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(
        note, VMSTRUST_E_ARGUMENT,
        "%s: this CA may not issue for it; it is limited to %.600s", host->text,
        (const char *)permitted.data);
}

int
vmst_permits_check(const struct vmst_cert *authority,
                   const struct vmst_host *host, struct vmst_note *note)
{
    bool is_address = host->kind == VMST_HOST_IP;
    const struct vmst_general_name name = {
        .kind = is_address ? VMST_GENERAL_IP : VMST_GENERAL_DNS,
        .value = is_address ? vmst_bytes(host->address, host->address_size)
                            : vmst_bytes_of(host->text),
    };

    return vmst_constraints_permit(authority, &name)
               ? VMSTRUST_OK
               : refuse_host(authority, host, note);
}
