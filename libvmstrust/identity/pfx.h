/*
 * What a PKCS#12 file (PFX, RFC 7292) is made of, told without its passphrase,
 * and which targets will import it. Floor 5.
 */
#ifndef VMST_IDENTITY_PFX_H
#define VMST_IDENTITY_PFX_H

#include "crypto/pbe.h"

/* Encrypted parts of one file: contents, and keys in contents that are not. */
#define VMST_PFX_PARTS 16

struct vmst_pfx_part {
    bool is_key; /* a private key, or else contents (certificates) */
    struct vmst_pbe pbe;
};

struct vmst_pfx {
    struct vmst_pfx_part parts[VMST_PFX_PARTS]; /* views of the input */
    size_t part_count;
    bool has_plain_key; /* a private key that nothing encrypts */
    bool has_mac;
    enum vmst_hash mac; /* NONE: another than SHA-1 and SHA-2 */
    uint32_t mac_iterations;
};

/* Does it begin like a PFX? */
bool vmst_pfx_is(struct vmst_bytes input);
/* VMSTRUST_E_MALFORMED, also for BER that is not DER, as NSS writes it;
 * VMSTRUST_E_LIMIT beyond VMST_PFX_PARTS. */
int vmst_pfx_read(struct vmst_bytes input, struct vmst_note *note,
                  struct vmst_pfx *pfx);

struct vmst_pfx_row { /* of pfx.def */
    vmstrust_target target;
    bool reads_rc2;
    bool reads_aes;
    bool reads_sha2;
    uint32_t iterations; /* 0: no limit is known */
    const char *source;
};

extern const struct vmst_pfx_row vmst_pfx_rows[];
extern const size_t vmst_pfx_row_count;

/* NULL for a target that has none. */
const struct vmst_pfx_row *vmst_pfx_row_get(vmstrust_target target);
/* The same; for one that has none VMSTRUST_E_NOT_FOUND, and the note says which
 * have. */
int vmst_pfx_row_find(vmstrust_target target, struct vmst_note *note,
                      const struct vmst_pfx_row **row);

/* Will the target import it? If not, `reasons` gets why, a sentence. */
bool vmst_pfx_check(const struct vmst_pfx *pfx, const struct vmst_pfx_row *row,
                    struct vmst_buffer *reasons);
/* The parts, the MAC, and each target with its answer. */
void vmst_pfx_write_text(const struct vmst_pfx *pfx,
                         struct vmst_buffer *buffer);
/* Schema "vmstrust-pfx-1". */
void vmst_pfx_write_json(const struct vmst_pfx *pfx,
                         struct vmst_buffer *buffer);

#endif
