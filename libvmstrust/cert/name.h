/*
 * Names: the distinguished name in the form in which RFC 5280 7.1 compares it,
 * and the general name. Floor 1.
 */
#ifndef VMST_CERT_NAME_H
#define VMST_CERT_NAME_H

#include "der/cursor.h"

/*
 * A distinguished name, read once. `normal` holds per RDN a length and the
 * attributes of the RDN in one canonical order, each with ASCII case folded
 * and white space collapsed over the UTF-8 of every string type (RFC 5280 7.1);
 * what is no valid string compares by its tag and bytes.
 * Deviates: no stringprep (RFC 4518) beyond ASCII.
 * Equal names have equal `normal`; a subtree is a prefix at an RDN boundary.
 */
struct vmst_name {
    struct vmst_bytes der;    /* the whole Name; view of the certificate */
    struct vmst_bytes normal; /* owned by the certificate */
    uint64_t hash;            /* of normal, keyed per process: no collisions
                                 on purpose */
    uint32_t rdn_count;
    uint32_t common_name_count;
    struct vmst_bytes common_name; /* UTF-8 text of the last CN; owned by the
                                      certificate; empty if there is none */
};

bool vmst_name_equal(const struct vmst_name *a, const struct vmst_name *b);
/* Is `name` the base or below it (RFC 5280 4.2.1.10, directoryName)? */
bool vmst_name_is_within(const struct vmst_name *name,
                         const struct vmst_name *base);
/* RFC 4514 text, most specific first, ready for a sentence: the values went
 * through vmst_text_show, and one backslash stands before each character that
 * RFC 4514 quotes. A long name ends in an ellipsis. */
void vmst_name_show(struct vmst_buffer *buffer, const struct vmst_name *name);
/* Only the last, most specific RDN: "O=Harbour". Nothing for an empty name. */
void vmst_name_show_last(struct vmst_buffer *buffer,
                         const struct vmst_name *name);

/* GeneralName ::= CHOICE, RFC 5280 4.2.1.6; values are the context tags. */
enum vmst_general_kind {
    VMST_GENERAL_OTHER = 0,
    VMST_GENERAL_EMAIL = 1,
    VMST_GENERAL_DNS = 2,
    VMST_GENERAL_X400 = 3,
    VMST_GENERAL_DIRECTORY = 4,
    VMST_GENERAL_EDI = 5,
    VMST_GENERAL_URI = 6,
    VMST_GENERAL_IP = 7,
    VMST_GENERAL_REGISTERED_ID = 8,
};
#define VMST_GENERAL_KINDS 9

struct vmst_general_name {
    enum vmst_general_kind kind;
    struct vmst_bytes value;           /* contents; view of the certificate */
    const struct vmst_name *directory; /* DIRECTORY: owned by the certificate */
};

struct vmst_general_names {
    const struct vmst_general_name *list; /* owned by the certificate */
    size_t count;
};

/* The same kind, and the same bytes; directory names by RFC 5280 7.1. */
bool vmst_general_name_equal(const struct vmst_general_name *a,
                             const struct vmst_general_name *b);
/* Is one of these names one of those? */
bool vmst_general_names_overlap(const struct vmst_general_names *a,
                                const struct vmst_general_names *b);
/* Is this distinguished name one of them? */
bool vmst_general_names_have(const struct vmst_general_names *names,
                             const struct vmst_name *directory);

#endif
