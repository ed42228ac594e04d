/*
 * vmstrust ca issue: a server's certificate and private key, as files.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <vmstrust/vmstrust.h>

#include "answer.h"
#include "ca.h"
#include "command.h"
#include "file.h"
#include "policy.h"
#include "text.h"
#include "verbs.h"

#define COLUMN 7
#define USUAL_DAYS 397

/* The files of one certificate, in the order in which they are written: who
 * finds the certificate finds its key. */
enum { FILE_KEY, FILE_CHAIN, FILE_CERT, FILE_COUNT };

struct files {
    char path[FILE_COUNT][4096];
};

static bool
is_address(const char *text)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, text, address) == 1 ||
           inet_pton(AF_INET6, text, address) == 1;
}

static int
add_hosts(const struct arguments *arguments, enum option_id id,
          vmstrust_order *order)
{
    bool wants_address = id == OPTION_IP;
    const char *name = wants_address ? "--ip" : "--host";
    const char *text;
    vmstrust_error *error = NULL;
    size_t at = 0;

    while ((text = arguments_next(arguments, id, &at)) != NULL) {
        if (is_address(text) != wants_address) {
            return usage_error(arguments->verb, "%s %s: %s", name, SHOW(text),
                               wants_address
                                   ? "no address; a name is given with --host"
                                   : "an address is given with --ip");
        }
        if (vmstrust_order_add_host(order, text, &error) != VMSTRUST_OK) {
            return answer_error(name, error);
        }
    }
    return EXIT_YES;
}

static int
set_rest(const struct arguments *arguments, vmstrust_order *order)
{
    const char *type = arguments_get(arguments, OPTION_KEY_TYPE);
    vmstrust_error *error = NULL;
    int64_t seconds = (int64_t)USUAL_DAYS * CA_DAY;
    int status =
        ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", &seconds);

    if (status != EXIT_YES) {
        return status;
    }
    vmstrust_order_set_replacing(order,
                                 arguments_have(arguments, OPTION_REPLACE));
    if (vmstrust_order_set_valid_for(order, seconds, &error) != VMSTRUST_OK) {
        return answer_error("--valid-for", error);
    }
    if (type != NULL &&
        vmstrust_order_set_key_type(order, type, &error) != VMSTRUST_OK) {
        return answer_error("--key-type", error);
    }
    return EXIT_YES;
}

static int
read_order(const struct arguments *arguments, vmstrust_order **order)
{
    vmstrust_role role;
    vmstrust_error *error = NULL;
    int status = policy_read_role(arguments, &role);

    if (status != EXIT_YES) {
        return status;
    }
    if (arguments_get(arguments, OPTION_OUT) == NULL) {
        return usage_error(arguments->verb, "--out DIR is missing: where the "
                                            "files go");
    }
    if (!arguments_have(arguments, OPTION_HOST) &&
        !arguments_have(arguments, OPTION_IP)) {
        return usage_error(arguments->verb,
                           "--host NAME is missing: every name and, with "
                           "--ip, every address that clients dial");
    }
    if (vmstrust_order_new(role, order, &error) != VMSTRUST_OK) {
        return answer_error("--server-role", error);
    }
    status = add_hosts(arguments, OPTION_HOST, *order);
    if (status == EXIT_YES) {
        status = add_hosts(arguments, OPTION_IP, *order);
    }
    return status == EXIT_YES ? set_rest(arguments, *order) : status;
}

/* Named by the first host up to its first dot, or by the address, in lower case:
 * host names know no other. */
static void
name_files(const struct arguments *arguments, struct files *files)
{
    static const char *const endings[] = {".key", ".chain.pem", ".crt"};
    const char *host = arguments_get(arguments, OPTION_HOST);
    const char *out = arguments_get(arguments, OPTION_OUT);
    const char *name =
        host != NULL ? host : arguments_get(arguments, OPTION_IP);
    size_t size = host != NULL ? strcspn(name, ".") : strlen(name);

    for (size_t i = 0; i < FILE_COUNT; i++) {
        snprintf(files->path[i], sizeof files->path[i], "%s/%.*s%s", out,
                 (int)size, name, endings[i]);
        for (char *c = files->path[i] + strlen(out) + 1; *c != '\0'; c++) {
            *c =
                *c == ':' || *c == '/' ? '-' : (char)tolower((unsigned char)*c);
        }
    }
}

static int
check_files(const struct files *files)
{
    int status = EXIT_YES;
    struct stat about;

    for (size_t i = 0; i < FILE_COUNT && status == EXIT_YES; i++) {
        if (strlen(files->path[i]) + 1 == sizeof files->path[i]) {
            complain("--out: the name is too long");
            return EXIT_UNKNOWN;
        }
        if (lstat(files->path[i], &about) == 0) {
            complain("--out: %s is there already; give another folder",
                     SHOW(files->path[i]));
            status = EXIT_UNKNOWN;
        }
    }
    return status;
}

static int
make_folder(const char *path)
{
    if (mkdir(path, 0755) == 0 || errno == EEXIST) {
        return EXIT_YES;
    }
    complain("--out %s: cannot be made: %s", SHOW(path), strerror(errno));
    return EXIT_UNKNOWN;
}

/* "asked 397 days, got 112, because ...". */
static void
put_span(const vmstrust_ca *ca, int64_t asked, int64_t first, int64_t last)
{
    char date[CA_UNTIL_SIZE];
    char line[256];
    int64_t got = last + 1 - first;

    if (got < asked) {
        snprintf(line, sizeof line,
                 "until %s: asked %lld days, got %lld, because the CA ends "
                 "then",
                 ca_date(vmstrust_cert_get_not_after(vmstrust_ca_get_cert(ca)),
                         date),
                 (long long)asked / CA_DAY, (long long)got / CA_DAY);
    } else {
        snprintf(line, sizeof line, "until %s (%lld days)", ca_date(last, date),
                 (long long)got / CA_DAY);
    }
    text_item(stdout, COLUMN, "Valid", line);
}

static void
put_files(const struct files *files)
{
    static const char *const says[] = {
        "the private key, mode 0600: for the account of the service alone",
        "the certificate as the server sends it",
        "the certificate",
    };
    char line[SHOWN_SIZE + 128];

    for (size_t i = 0; i < FILE_COUNT; i++) {
        snprintf(line, sizeof line, "%s, %s", SHOW(files->path[i]), says[i]);
        text_item(stdout, COLUMN, i == 0 ? "Files" : "", line);
    }
}

/* The CA is a root, so that the chain is the certificate alone: what clients
 * trust already is not sent. */
static int
write_files(const struct files *files, const vmstrust_bytes *pem,
            const vmstrust_bytes *key)
{
    const void *text = vmstrust_bytes_get_data(pem);
    size_t size = vmstrust_bytes_get_size(pem);
    int status = file_write_private("--out", files->path[FILE_KEY],
                                    vmstrust_bytes_get_data(key),
                                    vmstrust_bytes_get_size(key), false);

    if (status == EXIT_YES) {
        status =
            file_write("--out", files->path[FILE_CHAIN], text, size, false);
    }
    if (status == EXIT_YES) {
        status = file_write("--out", files->path[FILE_CERT], text, size, false);
    }
    return status;
}

static int
deliver(vmstrust_ca *ca, const vmstrust_cert *cert, const vmstrust_bytes *key,
        const struct files *files)
{
    vmstrust_bytes *pem = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_cert_write_pem(cert, &pem, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = write_files(files, pem, key);
    vmstrust_bytes_free(pem);
    if (status == EXIT_YES &&
        vmstrust_ca_set_delivered(ca, cert, &error) != VMSTRUST_OK) {
        answer_error("the files are written, and the ledger does not know it",
                     error);
        return EXIT_UNKNOWN;
    }
    return status;
}

static void
put_issued(const vmstrust_cert *cert)
{
    char name[CA_NAME_SIZE];
    struct ca_ids ids;

    ca_read_ids(cert, &ids);
    printf("ISSUED %s\n", SHOW(ca_name(cert, name)));
    printf("Known  by thumbprint %s\n       serial %s\n", ids.thumbprint,
           ids.serial);
}

static int
issue(vmstrust_ca *ca, const vmstrust_order *order, const struct files *files)
{
    vmstrust_cert *cert = NULL;
    vmstrust_bytes *key = NULL;
    vmstrust_error *error = NULL;
    int status;

    if (vmstrust_ca_issue(ca, order, &cert, &key, &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    status = deliver(ca, cert, key, files);
    if (status == EXIT_YES) {
        put_issued(cert);
    }
    vmstrust_cert_free(cert);
    vmstrust_bytes_free(key);
    return status;
}

static int
issue_or_tell(const struct arguments *arguments, vmstrust_ca *ca,
              const vmstrust_order *order, const struct files *files)
{
    int64_t asked = (int64_t)USUAL_DAYS * CA_DAY;
    bool is_dry = arguments_have(arguments, OPTION_DRY_RUN);
    vmstrust_error *error = NULL;
    int64_t first;
    int64_t last;
    int status = ca_read_span(arguments, OPTION_VALID_FOR, "valid-for", &asked);

    if (vmstrust_ca_check_order(ca, order, &first, &last, &error) !=
        VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_NO;
    }
    if (is_dry) {
        puts("Would issue a certificate; nothing was changed.");
    } else {
        status = make_folder(arguments_get(arguments, OPTION_OUT));
        status = status == EXIT_YES ? issue(ca, order, files) : status;
    }
    if (status == EXIT_YES) {
        put_span(ca, asked, first, last);
        put_files(files);
    }
    return status;
}

static int
run(const struct arguments *arguments)
{
    vmstrust_order *order = NULL;
    vmstrust_ca *ca = NULL;
    struct files files;
    int status = read_order(arguments, &order);

    if (status == EXIT_YES) {
        name_files(arguments, &files);
        status = check_files(&files);
    }
    if (status == EXIT_YES) {
        status = ca_open(arguments, &ca);
    }
    if (status == EXIT_YES) {
        status = issue_or_tell(arguments, ca, order, &files);
    }
    vmstrust_ca_free(ca);
    vmstrust_order_free(order);
    return status;
}

static const struct option options[] = {
    {OPTION_SERVER_ROLE, "server-role", VALUE_ROLE, "ROLE", false,
     "who will present the certificate ('vmstrust roles' lists them)"},
    {OPTION_HOST, "host", VALUE_TEXT, "NAME", true,
     "a host name that clients dial; may be repeated"},
    {OPTION_IP, "ip", VALUE_TEXT, "ADDRESS", true,
     "an IP address that clients dial; may be repeated"},
    {OPTION_OUT, "out", VALUE_FOLDER, "DIR", false,
     "the folder for the files; it is made if it does not exist"},
    {OPTION_VALID_FOR, "valid-for", VALUE_TEXT, "SPAN", false,
     "how long it is valid: 397d unless given, 825d at most, and never longer "
     "than the CA"},
    {OPTION_KEY_TYPE, "key-type", VALUE_TEXT, "TYPE", false,
     "rsa3072 (unless given), rsa4096, p256 or p384"},
    {OPTION_REPLACE, "replace", VALUE_NONE, NULL, false,
     "issue it also where the host has a valid certificate already"},
    CA_PASSPHRASE_OPTION,
    CA_DRY_RUN_OPTION,
};

const struct verb verb_ca_issue = {
    .name = "ca issue",
    .summary = "issue a server's certificate, with a new key",
    .synopsis = "--server-role ROLE (--host NAME | --ip ADDRESS)...\n"
                "--out DIR [OPTION]... CA",
    .text = "CA is the folder of 'vmstrust ca init'. The files are named by "
            "the first host: rec01.crt, rec01.key, rec01.chain.pem. The "
            "certificate is in the ledger before it is in a file.",
    .options = options,
    .option_count = COUNT(options),
    .operand_kind = VALUE_FOLDER,
    .operand = "CA",
    .fewest_operands = 1,
    .examples = {"ca issue --server-role recording-server \\\n"
                 "      --host rec01.site.local --host rec01 --out rec01 ca",
                 "ca issue --server-role mobile-server --ip 192.0.2.7 \\\n"
                 "      --out mobile --dry-run ca"},
    .run = run,
};
