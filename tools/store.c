/*
 * The shared part of the verbs of a store (store.h).
 */
#include "store.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "answer.h"
#include "text.h"

#define DIGITS_AT_LEAST 8

static const char *
folder_of(const struct arguments *arguments)
{
    return arguments_get(arguments, OPERAND);
}

int
store_open(const struct arguments *arguments, vmstrust_store **store)
{
    vmstrust_error *error = NULL;
    struct ca_actor actor;

    if (vmstrust_store_open(folder_of(arguments), store, &error) !=
        VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    ca_read_actor(&actor);
    if (vmstrust_store_set_actor(*store, actor.account, actor.computer,
                                 &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    return EXIT_YES;
}

int
store_save(const struct arguments *arguments, vmstrust_store *store)
{
    vmstrust_error *error = NULL;

    if (arguments_have(arguments, OPTION_DRY_RUN) ||
        vmstrust_store_save(store, arguments_get(arguments, OPTION_REASON),
                            &error) == VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error(NULL, error);
    return EXIT_UNKNOWN;
}

int
store_read(const struct arguments *arguments, vmstrust_inventory **inventory)
{
    vmstrust_error *error = NULL;

    if (vmstrust_inventory_read(folder_of(arguments), inventory, &error) ==
        VMSTRUST_OK) {
        return EXIT_YES;
    }
    answer_error(NULL, error);
    return EXIT_UNKNOWN;
}

/* --- Finding -------------------------------------------------------------- */

/* Lower-case digits without what people put between them; false where there is
 * anything else. */
static bool
read_digits(const char *word, char digits[65])
{
    size_t count = 0;

    for (; *word != '\0'; word++) {
        if (*word == ':' || *word == ' ') {
            continue;
        }
        if (!isxdigit((unsigned char)*word) || count == 64) {
            return false;
        }
        digits[count++] = (char)tolower((unsigned char)*word);
    }
    digits[count] = '\0';
    return count >= DIGITS_AT_LEAST;
}

static bool
is_meant(const vmstrust_cert *cert, const char *digits)
{
    char thumbprint[41];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    for (size_t i = 0; i < sizeof thumbprint; i++) {
        thumbprint[i] = (char)tolower((unsigned char)ids.thumbprint[i]);
    }
    return strncmp(ids.sha256, digits, strlen(digits)) == 0 ||
           strcmp(thumbprint, digits) == 0;
}

bool
store_is_same(const vmstrust_cert *a, const vmstrust_cert *b)
{
    return memcmp(vmstrust_cert_get_sha256(a), vmstrust_cert_get_sha256(b),
                  32) == 0;
}

static void
complain_candidate(const vmstrust_inventory *inventory, size_t at)
{
    complain("  %s", SHOW(vmstrust_inventory_get_file(inventory, at)));
}

static int
choose(const vmstrust_inventory *inventory, const char *word,
       const char *digits, vmstrust_cert **cert)
{
    const vmstrust_cert *found = NULL;
    bool is_ambiguous = false;

    for (size_t i = 0; i < vmstrust_inventory_get_count(inventory); i++) {
        const vmstrust_cert *one = vmstrust_inventory_get_cert(inventory, i);

        if (one == NULL || !is_meant(one, digits)) {
            continue;
        }
        is_ambiguous =
            is_ambiguous || (found != NULL && !store_is_same(found, one));
        found = one;
    }
    if (found == NULL) {
        complain("%s: there is no such file, and the store has no certificate "
                 "whose SHA-256 begins so; 'vmstrust store list' shows them",
                 SHOW(word));
        return EXIT_NO;
    }
    if (!is_ambiguous) {
        *cert = vmstrust_cert_ref(found);
        return EXIT_YES;
    }
    complain("%s: several certificates are meant:", SHOW(word));
    for (size_t i = 0; i < vmstrust_inventory_get_count(inventory); i++) {
        const vmstrust_cert *one = vmstrust_inventory_get_cert(inventory, i);

        if (one != NULL && is_meant(one, digits)) {
            complain_candidate(inventory, i);
        }
    }
    return EXIT_NO;
}

static int
find_in_store(const struct arguments *arguments, const char *word,
              const char *digits, vmstrust_cert **cert)
{
    vmstrust_inventory *inventory = NULL;
    int status = store_read(arguments, &inventory);

    if (status == EXIT_YES) {
        status = choose(inventory, word, digits, cert);
    }
    vmstrust_inventory_free(inventory);
    return status;
}

static int
find_in_file(const struct arguments *arguments, const char *path,
             vmstrust_cert **cert)
{
    vmstrust_chain *chain = NULL;
    int status = answer_load(path, &chain);

    if (status == EXIT_YES && vmstrust_chain_get_count(chain) > 1) {
        status = usage_error(arguments->verb,
                             "%s: the file has %zu certificates; give one "
                             "with the one that is meant",
                             SHOW(path), vmstrust_chain_get_count(chain));
    }
    if (status == EXIT_YES) {
        *cert = vmstrust_cert_ref(vmstrust_chain_get_cert(chain, 0));
    }
    vmstrust_chain_free(chain);
    return status;
}

int
store_find(const struct arguments *arguments, const char *word,
           vmstrust_cert **cert)
{
    struct stat status;
    char digits[65];

    *cert = NULL;
    return stat(word, &status) != 0 && read_digits(word, digits)
               ? find_in_store(arguments, word, digits, cert)
               : find_in_file(arguments, word, cert);
}

int
store_find_operand(const struct arguments *arguments, vmstrust_cert **cert)
{
    size_t at = 0;

    *cert = NULL;
    if (arguments_count(arguments, OPERAND) > 2) {
        return usage_error(arguments->verb, "one certificate at a time");
    }
    (void)arguments_next(arguments, OPERAND, &at);
    return store_find(arguments, arguments_next(arguments, OPERAND, &at), cert);
}

/* --- Showing -------------------------------------------------------------- */

static void
put_subject(const vmstrust_cert *cert)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    size_t size = 0;

    if (vmstrust_cert_write_subject(cert, &subject, &error) != VMSTRUST_OK) {
        vmstrust_error_free(error);
    }
    size = vmstrust_bytes_get_size(subject);
    text_wrap(stdout, STORE_COLUMN,
              size == 0 ? "a certificate without a name"
                        : (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
}

void
store_put_cert(const vmstrust_cert *cert)
{
    char line[256];
    char until[CA_UNTIL_SIZE];
    struct ca_ids ids;

    put_subject(cert);
    ca_read_ids(cert, &ids);
    if (!vmstrust_cert_is_malformed(cert)) {
        snprintf(line, sizeof line, "valid until %s", ca_until(cert, until));
        text_item(stdout, STORE_COLUMN, "", line);
    }
    snprintf(line, sizeof line, "thumbprint %s", ids.thumbprint);
    text_item(stdout, STORE_COLUMN, "", line);
    text_item(stdout, STORE_COLUMN, "", ids.sha256);
}

void
store_put_change(const struct arguments *arguments, const char *done,
                 const char *would, const vmstrust_cert *cert)
{
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);

    if (is_dry) {
        printf("%s\n%*s", would, STORE_COLUMN, "");
    } else {
        printf("%-*s", STORE_COLUMN, done);
        if (strlen(done) >= STORE_COLUMN) {
            printf("\n%*s", STORE_COLUMN, "");
        }
    }
    store_put_cert(cert);
}

void
store_put_problems(const vmstrust_inventory *inventory, const char *part)
{
    for (size_t i = 0; i < vmstrust_inventory_get_problem_count(inventory);
         i++) {
        const char *file = vmstrust_inventory_get_problem_file(inventory, i);
        vmstrust_severity severity =
            vmstrust_inventory_get_problem_severity(inventory, i);

        if (strstr(file, part) == NULL) {
            continue;
        }
        printf("%s: %s\n  %s\n  ", vmstrust_severity_get_id(severity),
               vmstrust_inventory_get_problem_id(inventory, i), SHOW(file));
        text_wrap(stdout, 2, vmstrust_inventory_get_problem_text(inventory, i));
    }
}
