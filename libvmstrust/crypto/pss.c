/*
 * RSASSA-PSS-params, read strictly: an encoded default is refused (X.690
 * 11.5), an unknown hash is not. Floor 0.
 */
#include "crypto/pss.h"

#include "der/oid.h"

static const struct {
    struct vmst_bytes oid;
    enum vmst_hash hash;
} hashes[] = {
#define HASH(literal, hash)                                                    \
    {                                                                          \
        {(const uint8_t *)literal, sizeof(literal) - 1}, hash                  \
    }
    /* RFC 4055 2.1 and RFC 8017 B.1 */
    HASH("\x2b\x0e\x03\x02\x1a", VMST_HASH_SHA1),
    HASH("\x60\x86\x48\x01\x65\x03\x04\x02\x04", VMST_HASH_SHA224),
    HASH("\x60\x86\x48\x01\x65\x03\x04\x02\x01", VMST_HASH_SHA256),
    HASH("\x60\x86\x48\x01\x65\x03\x04\x02\x02", VMST_HASH_SHA384),
    HASH("\x60\x86\x48\x01\x65\x03\x04\x02\x03", VMST_HASH_SHA512),
#undef HASH
};

/* RFC 4055 2.2: id-mgf1 */
static const char mgf1_oid[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08";

/*
 * HashAlgorithm ::= AlgorithmIdentifier; "all implementations MUST accept both
 * NULL and absent parameters" (RFC 4055 2.1).
 */
static int
read_hash(struct vmst_der *in, enum vmst_hash *hash)
{
    struct vmst_der fields;
    struct vmst_bytes oid;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &oid));
    if (!vmst_der_is_empty(&fields)) {
        TRY(vmst_der_null(&fields));
    }
    *hash = VMST_HASH_NONE;
    for (size_t i = 0; i < VMST_COUNT(hashes); i++) {
        if (vmst_bytes_equal(oid, hashes[i].oid)) {
            *hash = hashes[i].hash;
        }
    }
    return vmst_der_end(&fields);
}

static int
read_hash_or_sha1(struct vmst_der *in, enum vmst_hash *hash)
{
    struct vmst_der inside;

    *hash = VMST_HASH_SHA1;
    if (vmst_der_peek(in) != VMST_DER_CONTEXT_CONSTRUCTED(0)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(0), &inside, NULL));
    TRY(read_hash(&inside, hash));
    if (*hash == VMST_HASH_SHA1) {
        return vmst_der_fail(in, "a default hash is encoded");
    }
    return vmst_der_end(&inside);
}

/* MaskGenAlgorithm ::= AlgorithmIdentifier; of MGF1 the hash, and
 * VMST_HASH_NONE of any other function. */
static int
read_mask_hash(struct vmst_der *in, enum vmst_hash *hash)
{
    struct vmst_der fields;
    struct vmst_bytes oid;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &oid));
    *hash = VMST_HASH_NONE;
    if (!vmst_bytes_equal(oid, vmst_bytes_of(mgf1_oid))) {
        return VMSTRUST_OK;
    }
    TRY(read_hash(&fields, hash));
    if (*hash == VMST_HASH_SHA1) {
        return vmst_der_fail(in, "a default mask function is encoded");
    }
    return vmst_der_end(&fields);
}

static int
read_mask_hash_or_sha1(struct vmst_der *in, enum vmst_hash *hash)
{
    struct vmst_der inside;

    *hash = VMST_HASH_SHA1;
    if (vmst_der_peek(in) != VMST_DER_CONTEXT_CONSTRUCTED(1)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(1), &inside, NULL));
    TRY(read_mask_hash(&inside, hash));
    return vmst_der_end(&inside);
}

static int
read_salt_size_or_20(struct vmst_der *in, uint32_t *size)
{
    struct vmst_der inside;

    *size = 20;
    if (vmst_der_peek(in) != VMST_DER_CONTEXT_CONSTRUCTED(2)) {
        return VMSTRUST_OK;
    }
    TRY(vmst_der_enter(in, VMST_DER_CONTEXT_CONSTRUCTED(2), &inside, NULL));
    TRY(vmst_der_size(&inside, size));
    if (*size == 20) {
        return vmst_der_fail(in, "a default salt length is encoded");
    }
    return vmst_der_end(&inside);
}

/*
 * RSASSA-PSS-params ::= SEQUENCE {                             RFC 4055 3.1
 *     hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
 *     maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
 *     saltLength        [2] INTEGER DEFAULT 20,
 *     trailerField      [3] INTEGER DEFAULT 1 }
 * The trailer field MUST be 1, so in DER it is never there.
 */
int
vmst_pss_read(struct vmst_der *in, struct vmst_pss *pss)
{
    struct vmst_der fields;
    enum vmst_hash mask_hash;

    TRY(vmst_der_sequence(in, &fields));
    TRY(read_hash_or_sha1(&fields, &pss->hash));
    TRY(read_mask_hash_or_sha1(&fields, &mask_hash));
    TRY(read_salt_size_or_20(&fields, &pss->salt_size));
    /* RFC 4055 3.1 recommends one hash for both; with two of them there is
     * nothing below us that could compute it. */
    if (mask_hash != pss->hash) {
        pss->hash = VMST_HASH_NONE;
    }
    return vmst_der_end(&fields);
}
