/*
 * The shared part of the verbs of a CA (ca.h).
 */
#include "ca.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "text.h"

void
ca_read_actor(struct ca_actor *actor)
{
    const struct passwd *entry = getpwuid(getuid());

    memset(actor, 0, sizeof *actor);
    snprintf(actor->number, sizeof actor->number, "%ld", (long)getuid());
    if (gethostname(actor->name, sizeof actor->name - 1) != 0) {
        actor->name[0] = '\0';
    }
    actor->account = entry == NULL ? actor->number : entry->pw_name;
    actor->computer = actor->name;
}

static void
set_actor(vmstrust_ca *ca)
{
    vmstrust_error *error = NULL;
    struct ca_actor actor;

    ca_read_actor(&actor);
    if (vmstrust_ca_set_actor(ca, actor.account, actor.computer, &error) !=
        VMSTRUST_OK) {
        vmstrust_error_free(error); /* the log then lacks who it was */
    }
}

int
ca_read_passphrase(const struct arguments *arguments,
                   struct passphrase *passphrase)
{
    return passphrase_get(arguments, OPTION_PASSPHRASE_FILE, "the CA", false,
                          passphrase);
}

int
ca_read_new_passphrase(const struct arguments *arguments, enum option_id id,
                       const char *what, struct passphrase *passphrase)
{
    vmstrust_error *error = NULL;
    int status = passphrase_get(arguments, id, what, true, passphrase);

    if (status == EXIT_YES &&
        vmstrust_ca_check_passphrase(passphrase->text, passphrase->size,
                                     &error) != VMSTRUST_OK) {
        return answer_error(NULL, error);
    }
    return status;
}

int
ca_open_with(const struct arguments *arguments,
             const struct passphrase *passphrase, vmstrust_ca **ca)
{
    vmstrust_error *error = NULL;

    if (vmstrust_ca_open(arguments_get(arguments, OPERAND), passphrase->text,
                         passphrase->size, ca, &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    set_actor(*ca);
    return EXIT_YES;
}

int
ca_open(const struct arguments *arguments, vmstrust_ca **ca)
{
    struct passphrase passphrase = {.size = 0};
    int status = ca_read_passphrase(arguments, &passphrase);

    if (status == EXIT_YES) {
        status = ca_open_with(arguments, &passphrase, ca);
    }
    passphrase_forget(&passphrase);
    return status;
}

int
ca_open_to_read(const struct arguments *arguments, vmstrust_ca **ca)
{
    vmstrust_error *error = NULL;

    if (vmstrust_ca_open(arguments_get(arguments, OPERAND), NULL, 0, ca,
                         &error) != VMSTRUST_OK) {
        answer_error(NULL, error);
        return EXIT_UNKNOWN;
    }
    set_actor(*ca);
    return EXIT_YES;
}

static int64_t
seconds_of(char unit)
{
    switch (unit) {
    case 'h':
        return 3600;
    case 'd':
    case '\0':
        return CA_DAY;
    case 'y':
        return (int64_t)365 * CA_DAY;
    default:
        return 0;
    }
}

int
ca_read_span(const struct arguments *arguments, enum option_id id,
             const char *name, int64_t *seconds)
{
    const char *text = arguments_get(arguments, id);
    char *end = NULL;
    long number;

    if (text == NULL) {
        return EXIT_YES;
    }
    errno = 0;
    number = strtol(text, &end, 10);
    /* 100,000 years: far beyond any certificate, and no overflow. */
    if (errno != 0 || text[0] < '0' || text[0] > '9' || number > 100000 ||
        seconds_of(*end) == 0 || (*end != '\0' && end[1] != '\0')) {
        return usage_error(arguments->verb,
                           "--%s %s: a span of time is taken, such as 397d, "
                           "10y or 12h",
                           name, SHOW(text));
    }
    *seconds = number * seconds_of(*end);
    return EXIT_YES;
}

const char *
ca_date(int64_t time, char text[CA_UNTIL_SIZE])
{
    time_t seconds = (time_t)time;
    struct tm utc;

    if (gmtime_r(&seconds, &utc) == NULL ||
        strftime(text, CA_UNTIL_SIZE, "%Y-%m-%d", &utc) == 0) {
        snprintf(text, CA_UNTIL_SIZE, "?");
    }
    return text;
}

const char *
ca_until(const vmstrust_cert *cert, char text[CA_UNTIL_SIZE])
{
    int64_t left = vmstrust_cert_get_not_after(cert) - (int64_t)time(NULL);
    char date[CA_UNTIL_SIZE];

    ca_date(vmstrust_cert_get_not_after(cert), date);
    snprintf(text, CA_UNTIL_SIZE,
             left < 0 ? "%.12s (over for %lld days)" : "%.12s (%lld days left)",
             date, (long long)(left < 0 ? -left : left) / CA_DAY);
    return text;
}

/* A certificate of old that has a subject alone. */
static const char *
subject_of(const vmstrust_cert *cert, char text[CA_NAME_SIZE])
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;
    const char *name = "?";

    if (vmstrust_cert_write_subject(cert, &subject, &error) != VMSTRUST_OK) {
        vmstrust_error_free(error);
    } else {
        name = (const char *)vmstrust_bytes_get_data(subject);
    }
    snprintf(text, CA_NAME_SIZE, "%s",
             strncmp(name, "CN=", 3) == 0 ? name + 3 : name);
    vmstrust_bytes_free(subject);
    return text;
}

const char *
ca_dns_name(const vmstrust_cert *cert, size_t at, char text[CA_NAME_SIZE])
{
    static const char stand_in[] = "\xef\xbf\xbd"; /* U+FFFD */
    size_t size = 0;
    const char *name = vmstrust_cert_get_dns_name(cert, at, &size);
    size_t used = 0;

    for (size_t i = 0; i < size && used + sizeof stand_in < CA_NAME_SIZE; i++) {
        if (name[i] != '\0') {
            text[used++] = name[i];
        } else {
            memcpy(text + used, stand_in, sizeof stand_in - 1);
            used += sizeof stand_in - 1;
        }
    }
    text[used] = '\0';
    return name == NULL ? NULL : text;
}

const char *
ca_name(const vmstrust_cert *cert, char text[CA_NAME_SIZE])
{
    size_t size = 0;
    const char *name = ca_dns_name(cert, 0, text);
    const uint8_t *address;

    if (name != NULL) {
        return name;
    }
    address = vmstrust_cert_get_ip_address(cert, 0, &size);
    return address == NULL || inet_ntop(size == 4 ? AF_INET : AF_INET6, address,
                                        text, CA_NAME_SIZE) == NULL
               ? subject_of(cert, text)
               : text;
}

static void
write_hex(const uint8_t *bytes, size_t size, char *text, size_t room)
{
    static const char digits[] = "0123456789abcdef";
    size_t length = 0;

    for (size_t i = 0; i < size && length + 2 < room; i++) {
        text[length++] = digits[bytes[i] >> 4];
        text[length++] = digits[bytes[i] & 15];
    }
    text[length] = '\0';
}

void
ca_read_ids(const vmstrust_cert *cert, struct ca_ids *ids)
{
    vmstrust_error *error = NULL;
    size_t size = 0;
    const uint8_t *serial = vmstrust_cert_get_serial(cert, &size);

    write_hex(serial, size, ids->serial, sizeof ids->serial);
    write_hex(vmstrust_cert_get_sha256(cert), 32, ids->sha256,
              sizeof ids->sha256);
    if (vmstrust_cert_get_thumbprint(cert, ids->thumbprint, &error) !=
        VMSTRUST_OK) {
        vmstrust_error_free(error);
        ids->thumbprint[0] = '\0'; /* SHA-1 is switched off on this system */
    }
}

void
ca_put_title(const vmstrust_ca *ca)
{
    vmstrust_bytes *subject = NULL;
    vmstrust_error *error = NULL;

    if (vmstrust_cert_write_subject(vmstrust_ca_get_cert(ca), &subject,
                                    &error) != VMSTRUST_OK) {
        vmstrust_error_free(error);
    }
    text_put(stdout, (const char *)vmstrust_bytes_get_data(subject));
    vmstrust_bytes_free(subject);
}

void
ca_complain_candidates(const vmstrust_entries *entries)
{
    for (size_t i = 0; i < vmstrust_entries_get_count(entries); i++) {
        const vmstrust_cert *cert = vmstrust_entries_get_cert(entries, i);
        char name[CA_NAME_SIZE];
        char until[CA_UNTIL_SIZE];
        struct ca_ids ids;

        ca_read_ids(cert, &ids);
        complain("  %s, %s, until %s, serial %s", SHOW(ca_name(cert, name)),
                 vmstrust_entries_get_state(entries, i), ca_until(cert, until),
                 ids.serial);
    }
}
