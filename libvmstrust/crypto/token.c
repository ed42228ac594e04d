/*
 * PKCS#11 tokens, by GnuTLS and p11-kit, which knows the modules of this
 * system. Floor 0.
 */
#include "crypto/token.h"

#include <gnutls/pkcs11.h>
#include <gnutls/x509.h>
#include <stdlib.h>

#include "base/text.h"

/* Labels of tokens in a refusal: a sentence that can still be read. */
#define TOKENS_SHOWN 4

bool
vmst_token_is_url(const char *path)
{
    return strncmp(path, "pkcs11:", strlen("pkcs11:")) == 0;
}

/* RFC 7512 2.3: the attributes that tell a PIN, or where it lies, and what the
 * latter was called in the drafts, which p11-kit still reads. What stands in a
 * value has its "=" as %3D. */
static const char *
find_pin(const char *url)
{
    static const char *const attributes[] = {"pin-value", "pin-source",
                                             "pinfile"};

    for (size_t i = 0; i < VMST_COUNT(attributes); i++) {
        const char *found = strstr(url, attributes[i]);

        for (; found != NULL; found = strstr(found + 1, attributes[i])) {
            if (found[strlen(attributes[i])] == '=') {
                return attributes[i];
            }
        }
    }
    return NULL;
}

int
vmst_token_check_url(const char *url, struct vmst_note *note)
{
    const char *pin = find_pin(url);

    if (pin != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "no PIN stands in a PKCS#11 URL here, where "
                         "others can read it: give the URL without %s, "
                         "and the PIN as the passphrase",
                         pin);
    }
    /* p11-kit takes it out, from the middle of "pin-value" too. */
    if (strpbrk(url, " \t\n\v\f\r") != NULL) {
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "a PKCS#11 URL has no spaces: in a value each is "
                         "written as %%20");
    }
    return VMSTRUST_OK;
}

/* Gives the PIN once: a token locks itself after a few wrong ones. */
int
vmst_token_give_pin(void *data, int attempt, const char *url, const char *label,
                    unsigned flags, char *pin, size_t size)
{
    const struct vmst_secret *secret = data;

    (void)url;
    (void)label;
    if (secret == NULL || attempt > 0 || secret->size >= size ||
        (flags & GNUTLS_PIN_WRONG) != 0) {
        return -1;
    }
    memcpy(pin, secret->data, secret->size + 1);
    return 0;
}

/* --- Why not -------------------------------------------------------------- */

static int
fail_pin(struct vmst_note *note, const char *shown, const char *url,
         bool has_pin)
{
    unsigned flags = 0;

    if (gnutls_pkcs11_token_get_flags(url, &flags) == 0 &&
        (flags & GNUTLS_PKCS11_TOKEN_USER_PIN_LOCKED) != 0) {
        return vmst_fail(note, VMSTRUST_E_PASSPHRASE,
                         "%s: the token has locked itself after too many wrong "
                         "PINs; its security officer unlocks it",
                         shown);
    }
    return vmst_fail(note, VMSTRUST_E_PASSPHRASE, "%s: %s", shown,
                     has_pin ? "the PIN is wrong" : "the token asks for a PIN");
}

/* "\"harbour\", \"pier\"": the labels of the tokens that this account sees. */
static void
show_tokens(struct vmst_buffer *text)
{
    char *url = NULL;

    for (unsigned i = 0;
         i < TOKENS_SHOWN &&
         gnutls_pkcs11_token_get_url(i, GNUTLS_PKCS11_URL_GENERIC, &url) == 0;
         i++) {
        char label[64] = "";
        size_t size = sizeof label - 1;

        if (gnutls_pkcs11_token_get_info(url, GNUTLS_PKCS11_TOKEN_LABEL, label,
                                         &size) == 0) {
            vmst_buffer_add_text(text, text->size == 0 ? "\"" : ", \"");
            vmst_text_show(text, vmst_bytes_of(label));
            vmst_buffer_add_text(text, "\"");
        }
        gnutls_free(url);
        url = NULL;
    }
    vmst_buffer_add(text, "", 1);
}

static int
fail_no_token(struct vmst_note *note, const char *shown)
{
    AUTO_BUFFER tokens = {0};

    show_tokens(&tokens);
    if (tokens.failed) {
        return vmst_fail_memory(note);
    }
    return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                     "%s: this account sees no such token, but %.300s; "
                     "p11tool --list-tokens shows them, run as the same "
                     "account",
                     shown,
                     tokens.size == 1 ? "none" : (const char *)tokens.data);
}

static int
fail_not_available(struct vmst_note *note, const char *shown, const char *url,
                   const char *what, bool has_pin)
{
    unsigned flags = 0;

    if (gnutls_pkcs11_token_get_flags(url, &flags) != 0) {
        return fail_no_token(note, shown);
    }
    return vmst_fail(note, VMSTRUST_E_NOT_FOUND,
                     "%s: the token is there, and shows this account no such "
                     "%s: another object is meant, or another account may see "
                     "it%s; p11tool --login --list-all shows them",
                     shown, what, has_pin ? "" : ", or a PIN is needed");
}

int
vmst_token_fail(struct vmst_note *note, const char *url, const char *what,
                bool has_pin, int status)
{
    char shown[VMST_TEXT_SHOWN];

    vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(url));
    switch (status) {
    case GNUTLS_E_MEMORY_ERROR:
        return vmst_fail_memory(note);
    case GNUTLS_E_PKCS11_PIN_ERROR:
    case GNUTLS_E_PKCS11_PIN_EXPIRED:
    case GNUTLS_E_PKCS11_PIN_LOCKED:
    case GNUTLS_E_PKCS11_USER_ERROR:
        return fail_pin(note, shown, url, has_pin);
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
    case GNUTLS_E_PKCS11_REQUESTED_OBJECT_NOT_AVAILBLE:
        return fail_not_available(note, shown, url, what, has_pin);
    case GNUTLS_E_PARSING_ERROR:
        return vmst_fail(note, VMSTRUST_E_ARGUMENT,
                         "%s: not a PKCS#11 URL (RFC 7512), such as "
                         "pkcs11:token=harbour;object=ca",
                         shown);
    default:
        return vmst_fail(note, VMSTRUST_E_CRYPTO, "%s: %s", shown,
                         gnutls_strerror(status));
    }
}

/* --- Certificates --------------------------------------------------------- */

static int
export_cert(gnutls_x509_crt_t cert, const char *url, bool has_pin,
            struct vmst_note *note, struct vmst_blob **der)
{
    gnutls_datum_t made = {NULL, 0};
    int status = gnutls_x509_crt_import_url(cert, url, 0);

    if (status == 0) {
        status = gnutls_x509_crt_export2(cert, GNUTLS_X509_FMT_DER, &made);
    }
    if (status != 0) {
        return vmst_token_fail(note, url, "certificate", has_pin, status);
    }
    status = vmst_blob_new(vmst_bytes(made.data, made.size), der);
    gnutls_free(made.data);
    return status == VMSTRUST_OK ? VMSTRUST_OK : vmst_fail_memory(note);
}

int
vmst_token_load_cert(const char *url, const struct vmst_secret *pin,
                     struct vmst_note *note, struct vmst_blob **der)
{
    gnutls_x509_crt_t cert;
    int code;

    *der = NULL;
    TRY(vmst_token_check_url(url, note));
    if (gnutls_x509_crt_init(&cert) != 0) {
        return vmst_fail_memory(note);
    }
    /* GnuTLS hands the pointer back and writes nothing there. */
    gnutls_x509_crt_set_pin_function(cert, vmst_token_give_pin, (void *)pin);
    code = export_cert(cert, url, pin != NULL, note, der);
    gnutls_x509_crt_deinit(cert);
    return code;
}
