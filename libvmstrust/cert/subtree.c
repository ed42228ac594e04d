/*
 * Compares general names with the base of a subtree. Each kind first proves
 * the form of both sides; only then does it compare. Floor 1.
 */
#include "cert/subtree.h"

#include "base/address.h"
#include "base/text.h"
#include "cert/dns.h"

/* RFC 5321 4.5.3.1.1 */
#define LOCAL_PART_LIMIT 64

enum sense {
    PERMITTED,
    EXCLUDED,
};

static enum vmst_fit
fit_if(bool is_within)
{
    return is_within ? VMST_FIT_WITHIN : VMST_FIT_OUTSIDE;
}

static struct vmst_bytes
skip(struct vmst_bytes bytes, size_t count)
{
    return vmst_bytes(bytes.data + count, bytes.size - count);
}

static bool
starts_with(struct vmst_bytes bytes, char c)
{
    return bytes.size > 0 && bytes.data[0] == (uint8_t)c;
}

static bool
is_host(struct vmst_bytes name)
{
    return vmst_dns_name_is_valid(name, VMST_DNS_UNDERSCORE);
}

/* --- dNSName ------------------------------------------------------------- */

/* RFC 5280 4.2.1.10: any name that adds labels on the left is within, so there
 * is neither a wildcard nor a leading period. The empty base holds all. */
static bool
is_dns_base(struct vmst_bytes base)
{
    return base.size == 0 || is_host(base);
}

/* A wildcard stands for one label more than its parent. What is permitted must
 * hold all such names: the parent lies within. What is excluded may hold none:
 * neither does the parent lie within, nor is the base one of the names. */
static bool
is_wildcard_within(struct vmst_bytes parent, struct vmst_bytes base,
                   enum sense sense)
{
    return vmst_dns_is_within(parent, base) ||
           (sense == EXCLUDED &&
            vmst_ascii_equal_fold(vmst_dns_parent(base), parent));
}

static enum vmst_fit
fit_dns(struct vmst_bytes name, struct vmst_bytes base, enum sense sense)
{
    bool is_wildcard = vmst_dns_is_wildcard(name);
    /* "*.local" matches no host but has a place in the tree. */
    struct vmst_bytes plain = is_wildcard ? vmst_dns_parent(name) : name;

    if (!is_host(plain) || !is_dns_base(base)) {
        return VMST_FIT_MALFORMED;
    }
    if (is_wildcard) {
        return fit_if(is_wildcard_within(plain, base, sense));
    }
    return fit_if(vmst_dns_is_within(plain, base));
}

/* --- rfc822Name ---------------------------------------------------------- */

/* Mailbox of RFC 5321 4.1.2. */
struct mailbox {
    char local[LOCAL_PART_LIMIT]; /* without quotes and backslashes: a quoted
                                     form names the same mailbox */
    size_t local_size;
    struct vmst_bytes host; /* view */
};

static bool
add_local(struct mailbox *mailbox, char c)
{
    if (mailbox->local_size == LOCAL_PART_LIMIT || c < 0x20 || c > 0x7e) {
        return false;
    }
    mailbox->local[mailbox->local_size++] = c;
    return true;
}

/* Quoted-string = DQUOTE *QcontentSMTP DQUOTE; advances behind it. */
static bool
read_quoted_local(struct vmst_bytes *rest, struct mailbox *mailbox)
{
    *rest = skip(*rest, 1);
    while (rest->size > 0 && !starts_with(*rest, '"')) {
        if (starts_with(*rest, '\\')) {
            *rest = skip(*rest, 1);
        }
        if (rest->size == 0 || !add_local(mailbox, (char)rest->data[0])) {
            return false;
        }
        *rest = skip(*rest, 1);
    }
    if (rest->size == 0) {
        return false;
    }
    *rest = skip(*rest, 1);
    return true;
}

static bool
is_atom_text(char c)
{
    /* strchr would find the NUL */
    return vmst_ascii_is_alnum(c) ||
           (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Dot-string = Atom *("." Atom); advances behind it. An asterisk is a letter
 * like any other. */
static bool
read_plain_local(struct vmst_bytes *rest, struct mailbox *mailbox)
{
    bool after_dot = true;

    while (rest->size > 0 && !starts_with(*rest, '@')) {
        char c = (char)rest->data[0];
        if ((c == '.' ? after_dot : !is_atom_text(c)) ||
            !add_local(mailbox, c)) {
            return false;
        }
        after_dot = c == '.';
        *rest = skip(*rest, 1);
    }
    return !after_dot;
}

static bool
read_mailbox(struct vmst_bytes text, struct mailbox *mailbox)
{
    bool is_read;

    mailbox->local_size = 0;
    is_read = starts_with(text, '"') ? read_quoted_local(&text, mailbox)
                                     : read_plain_local(&text, mailbox);
    if (!is_read || !starts_with(text, '@')) {
        return false;
    }
    mailbox->host = skip(text, 1);
    return is_host(mailbox->host);
}

/* RFC 5280 7.5: the local part exactly, the host without case. */
static bool
is_same_mailbox(const struct mailbox *a, const struct mailbox *b)
{
    return vmst_bytes_equal(vmst_bytes(a->local, a->local_size),
                            vmst_bytes(b->local, b->local_size)) &&
           vmst_ascii_equal_fold(a->host, b->host);
}

/* RFC 5280 4.2.1.10: "a particular mailbox, all addresses at a particular
 * host, or all mailboxes in a domain"; the URI form has the last two. */
static bool
is_host_or_domain(struct vmst_bytes base)
{
    return is_host(starts_with(base, '.') ? skip(base, 1) : base);
}

/* A leading period: one or more labels more. Without it: this host alone. */
static bool
is_host_within(struct vmst_bytes host, struct vmst_bytes base)
{
    if (!starts_with(base, '.')) {
        return vmst_ascii_equal_fold(host, base);
    }
    base = skip(base, 1);
    return host.size > base.size && vmst_dns_is_within(host, base);
}

static bool
is_email_base(struct vmst_bytes base)
{
    struct mailbox mailbox;

    return is_host_or_domain(base) || read_mailbox(base, &mailbox);
}

static enum vmst_fit
fit_email(struct vmst_bytes name, struct vmst_bytes base)
{
    struct mailbox mailbox;
    struct mailbox wanted;

    if (!read_mailbox(name, &mailbox)) {
        return VMST_FIT_MALFORMED;
    }
    if (is_host_or_domain(base)) {
        return fit_if(is_host_within(mailbox.host, base));
    }
    if (!read_mailbox(base, &wanted)) {
        return VMST_FIT_MALFORMED;
    }
    return fit_if(is_same_mailbox(&mailbox, &wanted));
}

/* --- uniformResourceIdentifier ------------------------------------------- */

static size_t
span_until(struct vmst_bytes text, const char *stops)
{
    size_t size = 0;

    while (size < text.size && strchr(stops, text.data[size]) == NULL) {
        size++;
    }
    return size;
}

/* Only characters of RFC 3986 2: programs differ over what a backslash or a
 * space does to an authority. (A NUL is below the space.) */
static bool
has_uri_characters(struct vmst_bytes uri)
{
    for (size_t i = 0; i < uri.size; i++) {
        char c = (char)uri.data[i];
        if (c <= 0x20 || c > 0x7e || strchr("\\\"<>^`{|}", c) != NULL) {
            return false;
        }
    }
    return uri.size > 0;
}

/* scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )      RFC 3986 3.1 */
static bool
is_scheme(struct vmst_bytes scheme)
{
    for (size_t i = 0; i < scheme.size; i++) {
        char c = (char)scheme.data[i];
        bool is_sign = c == '+' || c == '-' || c == '.';
        if (!vmst_ascii_is_alnum(c) && !is_sign) {
            return false;
        }
    }
    return scheme.size > 0 && vmst_ascii_is_alnum((char)scheme.data[0]) &&
           !vmst_ascii_is_digit((char)scheme.data[0]);
}

/*
 * URI = scheme ":" "//" [ userinfo "@" ] host [ ":" port ] …   RFC 3986 3.2
 * A URI whose authority has no DNS name of two labels or more MUST be rejected
 * where a constraint applies (RFC 5280 4.2.1.10).
 */
static bool
read_uri_host(struct vmst_bytes uri, struct vmst_bytes *host)
{
    size_t scheme = span_until(uri, ":");
    struct vmst_bytes authority;
    size_t user;

    if (!has_uri_characters(uri) || !is_scheme(vmst_bytes(uri.data, scheme)) ||
        uri.size < scheme + 3 || memcmp(uri.data + scheme, "://", 3) != 0) {
        return false;
    }
    authority = skip(uri, scheme + 3);
    authority.size = span_until(authority, "/?#");
    user = span_until(authority, "@");
    if (user < authority.size) {
        authority = skip(authority, user + 1);
    }
    authority.size = span_until(authority, ":");
    *host = authority;
    return is_host(*host) && vmst_dns_label_count(*host) >= 2 &&
           !vmst_dns_looks_like_address(*host);
}

static bool
is_uri_base(struct vmst_bytes base)
{
    return is_host_or_domain(base) && !vmst_dns_looks_like_address(base);
}

static enum vmst_fit
fit_uri(struct vmst_bytes name, struct vmst_bytes base)
{
    struct vmst_bytes host;

    if (!read_uri_host(name, &host) || !is_uri_base(base)) {
        return VMST_FIT_MALFORMED;
    }
    return fit_if(is_host_within(host, base));
}

/* --- iPAddress ----------------------------------------------------------- */

static bool
is_address_size(size_t size)
{
    return size == 4 || size == VMST_ADDRESS_SIZE;
}

/* RFC 5280 4.2.1.10: "in the style of RFC 4632 (CIDR)", so ones first. */
static bool
is_mask(struct vmst_bytes mask)
{
    bool has_ended = false;

    for (size_t bit = 0; bit < mask.size * 8; bit++) {
        bool is_set = (mask.data[bit / 8] & (0x80 >> bit % 8)) != 0;
        if (is_set && has_ended) {
            return false;
        }
        has_ended = !is_set;
    }
    return true;
}

static bool
is_address_base(struct vmst_bytes base)
{
    size_t half = base.size / 2;

    return base.size % 2 == 0 && is_address_size(half) &&
           is_mask(skip(base, half));
}

/* An IPv4 base holds no IPv6 address, nor the reverse. */
static enum vmst_fit
fit_address(struct vmst_bytes name, struct vmst_bytes base)
{
    if (!is_address_size(name.size) || !is_address_base(base)) {
        return VMST_FIT_MALFORMED;
    }
    if (base.size != 2 * name.size) {
        return VMST_FIT_OUTSIDE;
    }
    for (size_t i = 0; i < name.size; i++) {
        uint8_t mask = base.data[name.size + i];
        if (((name.data[i] ^ base.data[i]) & mask) != 0) {
            return VMST_FIT_OUTSIDE;
        }
    }
    return VMST_FIT_WITHIN;
}

/* --- All kinds ----------------------------------------------------------- */

static enum vmst_fit
fit_directory(const struct vmst_name *name, const struct vmst_name *base)
{
    if (name == NULL || base == NULL) {
        return VMST_FIT_MALFORMED;
    }
    return fit_if(vmst_name_is_within(name, base));
}

static enum vmst_fit
fit(const struct vmst_general_name *name, const struct vmst_general_name *base,
    enum sense sense)
{
    if (name->kind != base->kind) {
        return VMST_FIT_OUTSIDE;
    }
    switch (name->kind) {
    case VMST_GENERAL_EMAIL:
        return fit_email(name->value, base->value);
    case VMST_GENERAL_DNS:
        return fit_dns(name->value, base->value, sense);
    case VMST_GENERAL_DIRECTORY:
        return fit_directory(name->directory, base->directory);
    case VMST_GENERAL_URI:
        return fit_uri(name->value, base->value);
    case VMST_GENERAL_IP:
        return fit_address(name->value, base->value);
    case VMST_GENERAL_OTHER:
    case VMST_GENERAL_X400:
    case VMST_GENERAL_EDI:
    case VMST_GENERAL_REGISTERED_ID:
        break;
    }
    return VMST_FIT_UNKNOWN;
}

enum vmst_fit
vmst_general_name_permitted(const struct vmst_general_name *name,
                            const struct vmst_general_name *base)
{
    return fit(name, base, PERMITTED);
}

enum vmst_fit
vmst_general_name_excluded(const struct vmst_general_name *name,
                           const struct vmst_general_name *base)
{
    return fit(name, base, EXCLUDED);
}

bool
vmst_subtree_base_is_valid(const struct vmst_general_name *base)
{
    switch (base->kind) {
    case VMST_GENERAL_EMAIL:
        return is_email_base(base->value);
    case VMST_GENERAL_DNS:
        return is_dns_base(base->value);
    case VMST_GENERAL_DIRECTORY:
        return base->directory != NULL;
    case VMST_GENERAL_URI:
        return is_uri_base(base->value);
    case VMST_GENERAL_IP:
        return is_address_base(base->value);
    case VMST_GENERAL_OTHER:
    case VMST_GENERAL_X400:
    case VMST_GENERAL_EDI:
    case VMST_GENERAL_REGISTERED_ID:
        break;
    }
    return true;
}
