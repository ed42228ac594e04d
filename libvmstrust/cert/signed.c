/*
 * What a certificate, a CRL and an OCSP response have in common: who signed
 * how, when, and the fields of an extension. Floor 1.
 */
#include "cert/read.h"

/* 2050-01-01: from then on GeneralizedTime, before it UTCTime. */
#define FIRST_GENERALIZED_TIME INT64_C(2524608000)

/*
 * Time ::= CHOICE {                                        RFC 5280 4.1
 *     utcTime      UTCTime,
 *     generalTime  GeneralizedTime }
 */
int
vmst_time_read(struct vmst_der *in, int64_t *time, bool *is_legal)
{
    bool is_generalized;

    TRY(vmst_der_time(in, time, &is_generalized));
    *is_legal &= is_generalized == (*time >= FIRST_GENERALIZED_TIME);
    return VMSTRUST_OK;
}

/*
 * signatureAlgorithm  AlgorithmIdentifier,                 RFC 5280 4.1
 * signatureValue      BIT STRING
 *
 * "This field MUST contain the same algorithm identifier as the signature
 * field" inside of what is signed (4.1.1.2, 5.1.1.2).
 */
int
vmst_signature_read(struct vmst_der *in,
                    const struct vmst_signature_algorithm *inner,
                    struct vmst_bytes *signature)
{
    struct vmst_der before;
    struct vmst_der inside;
    struct vmst_bytes whole;

    in->field = "signatureAlgorithm";
    before = *in;
    TRY(vmst_der_enter(in, VMST_DER_SEQUENCE, &inside, &whole));
    if (!vmst_bytes_equal(whole, inner->whole)) {
        return vmst_der_fail(&before, "not the algorithm that was signed");
    }
    in->field = "signatureValue";
    return vmst_der_bit_octets(in, signature);
}

/*
 * Extension ::= SEQUENCE {                                 RFC 5280 4.1
 *     extnID     OBJECT IDENTIFIER,
 *     critical   BOOLEAN DEFAULT FALSE,
 *     extnValue  OCTET STRING }
 *
 * Deviates: critical may be written out as FALSE, as many authorities do.
 */
int
vmst_extension_fields_read(struct vmst_der *in, bool *has_loose_encoding,
                           struct vmst_extension_fields *extension)
{
    struct vmst_der fields;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_oid(&fields, &extension->oid));
    TRY(vmst_der_boolean_lax(&fields, false, &extension->is_critical,
                             has_loose_encoding));
    TRY(vmst_der_octets(&fields, &extension->value));
    return vmst_der_end(&fields);
}

/*
 * AuthorityKeyIdentifier ::= SEQUENCE {                    RFC 5280 4.2.1.1
 *     keyIdentifier              [0]  KeyIdentifier OPTIONAL,
 *     authorityCertIssuer        [1]  GeneralNames OPTIONAL,
 *     authorityCertSerialNumber  [2]  CertificateSerialNumber OPTIONAL }
 */
int
vmst_authority_key_id_read(struct vmst_der *in, struct vmst_arena *arena,
                           struct vmst_bytes *key_id, bool *has_issuer)
{
    const uint8_t issuer_tag = VMST_DER_CONTEXT_CONSTRUCTED(1);
    struct vmst_general_names issuer;
    struct vmst_bytes serial;
    struct vmst_der fields;
    struct vmst_der names;
    bool has_key_id;

    TRY(vmst_der_sequence(in, &fields));
    TRY(vmst_der_optional(&fields, VMST_DER_CONTEXT(0), &has_key_id, key_id));
    if (vmst_der_peek(&fields) == issuer_tag) {
        TRY(vmst_der_enter(&fields, issuer_tag, &names, NULL));
        TRY(vmst_general_names_read(&names, arena, &issuer));
        *has_issuer = true;
    }
    if (vmst_der_peek(&fields) == VMST_DER_CONTEXT(2)) {
        TRY(vmst_der_integer_as(&fields, VMST_DER_CONTEXT(2), &serial));
        *has_issuer = true;
    }
    return vmst_der_end(&fields);
}
