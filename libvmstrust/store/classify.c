/*
 * Tells apart what somebody uploads (classify.h). A private key anywhere in it
 * comes before everything else, then a PFX: nothing of such a file may be
 * kept.
 */
#include "store/classify.h"

#include "base/time.h"
#include "cert/crl.h"
#include "cert/file.h"
#include "limits.h"
#include "path/strength.h"
#include "verdict/fact.h"

/* --- One certificate ------------------------------------------------------ */

/* Did its own key sign it? Anybody can give himself another's name. */
static bool
is_self_signed(const struct vmst_cert *cert)
{
    return vmst_cert_is_self_issued(cert) &&
           vmst_signature_check(&cert->key, &cert->algorithm, cert->tbs,
                                cert->signature) == VMST_SIGNATURE_GOOD;
}

/* Old scripts make a CA without basicConstraints, and allow it to sign. */
static bool
is_meant_as_ca(const struct vmst_cert *cert)
{
    const uint32_t usage = VMST_EXT_BIT(VMST_EXT_KEY_USAGE);
    const uint32_t constraints = VMST_EXT_BIT(VMST_EXT_BASIC_CONSTRAINTS);

    return cert->is_authority ||
           ((cert->present & constraints) == 0 &&
            (cert->present & usage) != 0 &&
            (cert->key_usage & VMST_USAGE_CERT_SIGN) != 0);
}

static vmstrust_content
kind_of(const struct vmst_cert *cert)
{
    if (is_self_signed(cert)) {
        return is_meant_as_ca(cert) ? VMSTRUST_CONTENT_ROOT
                                    : VMSTRUST_CONTENT_SELF_SIGNED;
    }
    return cert->is_authority ? VMSTRUST_CONTENT_INTERMEDIATE
                              : VMSTRUST_CONTENT_SERVER_CERTIFICATE;
}

/* --- Sentences ------------------------------------------------------------ */

#define UPLOAD_ALONE "upload the certificate alone (.cer, .crt)"

static bool
is_weak(const struct vmst_cert *root)
{
    struct vmst_findings findings = {.count = 0};

    vmst_strength_find(root, true, &findings);
    return findings.count != 0;
}

static void
say_root(struct vmst_buffer *text, const struct vmst_cert *cert,
         const struct vmst_role *role, int64_t now)
{
    char date[VMST_TIME_TEXT];

    vmst_buffer_add_text(text, "CA certificate \"");
    vmst_name_show_called(text, &cert->subject);
    if (cert->not_after < now) {
        vmst_buffer_format(text,
                           "\" expired on %s. Get the new one from whoever "
                           "runs the CA.",
                           vmst_date_show(cert->not_after, date));
        return;
    }
    if (is_weak(cert)) {
        vmst_buffer_add_text(text, "\" has a key that is too weak: nothing is "
                                   "trusted by it. Get another from whoever "
                                   "runs the CA, RSA 2048 or more.");
        return;
    }
    vmst_buffer_format(text,
                       "\", valid until %s: it can be installed as a trusted "
                       "root",
                       vmst_date_show(cert->not_after, date));
    if (role != NULL && role->kind == VMST_ROLE_SERVER) {
        vmst_buffer_format(text, " for %s", role->row.title);
    }
    vmst_buffer_add_text(text, ". Compare its SHA-256 with that of the CA's "
                               "owner first.");
}

/* The subject, what it is, and its issuer between three pieces of text. */
static void
say_issued(struct vmst_buffer *text, const struct vmst_cert *cert,
           const char *what, const char *then)
{
    vmst_buffer_add_text(text, "\"");
    vmst_name_show_called(text, &cert->subject);
    vmst_buffer_add_text(text, what);
    vmst_name_show_called(text, &cert->issuer);
    vmst_buffer_add_text(text, then);
}

/* Nothing for what is no certificate: why has been said. */
static void
say(struct vmst_buffer *text, const struct vmst_upload *upload,
    const struct vmst_role *role, int64_t now)
{
    switch (upload->content) {
    case VMSTRUST_CONTENT_ROOT:
        say_root(text, upload->cert, role, now);
        break;
    case VMSTRUST_CONTENT_INTERMEDIATE:
        say_issued(text, upload->cert, "\" is an intermediate, issued by \"",
                   "\": install the root at its end as trusted; the server "
                   "sends the intermediate itself.");
        break;
    case VMSTRUST_CONTENT_SERVER_CERTIFICATE:
        say_issued(text, upload->cert,
                   "\" is a server certificate, issued by \"",
                   "\": upload the certificate of that CA instead, which "
                   "vouches for all its servers.");
        break;
    case VMSTRUST_CONTENT_SELF_SIGNED:
        say_issued(text, upload->cert, "\" is self-signed, as devices are: \"",
                   "\" vouches for this one device. Pin it for the host that "
                   "it stands on; as a trusted root it is of no use.");
        break;
    case VMSTRUST_CONTENT_SEVERAL_CERTIFICATES:
        vmst_buffer_add_text(text, "Several certificates are in this file: "
                                   "upload them one by one, so that each is "
                                   "looked at.");
        break;
    case VMSTRUST_CONTENT_PRIVATE_KEY:
        vmst_buffer_add_text(
            text, "A private key is in this file. It belongs on the server "
                  "that it was made for and nowhere else, and nothing of the "
                  "file was kept: " UPLOAD_ALONE
                  ". If others can have read it, have a new one issued.");
        break;
    case VMSTRUST_CONTENT_REQUEST:
        vmst_buffer_add_text(text, "This is a certificate request (CSR). Send "
                                   "it to the CA: the certificate is what the "
                                   "CA makes of it.");
        break;
    case VMSTRUST_CONTENT_REVOCATION_LIST:
        vmst_buffer_add_text(text, "This is a revocation list (CRL): it names "
                                   "certificates that count no more, and "
                                   "trusts none.");
        break;
    case VMSTRUST_CONTENT_PASSWORD_NEEDED:
        vmst_buffer_add_text(
            text, "This is a PFX (PKCS#12): it needs a password, and mostly "
                  "holds a private key. For a trusted root " UPLOAD_ALONE ".");
        break;
    case VMSTRUST_CONTENT_NO_CERTIFICATE:
        break;
    }
}

/* --- Any of them ---------------------------------------------------------- */

static bool
is_revocation_list(struct vmst_bytes input)
{
    AUTO(crl) crl = NULL;

    return vmst_crl_parse(input, NULL, &crl) == VMSTRUST_OK;
}

/* What holds no certificate, by what it is like. */
static vmstrust_content
content_without(struct vmst_bytes input, enum vmst_likeness likeness)
{
    switch (likeness) {
    case VMST_LIKE_PRIVATE_KEY:
        return VMSTRUST_CONTENT_PRIVATE_KEY;
    case VMST_LIKE_PFX:
        return VMSTRUST_CONTENT_PASSWORD_NEEDED;
    case VMST_LIKE_REQUEST:
        return VMSTRUST_CONTENT_REQUEST;
    case VMST_LIKE_REVOCATION_LIST:
        return VMSTRUST_CONTENT_REVOCATION_LIST;
    case VMST_LIKE_OTHER:
        break;
    }
    return is_revocation_list(input) ? VMSTRUST_CONTENT_REVOCATION_LIST
                                     : VMSTRUST_CONTENT_NO_CERTIFICATE;
}

static void
take(struct vmst_upload *upload, const struct vmst_certs *certs)
{
    if (certs->count == 1) {
        upload->cert = vmst_cert_ref(certs->list[0]);
        upload->content = kind_of(upload->cert);
    } else {
        upload->content = VMSTRUST_CONTENT_SEVERAL_CERTIFICATES;
    }
}

/* Looks into it; `text` has the reason where there is no certificate. */
static int
look(struct vmst_bytes input, struct vmst_note *note,
     struct vmst_upload *upload, struct vmst_buffer *text)
{
    struct vmst_note inner = {.code = VMSTRUST_OK};
    struct vmst_certs certs = {.count = 0};
    enum vmst_likeness likeness = VMST_LIKE_OTHER;
    int code;

    /* Larger ones are not read at all. */
    if (input.size <= VMST_LIMIT_FILE_SIZE &&
        vmst_likeness_of(input, &likeness) != VMSTRUST_OK) {
        return vmst_fail_memory(note);
    }
    if (likeness >= VMST_LIKE_PFX) {
        upload->content = content_without(input, likeness);
        return VMSTRUST_OK;
    }
    code = vmst_certs_read(input, VMST_TAKE_STRICT, &inner, &certs);
    if (code == VMSTRUST_OK) {
        take(upload, &certs);
        vmst_certs_free(&certs);
        return VMSTRUST_OK;
    }
    if (code != VMSTRUST_E_MALFORMED && code != VMSTRUST_E_LIMIT) {
        return vmst_fail(note, code, "%s", inner.text);
    }
    upload->content = content_without(input, likeness);
    if (upload->content == VMSTRUST_CONTENT_NO_CERTIFICATE) {
        vmst_buffer_format(text, "This cannot be used: %s.", inner.text);
    }
    return VMSTRUST_OK;
}

int
vmst_classify(struct vmst_bytes input, const struct vmst_role *role,
              int64_t now, struct vmst_note *note, struct vmst_upload *upload)
{
    AUTO_BUFFER text = {.data = NULL};

    upload->cert = NULL;
    TRY(look(input, note, upload, &text));
    say(&text, upload, role, now);
    if (vmst_buffer_take_blob(&text, &upload->sentence) != VMSTRUST_OK) {
        vmst_cert_free(upload->cert);
        return vmst_fail_memory(note);
    }
    return VMSTRUST_OK;
}
