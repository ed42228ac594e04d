/*
 * One entry of a store's folder: a PEM file named by SHA-256, with lines about
 * it before the block (doc/decisions/0008-stores-on-disk.md). Reading is strict:
 * what is not exactly that is refused with the reason and the fix. Floor 5.
 */
#ifndef VMST_STORE_ITEM_H
#define VMST_STORE_ITEM_H

#include "base/change.h"
#include "cert/cert.h"
#include "cert/crl.h"

/* What an entry is, which the folder says that it lies in. */
enum vmst_item_kind {
    VMST_ITEM_ANCHOR,
    VMST_ITEM_LIMITED,
    VMST_ITEM_INTERMEDIATE,
    VMST_ITEM_CRL,
    VMST_ITEM_PIN,
    VMST_ITEM_DISTRUSTED,
};
#define VMST_ITEM_KINDS 6
/* "anchors". */
const char *vmst_item_folder(enum vmst_item_kind kind);
/* Do its entries lie one folder further down, by role or by host? */
bool vmst_item_is_nested(enum vmst_item_kind kind);

/* Who made an entry, when and why; owned, or views where it is written. */
struct vmst_item_head {
    bool has_added;
    int64_t added;
    char *by;  /* NULL: not known */
    char *why; /* NULL: not known */
};

struct vmst_item {
    enum vmst_item_kind kind;
    char *path; /* owned; below the store: "limited/any/….pem" */
    char *host; /* owned; of a pin */
    vmstrust_role role;
    struct vmst_cert *cert; /* owned reference; NULL of a CRL */
    struct vmst_crl *crl;   /* owned reference; of a CRL */
    bool is_key;            /* distrusted: the key, too */
    int64_t until;          /* of a pin */
    struct vmst_item_head head;
    struct vmst_stamp stamp;
    bool has_private_key; /* why it could not be read */
    bool is_settled;      /* an equal stamp means equal contents */
};

void vmst_item_clear(struct vmst_item *item);

#define VMST_ITEM_NAME (2 * VMST_SHA256_SIZE + sizeof ".pem")
/* The name of the file, and whether a name has that form. */
void vmst_item_name(const uint8_t sha256[VMST_SHA256_SIZE],
                    char name[VMST_ITEM_NAME]);

/* Fills in certificate or CRL, is_key, until and head out of the file `name` in
 * `folder`. VMSTRUST_E_MALFORMED, VMSTRUST_E_FILE; the note names the file by
 * its whole path. */
int vmst_item_read(const char *folder, const char *name, struct vmst_note *note,
                   struct vmst_item *item);

/* The text of the file. */
int vmst_item_write(const struct vmst_item *item, struct vmst_buffer *text);

#endif
