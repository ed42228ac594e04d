/*
 * Reads the host that was asked for and compares it with the names of a
 * certificate. Nothing is guessed: a mistake is named, never repaired.
 * Floor 3.
 */
#include "role/host.h"

#include "base/text.h"
#include "cert/dns.h"
#include "crypto/idna.h"

/* Of what was asked, in an answer: the sentence needs the rest of the note. */
#define SHOWN_SIZE 200

/* --- Reading ------------------------------------------------------------- */

static bool
has_byte(struct vmst_bytes asked, char c)
{
    return asked.size > 0 && memchr(asked.data, c, asked.size) != NULL;
}

static bool
is_empty(struct vmst_bytes asked)
{
    return asked.size == 0;
}

static bool
has_control(struct vmst_bytes asked)
{
    for (size_t i = 0; i < asked.size; i++) {
        if (asked.data[i] < 0x20 || asked.data[i] == 0x7f) {
            return true;
        }
    }
    return false;
}

static bool
has_space(struct vmst_bytes asked)
{
    return has_byte(asked, ' ');
}

static bool
is_url(struct vmst_bytes asked)
{
    return has_byte(asked, '/') || has_byte(asked, '\\');
}

static bool
is_user(struct vmst_bytes asked)
{
    return has_byte(asked, '@');
}

static bool
is_bracketed(struct vmst_bytes asked)
{
    return has_byte(asked, '[') || has_byte(asked, ']');
}

static bool
has_zone(struct vmst_bytes asked)
{
    return has_byte(asked, '%');
}

/* One colon: an IPv6 address has two at least. */
static bool
has_port(struct vmst_bytes asked)
{
    const uint8_t *colon =
        asked.size == 0 ? NULL : memchr(asked.data, ':', asked.size);

    return colon != NULL &&
           memchr(colon + 1, ':',
                  (size_t)(asked.data + asked.size - colon - 1)) == NULL;
}

static bool
has_colon(struct vmst_bytes asked)
{
    return has_byte(asked, ':');
}

static bool
is_wildcard(struct vmst_bytes asked)
{
    return has_byte(asked, '*');
}

static bool
is_list(struct vmst_bytes asked)
{
    return has_byte(asked, ',') || has_byte(asked, ';');
}

struct mistake {
    bool (*is_made)(struct vmst_bytes asked);
    const char *hint;
};

/* What people give in place of a host, the most telling first. */
static const struct mistake mistakes[] = {
    {is_empty, "a host name or an IP address is needed"},
    {has_control, "it has a line break or another control character"},
    {is_url, "give the host alone, without https:// and without a path"},
    {has_space, "a host has no spaces"},
    {is_user, "give the host alone, without a user"},
    {is_list, "give one host"},
    {has_zone, "give the IPv6 address without its zone (the part from % on)"},
    {is_bracketed, "give the IPv6 address without brackets and without a port"},
    {has_port, "give the host without the port (the part from the colon on)"},
    {has_colon, "that is not an IPv6 address"},
    {is_wildcard, "a wildcard cannot be connected to: give the name of one "
                  "host"},
};

/* The same once more for the name in ASCII: IDNA maps characters. */
static const struct mistake name_mistakes[] = {
    {is_empty, "a host name or an IP address is needed"},
    {vmst_dns_looks_like_address,
     "it ends in a number and is not an IPv4 address (four numbers from 0 to "
     "255 without leading zeros)"},
};

static int
refuse(struct vmst_bytes asked, struct vmst_note *note, const char *hint)
{
    char shown[SHOWN_SIZE];

    return vmst_fail(note, VMSTRUST_E_ARGUMENT, "host \"%s\": %s",
                     vmst_text_show_in(shown, sizeof shown, asked), hint);
}

static int
refuse_mistakes(const struct mistake *list, size_t count,
                struct vmst_bytes name, struct vmst_bytes asked,
                struct vmst_note *note)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].is_made(name)) {
            return refuse(asked, note, list[i].hint);
        }
    }
    return VMSTRUST_OK;
}

/* The name in lower-case ASCII, without the dot that only says that it is
 * absolute. `room` has one byte for that dot. */
static int
write_name(struct vmst_bytes asked, char *out, size_t room,
           struct vmst_note *note)
{
    size_t size;

    TRY(vmst_idna_to_ascii(asked, out, room, note));
    size = strlen(out);
    if (size > 0 && out[size - 1] == '.') {
        out[size - 1] = '\0';
    }
    return VMSTRUST_OK;
}

/* Why a name is not valid, for the hint. */
static const char *
describe_fault(struct vmst_bytes name)
{
    size_t label = 0;

    if (name.size > VMST_LIMIT_HOST) {
        return "it is longer than 253 characters";
    }
    for (size_t i = 0; i < name.size; i++) {
        label = name.data[i] == '.' ? 0 : label + 1;
        if (label > VMST_LIMIT_LABEL) {
            return "a part between two dots is longer than 63 characters";
        }
    }
    return "a host name has letters, digits and inner hyphens between single "
           "dots";
}

static int
read_name(struct vmst_bytes asked, struct vmst_host *host,
          struct vmst_note *note)
{
    char text[VMST_LIMIT_HOST + 2];
    struct vmst_bytes name;

    TRY(write_name(asked, text, sizeof text, note));
    name = vmst_bytes_of(text);
    TRY(refuse_mistakes(name_mistakes, VMST_COUNT(name_mistakes), name, asked,
                        note));
    if (!vmst_dns_name_is_valid(name, VMST_DNS_UNDERSCORE)) {
        return refuse(asked, note, describe_fault(name));
    }
    host->kind = VMST_HOST_DNS;
    host->is_short = vmst_dns_label_count(name) == 1;
    memcpy(host->text, text, name.size + 1);
    return VMSTRUST_OK;
}

static bool
read_address(struct vmst_bytes asked, struct vmst_host *host)
{
    char text[VMST_ADDRESS_TEXT];

    if (!vmst_address_parse(asked, host->address, &host->address_size)) {
        return false;
    }
    host->kind = VMST_HOST_IP;
    vmst_address_show(vmst_bytes(host->address, host->address_size), text);
    memcpy(host->text, text, strlen(text) + 1);
    return true;
}

int
vmst_host_read(const char *asked, struct vmst_host *host,
               struct vmst_note *note)
{
    struct vmst_bytes text = vmst_bytes_of(asked);

    *host = (struct vmst_host){.kind = VMST_HOST_NONE};
    if (read_address(text, host)) {
        return VMSTRUST_OK;
    }
    *host = (struct vmst_host){.kind = VMST_HOST_NONE};
    TRY(refuse_mistakes(mistakes, VMST_COUNT(mistakes), text, text, note));
    return read_name(text, host, note);
}

/* --- Matching ------------------------------------------------------------ */

static struct vmst_bytes
first_label(struct vmst_bytes name)
{
    struct vmst_bytes parent = vmst_dns_parent(name);

    return vmst_bytes(name.data,
                      name.size - parent.size - (parent.size == 0 ? 0 : 1));
}

/* One is the short name of the other. */
static bool
is_near(struct vmst_bytes presented, struct vmst_bytes asked)
{
    bool is_presented_short = vmst_dns_label_count(presented) == 1;
    bool is_asked_short = vmst_dns_label_count(asked) == 1;

    return is_presented_short != is_asked_short &&
           vmst_ascii_equal_fold(first_label(presented), first_label(asked));
}

/* Can a host have this name at all? */
static bool
is_usable(struct vmst_bytes presented)
{
    return vmst_dns_name_is_valid(presented,
                                  VMST_DNS_WILDCARD | VMST_DNS_UNDERSCORE) &&
           !vmst_dns_looks_like_address(presented);
}

static void
match_dns(const struct vmst_host *host, struct vmst_bytes presented,
          struct vmst_host_match *match)
{
    struct vmst_bytes asked = vmst_bytes_of(host->text);

    if (!is_usable(presented)) {
        return;
    }
    if (vmst_dns_label_count(presented) == 1) {
        match->has_short_name = true;
    } else {
        match->has_full_name = true;
    }
    if (host->kind != VMST_HOST_DNS || match->matched != VMSTRUST_MATCH_NONE) {
        return;
    }
    if (vmst_dns_names_host(presented, asked)) {
        match->matched = VMSTRUST_MATCH_SAN_DNS;
        match->by = presented;
    } else if (match->near.size == 0 && is_near(presented, asked)) {
        match->near = presented;
    }
}

/* RFC 9525 6.4: octet by octet. */
static void
match_address(const struct vmst_host *host, struct vmst_bytes presented,
              struct vmst_host_match *match)
{
    match->has_address = true;
    if (host->kind == VMST_HOST_IP && match->matched == VMSTRUST_MATCH_NONE &&
        vmst_bytes_equal(presented,
                         vmst_bytes(host->address, host->address_size))) {
        match->matched = VMSTRUST_MATCH_SAN_IP;
        match->by = presented;
    }
}

void
vmst_host_match(const struct vmst_host *host, const struct vmst_cert *leaf,
                struct vmst_host_match *match)
{
    *match = (struct vmst_host_match){.matched = VMSTRUST_MATCH_NONE};
    if (leaf->is_malformed) {
        return;
    }
    for (size_t i = 0; i < leaf->alt_names.count; i++) {
        const struct vmst_general_name *name = &leaf->alt_names.list[i];
        if (name->kind == VMST_GENERAL_DNS) {
            match_dns(host, name->value, match);
        } else if (name->kind == VMST_GENERAL_IP) {
            match_address(host, name->value, match);
        }
    }
    if (match->matched != VMSTRUST_MATCH_NONE) {
        match->near = vmst_bytes(NULL, 0);
    }
}

static bool
names_host(const struct vmst_general_name *name)
{
    return name->kind == VMST_GENERAL_DNS || name->kind == VMST_GENERAL_IP;
}

bool
vmst_host_common_name(const struct vmst_cert *leaf, struct vmst_bytes *name)
{
    *name = vmst_bytes(NULL, 0);
    if (leaf->is_malformed || leaf->subject.common_name_count != 1) {
        return false;
    }
    for (size_t i = 0; i < leaf->alt_names.count; i++) {
        if (names_host(&leaf->alt_names.list[i])) {
            return false;
        }
    }
    if (!is_usable(leaf->subject.common_name) ||
        vmst_dns_is_wildcard(leaf->subject.common_name)) {
        return false;
    }
    *name = leaf->subject.common_name;
    return true;
}

bool
vmst_host_is_common_name(const struct vmst_host *host,
                         const struct vmst_cert *leaf)
{
    struct vmst_bytes name;

    return host->kind == VMST_HOST_DNS && vmst_host_common_name(leaf, &name) &&
           vmst_dns_names_host(name, vmst_bytes_of(host->text));
}

bool
vmst_host_is_name(const struct vmst_host *host,
                  const struct vmst_general_name *name)
{
    if (host->kind == VMST_HOST_IP) {
        return name->kind == VMST_GENERAL_IP &&
               vmst_bytes_equal(name->value,
                                vmst_bytes(host->address, host->address_size));
    }
    return name->kind == VMST_GENERAL_DNS &&
           vmst_ascii_equal_fold(name->value, vmst_bytes_of(host->text));
}

/* --- Showing ------------------------------------------------------------- */

static void
show_name(struct vmst_buffer *buffer, const struct vmst_general_name *name)
{
    char address[VMST_ADDRESS_TEXT];

    if (name->kind == VMST_GENERAL_DNS) {
        vmst_text_show(buffer, name->value);
        vmst_buffer_add_text(buffer, vmst_dns_looks_like_address(name->value)
                                         ? " (as a DNS name only)"
                                         : "");
    } else {
        vmst_buffer_add_text(buffer, vmst_address_show(name->value, address));
    }
}

static void
show_subject(struct vmst_buffer *buffer, const struct vmst_cert *leaf)
{
    if (leaf->is_malformed || leaf->subject.common_name.size == 0) {
        vmst_buffer_add_text(buffer, "nothing");
        return;
    }
    vmst_buffer_add_text(buffer, "the subject ");
    vmst_text_show(buffer, leaf->subject.common_name);
}

void
vmst_host_show_names(struct vmst_buffer *buffer, const struct vmst_cert *leaf)
{
    size_t count = leaf->is_malformed ? 0 : leaf->alt_names.count;
    size_t seen = 0;

    for (size_t i = 0; i < count; i++) {
        if (!names_host(&leaf->alt_names.list[i])) {
            continue;
        }
        if (seen < VMST_HOST_NAMES_SHOWN) {
            vmst_buffer_add_text(buffer, seen == 0 ? "" : ", ");
            show_name(buffer, &leaf->alt_names.list[i]);
        }
        seen++;
    }
    if (seen > VMST_HOST_NAMES_SHOWN) {
        vmst_buffer_format(buffer, " and %zu more",
                           seen - VMST_HOST_NAMES_SHOWN);
    } else if (seen == 0) {
        show_subject(buffer, leaf);
    }
}
