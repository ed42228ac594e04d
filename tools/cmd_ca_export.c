/*
 * vmstrust ca export: the certificates of a CA, for those who are to trust it.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7
#define PATH_SIZE 4096

/* Where the files go, and whether over others. They are gone through twice, so
 * that none is written where another is in the way. */
struct target {
    const char *folder;
    bool is_forced;
    bool is_dry;
    bool is_looking;
    bool is_subordinate; /* the CA has its certificate of another */
};

/* In a folder that is not there yet nothing is in the way. */
static int
look(const struct target *target, const char *path)
{
    return access(target->folder, F_OK) == 0
               ? file_may_write("--out", path, target->is_forced)
               : EXIT_YES;
}

static int
put_file(const struct target *target, const char *name, const void *data,
         size_t size, const char *says)
{
    char path[PATH_SIZE];
    char line[SHOWN_SIZE + 128];
    int status = EXIT_YES;

    if (snprintf(path, sizeof path, "%s/%s", target->folder, name) >=
        (int)sizeof path) {
        complain("--out: the name is too long");
        return EXIT_UNKNOWN;
    }
    if (target->is_looking) {
        return look(target, path);
    }
    if (!target->is_dry) {
        status = file_write("--out", path, data, size, target->is_forced);
    }
    if (status == EXIT_YES) {
        snprintf(line, sizeof line, "%s, %s", SHOW(path), says);
        text_item(stdout, COLUMN, target->is_dry ? "Would" : "File", line);
    }
    return status;
}

static int
put_pem(const struct target *target, const char *name,
        const vmstrust_cert *cert, const char *says)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_cert_write_pem(cert, &pem, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = put_file(target, name, vmstrust_bytes_get_data(pem),
                      vmstrust_bytes_get_size(pem), says);
    vmstrust_bytes_free(pem);
    return status;
}

static int
put_der(const struct target *target, const char *name,
        const vmstrust_cert *cert)
{
    size_t size = 0;
    const void *der = vmstrust_cert_get_der(cert, &size);

    return put_file(target, name, der, size, "the same as DER");
}

#define ROOT_NAME 32

/* "ca" is the newest; an older one is "ca-1", by its generation. */
static void
name_root(const vmstrust_ca *ca, size_t at, char name[ROOT_NAME])
{
    snprintf(name, ROOT_NAME, "ca");
    if (at != 0) {
        snprintf(name, ROOT_NAME, "ca-%zu",
                 vmstrust_ca_get_root_count(ca) - at);
    }
}

/* What clients do with a root; with the certificate of a subordinate they do
 * nothing. */
static const char *
use_of(size_t at, bool is_subordinate)
{
    if (is_subordinate) {
        return "sent by its servers: clients are to trust the company's root";
    }
    return at == 0 ? "to be trusted by every client" : "the root before";
}

static int
put_root(const struct target *target, const vmstrust_ca *ca, size_t at)
{
    const vmstrust_cert *root = vmstrust_ca_get_root(ca, at);
    char name[ROOT_NAME];
    char file[ROOT_NAME + 8];
    char until[CA_UNTIL_SIZE];
    char says[CA_UNTIL_SIZE + 80];
    int status;

    name_root(ca, at, name);
    snprintf(says, sizeof says, "%s, valid until %s",
             use_of(at, target->is_subordinate), ca_until(root, until));
    snprintf(file, sizeof file, "%s.crt", name);
    status = put_pem(target, file, root, says);
    if (status == EXIT_YES) {
        snprintf(file, sizeof file, "%s.cer", name);
        status = put_der(target, file, root);
    }
    return status;
}

/* For servers whose files were written before a rollover. */
static int
put_crosses(const struct target *target, const vmstrust_ca *ca, size_t at)
{
    size_t generation = vmstrust_ca_get_root_count(ca) - at;
    const vmstrust_cert *cross = vmstrust_ca_get_cross(ca, at);
    const vmstrust_cert *back = vmstrust_ca_get_back_cross(ca, at);
    char name[80];
    int status = EXIT_YES;

    if (cross != NULL) {
        snprintf(name, sizeof name, "cross-%zu-by-%zu.crt", generation,
                 generation - 1);
        status = put_pem(target, name, cross,
                         "sent by servers with new certificates (their chain "
                         "has it)");
    }
    if (status == EXIT_YES && back != NULL) {
        snprintf(name, sizeof name, "cross-%zu-by-%zu.crt", generation - 1,
                 generation);
        status = put_pem(target, name, back,
                         "to be sent by servers that still have an old "
                         "certificate, for clients that have only the new "
                         "root");
    }
    return status;
}

/* --- For another owner ----------------------------------------------------- */

#define ROOT_TEXT 1024

/* One root, as the other owner compares it. */
static int
describe_root(const vmstrust_ca *ca, size_t at, char text[ROOT_TEXT])
{
    const vmstrust_cert *root = vmstrust_ca_get_root(ca, at);
    char until[CA_UNTIL_SIZE];
    char name[ROOT_NAME];
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    struct ca_ids ids;

    if (vmstrust_cert_write_subject(root, &subject, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    ca_read_ids(root, &ids);
    name_root(ca, at, name);
    snprintf(text, ROOT_TEXT,
             "CA          %.600s\n"
             "Files       %s.crt and, the same as DER, %s.cer\n"
             "Valid       until %s\n"
             "Thumbprint  %s\n"
             "SHA-256     %.32s\n            %s\n\n",
             (const char *)vmstrust_bytes_get_data(subject), name, name,
             ca_until(root, until), ids.thumbprint, ids.sha256,
             ids.sha256 + 32);
    vmstrust_bytes_free(subject);
    return EXIT_YES;
}

static const char handover_head[] =
    "The certificate authority of another owner, for systems that retrieve\n"
    "video from that owner's site.\n\n";

static const char handover_steps[] =
    "1. Compare the thumbprint with the other owner, by telephone: not by\n"
    "   the mail that brought this file.\n"
    "2. Install ca.crt only where video of that site is retrieved.\n"
    "   Windows: certlm.msc, Trusted Root Certification Authorities,\n"
    "   Import, for the local computer; or, as administrator:\n"
    "       certutil -addstore Root ca.cer\n"
    "   Debian: copy ca.crt to /usr/local/share/ca-certificates and run\n"
    "       update-ca-certificates\n"
    "3. Where there is a ca-1.crt, install it (ca-2.crt, ...) likewise, and\n"
    "   remove it when the other owner says that no server has a\n"
    "   certificate of it any more.\n"
    "4. Who trusts a CA trusts every name that it issues for, unless the CA\n"
    "   is limited to names ('vmstrust inspect ca.crt' shows that). To\n"
    "   trust one server alone, pin its certificate instead.\n"
    "5. Agree who tells whom when this CA is renewed or lost.\n\n"
    "No private key is among these files, and none is needed.\n";

/* What another owner reads before trusting it. The numbers are compared over
 * another way than the files came. */
static int
put_handover(const struct target *target, const vmstrust_ca *ca)
{
    size_t count = vmstrust_ca_get_root_count(ca);
    size_t room =
        sizeof handover_head + sizeof handover_steps + count * ROOT_TEXT;
    char *text = malloc(room);
    int status = EXIT_YES;

    if (text == NULL) {
        complain("no memory");
        return EXIT_UNKNOWN;
    }
    strcpy(text, handover_head);
    for (size_t i = 0; status == EXIT_YES && i < count; i++) {
        status = describe_root(ca, i, text + strlen(text));
    }
    if (status == EXIT_YES) {
        strcat(text, handover_steps);
        status = put_file(target, "HANDOVER.txt", text, strlen(text),
                          "what the other owner is to do");
    }
    free(text);
    return status;
}

static int
put_all(const struct arguments *arguments, const struct target *target,
        const vmstrust_ca *ca)
{
    bool is_handover = arguments_have(arguments, OPTION_HANDOVER);
    size_t count = vmstrust_ca_get_root_count(ca);
    int status = EXIT_YES;

    for (size_t i = 0; status == EXIT_YES && i < count; i++) {
        status = put_root(target, ca, i);
        if (status == EXIT_YES && !is_handover) {
            status = put_crosses(target, ca, i);
        }
    }
    return status == EXIT_YES && is_handover ? put_handover(target, ca)
                                             : status;
}

static int export(const struct arguments *arguments, struct target *target,
                  const vmstrust_ca *ca)
{
    int status = file_may_make_folder("--out", target->folder);

    if (status == EXIT_YES) {
        target->is_looking = true;
        status = put_all(arguments, target, ca);
        target->is_looking = false;
    }
    if (status == EXIT_YES && !target->is_dry) {
        status = file_make_folder("--out", target->folder);
    }
    return status == EXIT_YES ? put_all(arguments, target, ca) : status;
}

/* Whether somebody else issued the CA's certificate; the other owner then has
 * nothing to trust here. */
static int
read_kind(const struct arguments *arguments, const vmstrust_ca *ca,
          struct target *target)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_bytes *issuer = NULL;
    vmstrust_error *error = NULL;
    const vmstrust_cert *cert = vmstrust_ca_get_cert(ca);
    int status = EXIT_YES;

    if (vmstrust_cert_write_subject(cert, &subject, &error) != VMSTRUST_OK ||
        vmstrust_cert_write_issuer(cert, &issuer, &error) != VMSTRUST_OK) {
        vmstrust_bytes_free(subject);
        return answer_error(NULL, error);
    }
    target->is_subordinate =
        strcmp((const char *)vmstrust_bytes_get_data(subject),
               (const char *)vmstrust_bytes_get_data(issuer)) != 0;
    if (target->is_subordinate && arguments_have(arguments, OPTION_HANDOVER)) {
        complain("this CA is below another, and clients are to trust the root "
                 "above: hand over that root; this CA was signed by %s",
                 (const char *)vmstrust_bytes_get_data(issuer));
        status = EXIT_NO;
    }
    vmstrust_bytes_free(subject);
    vmstrust_bytes_free(issuer);
    return status;
}

static int
run(const struct arguments *arguments)
{
    struct target target = {
        .folder = arguments_get(arguments, OPTION_OUT),
        .is_forced = arguments_have(arguments, OPTION_FORCE),
        .is_dry = arguments_have(arguments, OPTION_DRY_RUN),
    };
    vmstrust_ca *ca = NULL;
    int status;

    if (target.folder == NULL) {
        return usage_error(arguments->verb, "--out DIR is missing: where the "
                                            "files go");
    }
    status = ca_open_to_read(arguments, &ca);
    if (status == EXIT_YES) {
        status = read_kind(arguments, ca, &target);
    }
    if (status == EXIT_YES) {
        status = export(arguments, &target, ca);
    }
    vmstrust_ca_free(ca);
    return status;
}

static const struct option options[] = {
    {OPTION_OUT, "out", VALUE_FOLDER, "DIR", false,
     "the folder for the files; it is made if it does not exist"},
    {OPTION_HANDOVER, "handover", VALUE_NONE, NULL, false,
     "for another owner, whose system retrieves video from here: the roots, "
     "and "
     "a page that says what to compare and what to do"},
    {OPTION_FORCE, "force", VALUE_NONE, NULL, false,
     "overwrite files that exist"},
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_export = {
    .name = "ca export",
    .summary = "write the certificates of a CA for its clients",
    .synopsis = "--out DIR [OPTION]... CA",
    .text =
        "ca.crt (PEM) and ca.cer (DER) are what clients are to trust; after "
        "a rollover there are the roots before and the certificates that "
        "lead from one to the other, too. No private key is written, no "
        "passphrase is needed, and the CA may lie on read-only media.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca export --out for-clients harbour-ca",
                 "ca export --handover --out for-site-b harbour-ca"},
    .run = run,
};
