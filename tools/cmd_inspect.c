/*
 * vmstrust inspect: what is in these files. Judges nothing unless it is asked
 * what a TLS stack would refuse; a certificate that is not well formed is shown
 * with the reason and makes the answer "no".
 */
#include <stdio.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "command.h"
#include "file.h"
#include "json.h"
#include "refusal.h"
#include "text.h"
#include "verbs.h"
#include "when.h"

/* The validity once more in local time, for people elsewhere than at
 * Greenwich. */
static void
put_local_time(const vmstrust_cert *cert)
{
    char from[WHEN_SIZE];
    char until[WHEN_SIZE];

    if (vmstrust_cert_is_malformed(cert) ||
        !when_write_local(vmstrust_cert_get_not_before(cert), from) ||
        !when_write_local(vmstrust_cert_get_not_after(cert), until)) {
        return;
    }
    printf("Local time     %s to %s\n", from, until);
}

static int
put_cert(const vmstrust_cert *cert)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_cert_write_text(cert, &text, &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    answer_text(text);
    put_local_time(cert);
    return vmstrust_cert_is_malformed(cert) ? EXIT_NO : EXIT_YES;
}

static int
worse(int a, int b)
{
    return a > b ? a : b;
}

static int
put_chain(const char *path, vmstrust_chain *chain,
          const struct audience *audience)
{
    size_t count = vmstrust_chain_get_count(chain);
    int status = EXIT_YES;

    for (size_t i = 0; i < count; i++) {
        char place[64] = "";

        if (count > 1) {
            snprintf(place, sizeof place, ", certificate %zu of %zu", i + 1,
                     count);
        }
        text_put(stdout, SHOW(file_name(path)));
        printf("%s\n", place);
        status = worse(status, put_cert(vmstrust_chain_get_cert(chain, i)));
        fputs(i + 1 < count ? "\n" : "", stdout);
    }
    return worse(status, refusal_put(audience, chain));
}

static int
put_cert_json(struct json *json, const vmstrust_cert *cert)
{
    vmstrust_bytes *text = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_cert_write_json(cert, &text, &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    json_raw(json, NULL, (const char *)vmstrust_bytes_get_data(text));
    vmstrust_bytes_free(text);
    return vmstrust_cert_is_malformed(cert) ? EXIT_NO : EXIT_YES;
}

static int
put_chain_json(struct json *json, const char *path, vmstrust_chain *chain,
               const struct audience *audience)
{
    int status = EXIT_YES;

    json_object(json, NULL);
    json_text(json, "file", path);
    json_array(json, "certificates");
    for (size_t i = 0; i < vmstrust_chain_get_count(chain); i++) {
        status = worse(status,
                       put_cert_json(json, vmstrust_chain_get_cert(chain, i)));
    }
    json_end_array(json);
    status = worse(status, refusal_put_json(json, audience, chain));
    json_end_object(json);
    return status;
}

static int
inspect_file(struct json *json, const char *path, bool is_first,
             const struct audience *audience)
{
    vmstrust_chain *chain = NULL;
    int status = answer_load(path, &chain);

    if (status != EXIT_YES) {
        return status;
    }
    if (json != NULL) {
        status = put_chain_json(json, path, chain, audience);
    } else {
        fputs(is_first ? "" : "\n", stdout);
        status = put_chain(path, chain, audience);
    }
    vmstrust_chain_free(chain);
    return status;
}

static int
inspect_files(const struct arguments *arguments,
              const struct audience *audience, struct json *json)
{
    const char *path;
    size_t at = 0;
    bool is_first = true;
    int status = EXIT_YES;

    while ((path = arguments_next(arguments, OPERAND, &at)) != NULL) {
        status = worse(status, inspect_file(json, path, is_first, audience));
        is_first = false;
    }
    return status;
}

static int
inspect_json(const struct arguments *arguments, const struct audience *audience)
{
    struct json json = {.out = stdout};
    int status;

    json_object(&json, NULL);
    json_text(&json, "schema", "vmstrust-inspect-1");
    json_array(&json, "files");
    status = inspect_files(arguments, audience, &json);
    json_end_array(&json);
    json_end_object(&json);
    return status;
}

static int
run(const struct arguments *arguments)
{
    struct audience audience;
    int status = refusal_read(arguments, &audience);

    if (status == EXIT_YES) {
        status = arguments_have(arguments, OPTION_JSON)
                     ? inspect_json(arguments, &audience)
                     : inspect_files(arguments, &audience, NULL);
    }
    refusal_free(&audience);
    return status;
}

static const struct option options[] = {
    REFUSAL_OPTIONS,
    {OPTION_JSON, "json", VALUE_NONE, NULL, false,
     "print JSON (schema vmstrust-inspect-1)"},
};

const struct verb verb_inspect = {
    .name = "inspect",
    .summary = "show the certificates of files",
    .synopsis = "[--for TARGET [--ca FILE]] [--json] FILE...",
    .text = "FILE is PEM, DER or PKCS#7; - reads standard input. Nothing is "
            "judged without --for; with it FILE holds the server's certificate "
            "first. Exit status: 0 all are well formed and no stack refuses, 1 "
            "not so, 2 a file could not be read, 64 wrong usage.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FILE,
    .operand = "FILE",
    .fewest_operands = 1,
    .takes_many_operands = true,
    .examples = {"inspect rec07.pem",
                 "inspect --for java,ios --ca site-ca.pem rec07.pem"},
    .run = run,
};
