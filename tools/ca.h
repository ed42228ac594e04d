/*
 * What the verbs of a CA share: opening it, finding one certificate, and how a
 * certificate is shown.
 */
#ifndef TOOLS_CA_H
#define TOOLS_CA_H

#include <vmstrust/vmstrust.h>

#include "command.h"
#include "passphrase.h"

#define CA_DRY_RUN_OPTION                                                      \
    {                                                                          \
        OPTION_DRY_RUN, "dry-run", VALUE_NONE, NULL, false,                    \
            "say what would be done, and change nothing"                       \
    }

#define CA_PASSPHRASE_OPTION                                                   \
    {                                                                          \
        OPTION_PASSPHRASE_FILE, "passphrase-file", VALUE_FILE, "FILE", false,  \
            "the CA's passphrase is the first line of FILE; without this "     \
            "option it is asked for on the terminal"                           \
    }

#define CA_DAY 86400

/* The passphrase of a CA that is there: from --passphrase-file, or asked for. On
 * failure it has said why, and answers an exit status. */
int ca_read_passphrase(const struct arguments *arguments,
                       struct passphrase *passphrase);
/* One that a CA is to get, from the option's file or asked for twice; too short
 * a one is refused. Also for a dry run: what it does not see it cannot promise. */
int ca_read_new_passphrase(const struct arguments *arguments, enum option_id id,
                           const char *what, struct passphrase *passphrase);

/* Who acts, for the log: the account that runs this, and its computer. */
struct ca_actor {
    const char *account;
    const char *computer;
    char number[24];
    char name[256];
};
void ca_read_actor(struct ca_actor *actor);

/* The CA in the folder of the first operand, with its passphrase or to be read
 * alone. On failure it has said why, and answers an exit status. */
int ca_open(const struct arguments *arguments, vmstrust_ca **ca);
int ca_open_with(const struct arguments *arguments,
                 const struct passphrase *passphrase, vmstrust_ca **ca);
int ca_open_to_read(const struct arguments *arguments, vmstrust_ca **ca);

/* A span of an option such as "397d", "10y" (of 365 days) or "12h"; a number
 * alone counts days. `seconds` stays as it is where the option was not given. */
int ca_read_span(const struct arguments *arguments, enum option_id id,
                 const char *name, int64_t *seconds);

/* "2027-12-23 (in 397 days)", "2024-01-01 (over for 3 days)". */
#define CA_UNTIL_SIZE 64
const char *ca_until(const vmstrust_cert *cert, char text[CA_UNTIL_SIZE]);
/* "2027-12-23", UTC. */
const char *ca_date(int64_t time, char text[CA_UNTIL_SIZE]);
/* One DNS name; NULL beyond the last. A zero byte in it, which ends no name but
 * would end the text, becomes U+FFFD. */
#define CA_NAME_SIZE 300
const char *ca_dns_name(const vmstrust_cert *cert, size_t at,
                        char text[CA_NAME_SIZE]);
/* The name that a certificate goes by: its first DNS name or address. */
const char *ca_name(const vmstrust_cert *cert, char text[CA_NAME_SIZE]);
/* Hexadecimal digits of the serial number and of SHA-256, and the thumbprint. */
struct ca_ids {
    char serial[2 * 32 + 1];
    char sha256[65];
    char thumbprint[41];
};
void ca_read_ids(const vmstrust_cert *cert, struct ca_ids *ids);

/* Each of them on a line, for one who has to choose. */
void ca_complain_candidates(const vmstrust_entries *entries);

/* The common name of the CA, between quotation marks. */
void ca_put_title(const vmstrust_ca *ca);

#endif
