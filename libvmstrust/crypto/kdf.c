/*
 * Keys out of passphrases. What is derived on the way is wiped. Floor 0.
 */
#include "crypto/kdf.h"

#include <gnutls/crypto.h>

#include "base/text.h"

int
vmst_pbkdf2_sha256(const struct vmst_secret *passphrase, struct vmst_bytes salt,
                   uint32_t iterations, struct vmst_note *note, uint8_t *out,
                   size_t size)
{
    /* GnuTLS reads through these pointers and never writes. */
    gnutls_datum_t key = {(unsigned char *)passphrase->data,
                          (unsigned)passphrase->size};
    gnutls_datum_t with = {(unsigned char *)salt.data, (unsigned)salt.size};
    int status =
        gnutls_pbkdf2(GNUTLS_MAC_SHA256, &key, &with, iterations, out, size);

    return status == 0
               ? VMSTRUST_OK
               : vmst_fail(note, VMSTRUST_E_CRYPTO,
                           "GnuTLS derives no key from the passphrase: %s",
                           gnutls_strerror(status));
}

/* --- PKCS#12 -------------------------------------------------------------- */

/* The block of SHA-1 and of SHA-256, "v" in RFC 7292 B.2. */
#define BLOCK ((size_t)64)

/*
 * RFC 7292 B.1: the passphrase as a BMPString, big-endian, with two zero bytes
 * at its end. A character beyond U+FFFF is a surrogate pair, as in Windows.
 */
static bool
add_bmp(struct vmst_buffer *out, struct vmst_bytes text)
{
    while (text.size != 0) {
        uint32_t c;
        size_t used = vmst_utf8_read(text, &c);
        uint8_t units[4];
        size_t count = 0;

        if (used == 0) {
            return false;
        }
        if (c > 0xffff) {
            uint32_t high = 0xd800 + ((c - 0x10000) >> 10);

            units[count++] = (uint8_t)(high >> 8);
            units[count++] = (uint8_t)high;
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        units[count++] = (uint8_t)(c >> 8);
        units[count++] = (uint8_t)c;
        vmst_buffer_add(out, units, count);
        text = vmst_bytes(text.data + used, text.size - used);
    }
    vmst_buffer_add(out, "\0", 2);
    return true;
}

/* B.2 steps 2 and 3: `bytes` again and again up to whole blocks. */
static void
add_repeated(struct vmst_buffer *out, struct vmst_bytes bytes)
{
    size_t whole = (bytes.size + BLOCK - 1) / BLOCK * BLOCK;

    for (size_t i = 0; i < whole; i++) {
        vmst_buffer_add(out, &bytes.data[i % bytes.size], 1);
    }
}

struct derivation {
    gnutls_hash_hd_t hash;
    size_t size;               /* of a digest, "u" */
    struct vmst_buffer blocks; /* "I", salt and passphrase in whole blocks */
    uint8_t use[BLOCK];        /* "D" */
    uint32_t iterations;
};

/* B.2 step 6 A: H(H(... H(D || I))). */
static int
hash_blocks(struct derivation *state, uint8_t digest[VMST_DIGEST_SIZE])
{
    int status = gnutls_hash(state->hash, state->use, sizeof state->use);

    if (status == 0) {
        status =
            gnutls_hash(state->hash, state->blocks.data, state->blocks.size);
    }
    gnutls_hash_output(state->hash, digest);
    for (uint32_t i = 1; i < state->iterations && status == 0; i++) {
        status = gnutls_hash(state->hash, digest, state->size);
        gnutls_hash_output(state->hash, digest);
    }
    return status == 0 ? VMSTRUST_OK : VMSTRUST_E_CRYPTO;
}

/* B.2 step 6 C: each block of I becomes (block + B + 1) mod 2^v, where B is
 * the digest again and again up to one block. */
static void
add_to_blocks(struct derivation *state, const uint8_t *digest)
{
    for (size_t at = 0; at < state->blocks.size; at += BLOCK) {
        uint8_t *block = state->blocks.data + at;
        unsigned carry = 1;

        for (size_t i = BLOCK; i > 0; i--) {
            carry += (unsigned)block[i - 1] + digest[(i - 1) % state->size];
            block[i - 1] = (uint8_t)carry;
            carry >>= 8;
        }
    }
}

static int
fill(struct derivation *state, uint8_t *out, size_t size)
{
    uint8_t digest[VMST_DIGEST_SIZE];
    int status = VMSTRUST_OK;

    for (size_t at = 0; at < size && status == VMSTRUST_OK;) {
        size_t take = size - at < state->size ? size - at : state->size;

        status = hash_blocks(state, digest);
        memcpy(out + at, digest, take);
        add_to_blocks(state, digest);
        at += take;
    }
    vmst_wipe(digest, sizeof digest);
    return status;
}

static int
derive(struct derivation *state, gnutls_digest_algorithm_t algorithm,
       uint8_t *out, size_t size)
{
    int status;

    state->size = gnutls_hash_get_len(algorithm);
    if (gnutls_hash_init(&state->hash, algorithm) != 0) {
        return VMSTRUST_E_CRYPTO;
    }
    status = fill(state, out, size);
    gnutls_hash_deinit(state->hash, NULL);
    return status;
}

/* B.2 steps 1 to 4: what is hashed. */
static int
prepare(struct derivation *state, const struct vmst_pkcs12_kdf *kdf,
        const struct vmst_secret *passphrase, struct vmst_note *note)
{
    AUTO_BUFFER text = {0};

    if (!add_bmp(&text, vmst_secret_view(passphrase))) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "the passphrase is not UTF-8");
    }
    memset(state->use, kdf->use, sizeof state->use);
    add_repeated(&state->blocks, kdf->salt);
    add_repeated(&state->blocks, vmst_buffer_view(&text));
    if (text.failed || state->blocks.failed) {
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}

int
vmst_pkcs12_derive(const struct vmst_pkcs12_kdf *kdf,
                   const struct vmst_secret *passphrase, struct vmst_note *note,
                   uint8_t *out, size_t size)
{
    struct derivation state = {.iterations = kdf->iterations};
    gnutls_digest_algorithm_t algorithm =
        kdf->hash == VMST_HASH_SHA1 ? GNUTLS_DIG_SHA1 : GNUTLS_DIG_SHA256;
    int status = prepare(&state, kdf, passphrase, note);

    if (status == VMSTRUST_OK) {
        status = derive(&state, algorithm, out, size);
    }
    vmst_buffer_free(&state.blocks);
    return status == VMSTRUST_E_CRYPTO
               ? vmst_fail(note, status, "GnuTLS computes no %s",
                           vmst_hash_name(kdf->hash))
               : status;
}
