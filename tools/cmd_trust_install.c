/*
 * vmstrust trust install: a CA certificate becomes a trusted root of this
 * computer, after somebody has looked at it.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "record.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 9

/* --- What it is ----------------------------------------------------------- */

/* The one root of a file that holds nothing else. */
static int
read_root(const char *path, vmstrust_cert **cert)
{
    vmstrust_content content;
    vmstrust_bytes *sentence = NULL;
    vmstrust_error *error = NULL;
    struct file file;
    int status = file_read(path, &file);
    int code;

    if (status != EXIT_YES) {
        return status;
    }
    code = vmstrust_bytes_classify(file.data, file.size, VMSTRUST_ROLE_ANY,
                                   &content, &sentence, cert, &error);
    free(file.data);
    if (code != VMSTRUST_OK) {
        return answer_error(SHOW(file_name(path)), error);
    }
    if (content != VMSTRUST_CONTENT_ROOT) {
        complain("%s: %s", SHOW(file_name(path)),
                 (const char *)vmstrust_bytes_get_data(sentence));
        status = EXIT_NO;
    }
    vmstrust_bytes_free(sentence);
    return status;
}

static int
check_time(const vmstrust_cert *cert)
{
    int64_t now = (int64_t)time(NULL);
    char date[CA_UNTIL_SIZE];

    if (vmstrust_cert_get_not_after(cert) < now) {
        complain("the CA certificate expired on %s: get the new one from "
                 "whoever runs the CA",
                 ca_date(vmstrust_cert_get_not_after(cert), date));
        return EXIT_NO;
    }
    if (vmstrust_cert_get_not_before(cert) > now) {
        complain("the CA certificate is valid from %s on: look at the clock of "
                 "this computer",
                 ca_date(vmstrust_cert_get_not_before(cert), date));
        return EXIT_NO;
    }
    return EXIT_YES;
}

/* What the verdict says of its key, if that is an error. */
static int
answer_key(const vmstrust_report *report)
{
    for (size_t i = 0; i < vmstrust_report_get_count(report); i++) {
        vmstrust_finding finding = vmstrust_report_get_finding(report, i);

        if (finding == VMSTRUST_FINDING_KEY_OR_SIGNATURE_TOO_WEAK ||
            finding == VMSTRUST_FINDING_KEY_UNREASONABLE ||
            finding == VMSTRUST_FINDING_ALGORITHM_UNKNOWN) {
            complain("%s Get another root from whoever runs the CA.",
                     vmstrust_report_get_text(report, i));
            return EXIT_NO;
        }
    }
    return EXIT_YES;
}

static int
judge(const vmstrust_cert *cert, vmstrust_store *store, vmstrust_chain *chain,
      const vmstrust_policy *policy, vmstrust_error **error)
{
    vmstrust_report *report = NULL;
    int code = vmstrust_store_add_cert(store, cert, error);
    int status = EXIT_UNKNOWN;

    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_add_cert(chain, cert, error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_verify(store, policy, chain, NULL, &report, error);
    }
    if (code == VMSTRUST_OK || code == VMSTRUST_E_UNTRUSTED) {
        vmstrust_error_free(*error);
        *error = NULL;
        status = answer_key(report);
    }
    vmstrust_report_free(report);
    return status;
}

/* Who can find the key out of a weak one can pose as any site, too: not every
 * program that this computer's trust is for minds. */
static int
check_key(const vmstrust_cert *cert)
{
    vmstrust_store *store = NULL;
    vmstrust_chain *chain = NULL;
    vmstrust_policy *policy = NULL;
    vmstrust_error *error = NULL;
    int status = EXIT_UNKNOWN;

    if (vmstrust_store_new(&store, &error) == VMSTRUST_OK &&
        vmstrust_chain_new(&chain, &error) == VMSTRUST_OK &&
        vmstrust_policy_new(VMSTRUST_ROLE_AUTHORITY, &policy, &error) ==
            VMSTRUST_OK) {
        status = judge(cert, store, chain, policy, &error);
    }
    vmstrust_policy_free(policy);
    vmstrust_chain_free(chain);
    vmstrust_store_free(store);
    return error == NULL ? status : answer_error(NULL, error);
}

/* Whoever holds its key can pose as any site to this whole computer. */
static int
check_limits(const struct arguments *arguments, const vmstrust_cert *cert)
{
    if (vmstrust_cert_is_limited_to_names(cert) ||
        arguments_have(arguments, OPTION_UNCONSTRAINED)) {
        return EXIT_YES;
    }
    complain("this CA has no name constraints: it could speak for every site "
             "on the Internet, to every program of this computer; "
             "--unconstrained says that you want that (a CA made with ca init "
             "--permit is limited, and vmstrust store trusts one for some "
             "roles only)");
    return EXIT_NO;
}

static int
put_root(const struct place_root *root)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    char until[CA_UNTIL_SIZE];

    if (vmstrust_cert_write_subject(root->cert, &subject, &error) !=
        VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    text_item(stdout, COLUMN, "CA",
              (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
    text_item(stdout, COLUMN, "SHA-256", root->sha256);
    text_item(stdout, COLUMN, "Valid", ca_until(root->cert, until));
    text_item(stdout, COLUMN, "Limits",
              vmstrust_cert_is_limited_to_names(root->cert)
                  ? "some DNS names only (name constraints)"
                  : "none: it can speak for every site");
    return EXIT_YES;
}

/* --- Who says so ---------------------------------------------------------- */

/* Digits in either case, with or without colons. */
static bool
is_fingerprint(const char *given, const char *sha256)
{
    for (; *given != '\0'; given++) {
        if (*given == ':' || *given == ' ') {
            continue;
        }
        if (tolower((unsigned char)*given) != *sha256) {
            return false;
        }
        sha256++;
    }
    return *sha256 == '\0';
}

static int
ask(void)
{
    FILE *terminal = fopen("/dev/tty", "r+");
    char answer[8] = "";

    if (terminal == NULL) {
        complain("there is no terminal to ask at: --fingerprint SHA-256, as "
                 "the owner of the CA told it, installs without asking");
        return EXIT_UNKNOWN;
    }
    fflush(stdout);
    fputs("Compare the SHA-256 with that of the CA's owner. Trust it? Type "
          "yes: ",
          terminal);
    fflush(terminal);
    if (fgets(answer, sizeof answer, terminal) == NULL) {
        answer[0] = '\0';
    }
    fclose(terminal);
    if (strcmp(answer, "yes\n") != 0) {
        complain("nothing was installed");
        return EXIT_NO;
    }
    return EXIT_YES;
}

static int
confirm(const struct arguments *arguments, const struct place_root *root)
{
    const char *fingerprint = arguments_get(arguments, OPTION_FINGERPRINT);

    if (fingerprint == NULL) {
        return arguments_have(arguments, OPTION_DRY_RUN) ? EXIT_YES : ask();
    }
    if (!is_fingerprint(fingerprint, root->sha256)) {
        complain("--fingerprint: that is not the SHA-256 of this certificate, "
                 "so it is not the one that was meant: nothing was installed");
        return EXIT_NO;
    }
    return EXIT_YES;
}

/* --- Where ---------------------------------------------------------------- */

/* Who is not root and asks for his browsers means these alone. */
static bool
is_wanted(const struct arguments *arguments, const struct place *place)
{
    bool is_for_himself =
        geteuid() != 0 && arguments_have(arguments, OPTION_NSS);

    return (place == &place_system && !is_for_himself) ||
           (place == &place_nss && arguments_have(arguments, OPTION_NSS)) ||
           (place == &place_java && arguments_have(arguments, OPTION_JAVA));
}

/* The lines of every place that is wanted, to be freed. Who is not root has his
 * browsers alone. */
static char *
plan(const struct arguments *arguments, const struct place_root *root,
     int *status)
{
    char *lines = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&lines, &size);

    for (size_t i = 0; out != NULL && i < PLACE_COUNT; i++) {
        int planned = EXIT_YES;

        if (!is_wanted(arguments, places[i])) {
            continue;
        }
        if (geteuid() != 0 && places[i] != &place_nss) {
            planned = place_say(places[i], EXIT_NO,
                                "not possible: root alone "
                                "can (sudo)");
        } else {
            planned = places[i]->plan(root, out);
        }
        *status = planned == EXIT_YES ? *status : planned;
    }
    if (out == NULL || fclose(out) != 0) {
        *status = EXIT_UNKNOWN;
    }
    return lines;
}

static void
put_plan(const char *lines)
{
    char target[PLACE_PATH_SIZE];
    const struct place *place;
    size_t at = 0;

    while ((place = record_next(lines, &at, target)) != NULL) {
        place_say(place, EXIT_YES, "would be installed: %s", SHOW(target));
    }
}

static int
install_all(const struct arguments *arguments, const struct place_root *root,
            const char *lines)
{
    const char *tree = arguments_get(arguments, OPTION_ROOT);
    int status = record_install(root, lines);
    char undo[SHOWN_SIZE + 200];

    snprintf(undo, sizeof undo, "vmstrust trust remove %s%s%s%.16s",
             tree == NULL ? "" : "--root ", tree == NULL ? "" : SHOW(tree),
             tree == NULL ? "" : " ", root->sha256);
    text_item(stdout, COLUMN, "Undo", undo);
    return status;
}

static int
install(const struct arguments *arguments, const struct place_root *root)
{
    struct record record;
    int status = EXIT_YES;
    char *lines = plan(arguments, root, &status);
    int done;

    if (lines == NULL || *lines == '\0') {
        free(lines);
        return status == EXIT_YES ? EXIT_UNKNOWN : status;
    }
    if (arguments_have(arguments, OPTION_DRY_RUN)) {
        put_plan(lines);
        free(lines);
        return status;
    }
    done = record_read(root, &record);
    if (done == EXIT_YES) {
        done = record_write(root, &record, lines);
    }
    if (done == EXIT_YES) {
        done = install_all(arguments, root, lines);
    }
    record_free(&record);
    free(lines);
    return done == EXIT_YES ? status : done;
}

static int
run(const struct arguments *arguments)
{
    const char *tree = arguments_get(arguments, OPTION_ROOT);
    vmstrust_cert *cert = NULL;
    struct place_root root;
    int status = read_root(arguments_get(arguments, OPERAND), &cert);

    if (status == EXIT_YES) {
        place_root_set(&root, tree == NULL ? "" : tree, cert);
        status = put_root(&root);
    }
    if (status == EXIT_YES) {
        status = check_time(cert);
    }
    if (status == EXIT_YES) {
        status = check_key(cert);
    }
    if (status == EXIT_YES) {
        status = check_limits(arguments, cert);
    }
    if (status == EXIT_YES) {
        status = confirm(arguments, &root);
    }
    if (status == EXIT_YES) {
        status = install(arguments, &root);
    }
    vmstrust_cert_free(cert);
    return status;
}

static const struct option options[] = {
    {OPTION_FINGERPRINT, "fingerprint", VALUE_TEXT, "SHA-256", false,
     "do not ask: install if this is the certificate's SHA-256"},
    {OPTION_UNCONSTRAINED, "unconstrained", VALUE_NONE, NULL, false,
     "also a CA that can speak for every site"},
    {OPTION_NSS, "nss", VALUE_NONE, NULL, false,
     "also for the browsers of who runs this (Firefox, Chromium)"},
    {OPTION_JAVA, "java", VALUE_NONE, NULL, false,
     "also in Java's keystore of trusted roots"},
    {OPTION_ROOT, "root", VALUE_FOLDER, "DIR", false,
     "in the tree of another system, such as an image that is mounted"},
    {OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false,
     "say what would be done, and change nothing"},
};

const struct verb verb_trust_install = {
    .name = "trust install",
    .summary = "make a CA certificate a trusted root of this computer",
    .synopsis = "[--nss] [--java] [OPTION...] FILE",
    .text = "Shows the certificate and asks first. What is put where is "
            "recorded, so that trust remove takes away just that. Who is not "
            "root can install with --nss for his own browsers. Exit status: 0 "
            "installed everywhere, 1 refused, or not everywhere, 2 it could "
            "not be told, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "FILE",
    .fewest_operands = 1,
    .examples = {"trust install harbour-ca.crt",
                 "trust install --unconstrained --nss harbour-ca.crt"},
    .run = run,
};
