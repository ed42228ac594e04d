/*
 * The self-test (selftest.h): a root and a server certificate of our own,
 * judged at a fixed time. The good chain must be trusted; refused must be the
 * same chain with one bit of the signature changed, and another name.
 *
 * Both were made with certtool 3.7.9, and the keys were deleted at once:
 *
 *     certtool --generate-privkey --key-type ecdsa --curve secp256r1 \
 *         --outfile ca.key                     (and the same for leaf.key)
 *     certtool --generate-self-signed --load-privkey ca.key \
 *         --template ca.tmpl --outfile ca.pem
 *     certtool --generate-certificate --load-privkey leaf.key \
 *         --load-ca-certificate ca.pem --load-ca-privkey ca.key \
 *         --template leaf.tmpl --outfile leaf.pem
 *
 * ca.tmpl: cn = "libvmstrust self-test root", serial = 1, ca, path_len = 0,
 * cert_signing_key. leaf.tmpl: cn and dns_name = "self-test.invalid",
 * serial = 2, signing_key, tls_www_server. Both: activation_date =
 * "2026-01-01 00:00:00 UTC", expiration_date = "2036-01-01 00:00:00 UTC".
 */
#include "selftest.h"

#include <stdlib.h>
#include <string.h>
#include <vmstrust/vmstrust.h>

#define HOST "self-test.invalid"

/* 2027-01-01 00:00:00 UTC. */
#define JUDGED_AT 1798761600

static const char root_pem[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBfzCCASSgAwIBAgIBATAKBggqhkjOPQQDAjAlMSMwIQYDVQQDExpsaWJ2bXN0\n"
    "cnVzdCBzZWxmLXRlc3Qgcm9vdDAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAw\n"
    "MDBaMCUxIzAhBgNVBAMTGmxpYnZtc3RydXN0IHNlbGYtdGVzdCByb290MFkwEwYH\n"
    "KoZIzj0CAQYIKoZIzj0DAQcDQgAEFEuBJuFgLLm4V+wWim1jBpVSmItCKzOQ0snF\n"
    "GWPdvgPTilPkIviBmg0oGf7F/PUm1gF3ox79ELrnwXaH5KG6SaNFMEMwEgYDVR0T\n"
    "AQH/BAgwBgEB/wIBADAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFMDUoiogQ3Ja\n"
    "d2VMvyFESjYwMEbbMAoGCCqGSM49BAMCA0kAMEYCIQC4l5Es6y3f/1W5MGwecmC5\n"
    "rxyNRf3nG3FDqj8oJjFrJwIhAP4C9uca6q1xHFVIhk9917/LO9lQeo0F0GG6LIOm\n"
    "QclK\n"
    "-----END CERTIFICATE-----\n";

static const char server_pem[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBxTCCAWugAwIBAgIBAjAKBggqhkjOPQQDAjAlMSMwIQYDVQQDExpsaWJ2bXN0\n"
    "cnVzdCBzZWxmLXRlc3Qgcm9vdDAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAw\n"
    "MDBaMBwxGjAYBgNVBAMTEXNlbGYtdGVzdC5pbnZhbGlkMFkwEwYHKoZIzj0CAQYI\n"
    "KoZIzj0DAQcDQgAEpXUwt5oCaixBEeTTY7c/OMKQu8PfDtx6XJnWeA+jmGZZ4FOu\n"
    "7TuzRxbFFqx5tcVJrM6U1f/Di6X47Hv/YwavQaOBlDCBkTAMBgNVHRMBAf8EAjAA\n"
    "MBwGA1UdEQQVMBOCEXNlbGYtdGVzdC5pbnZhbGlkMBMGA1UdJQQMMAoGCCsGAQUF\n"
    "BwMBMA4GA1UdDwEB/wQEAwIHgDAdBgNVHQ4EFgQUtiJq0s3UrkAyBH9/lv3IoF4T\n"
    "bDkwHwYDVR0jBBgwFoAUwNSiKiBDclp3ZUy/IURKNjAwRtswCgYIKoZIzj0EAwID\n"
    "SAAwRQIhAME5+BqqW8t2p91r9HS1O735C6XKuGF6w0O960M7CJE9AiAs/VJ2tUrN\n"
    "bO+biOXO1/DkOI5rVUUwQknCBjNeUgIKAQ==\n"
    "-----END CERTIFICATE-----\n";

struct subject {
    vmstrust_store *store;
    vmstrust_chain *chain;
    vmstrust_chain *tampered;
};

/* The chain whose server certificate has another last bit: its signature. */
static int
tamper(struct subject *subject)
{
    size_t size = 0;
    const uint8_t *der = vmstrust_cert_get_der(
        vmstrust_chain_get_cert(subject->chain, 0), &size);
    uint8_t *copy = der == NULL ? NULL : malloc(size);
    int code = vmstrust_chain_new(&subject->tampered, NULL);

    if (copy == NULL || code != VMSTRUST_OK) {
        free(copy);
        return VMSTRUST_E_MEMORY;
    }
    memcpy(copy, der, size);
    copy[size - 1] ^= 1;
    code = vmstrust_chain_add_der(subject->tampered, copy, size, NULL);
    free(copy);
    return code;
}

static int
prepare(struct subject *subject)
{
    int code = vmstrust_store_new(&subject->store, NULL);

    if (code == VMSTRUST_OK) {
        code = vmstrust_store_add_pem(subject->store, root_pem,
                                      sizeof root_pem - 1, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_parse(server_pem, sizeof server_pem - 1,
                                    &subject->chain, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = tamper(subject);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_set_time(subject->chain, JUDGED_AT, NULL);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_set_time(subject->tampered, JUDGED_AT, NULL);
    }
    return code;
}

static int
judge(const struct subject *subject, const vmstrust_chain *chain,
      const char *host, vmstrust_finding *worst)
{
    vmstrust_policy *policy = NULL;
    vmstrust_report *report = NULL;
    int code = vmstrust_policy_new(VMSTRUST_ROLE_TLS_SERVER, &policy, NULL);

    if (code == VMSTRUST_OK) {
        code =
            vmstrust_verify(subject->store, policy, chain, host, &report, NULL);
    }
    *worst = vmstrust_report_get_finding(report, 0);
    vmstrust_report_free(report);
    vmstrust_policy_free(policy);
    return code;
}

static const char *
judge_all(const struct subject *subject)
{
    vmstrust_finding worst;

    if (judge(subject, subject->chain, HOST, &worst) != VMSTRUST_OK) {
        return "a good certificate was not trusted";
    }
    if (judge(subject, subject->tampered, HOST, &worst) !=
            VMSTRUST_E_UNTRUSTED ||
        worst != VMSTRUST_FINDING_SIGNATURE_INVALID) {
        return "a changed certificate was not refused for its signature";
    }
    if (judge(subject, subject->chain, "other.invalid", &worst) !=
            VMSTRUST_E_UNTRUSTED ||
        worst != VMSTRUST_FINDING_HOST_NAME_NOT_IN_CERTIFICATE) {
        return "another host's certificate was not refused for its name";
    }
    return NULL;
}

const char *
selftest_run(void)
{
    struct subject subject = {0};
    const char *fault = prepare(&subject) == VMSTRUST_OK
                            ? judge_all(&subject)
                            : "its certificates could not be read";

    vmstrust_chain_free(subject.tampered);
    vmstrust_chain_free(subject.chain);
    vmstrust_store_free(subject.store);
    return fault;
}
