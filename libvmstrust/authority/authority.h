/*
 * An authority as a folder of the caller's: ca.crt, ca.key (PKCS#8, encrypted,
 * mode 0600) and ledger.db, the folder with mode 0700. Where a token has the
 * key, ca.key holds its PKCS#11 URL, and the PIN is the passphrase. It is made
 * whole or not at all. Floor 5.
 */
#ifndef VMST_AUTHORITY_AUTHORITY_H
#define VMST_AUTHORITY_AUTHORITY_H

#include "authority/ledger.h"
#include "authority/permit.h"
#include "cert/file.h"
#include "crypto/private_key.h"

#define VMST_CA_CERT_NAME "ca.crt"
/* Clocks of a site differ: what is made is valid from an hour ago. */
#define VMST_CLOCK_SKEW INT64_C(3600)
#define VMST_DAY INT64_C(86400)
/* Below it a passphrase is tried out in an afternoon. */
#define VMST_PASSPHRASE_LEAST 8

/* Of its key, behind the title in its name. */
#define VMST_CA_KEY_DIGITS 8
/* The name and a NUL: VMST_COMMON_NAME characters of UTF-8. */
#define VMST_CA_NAME_SIZE (64 * 4 + 1)

struct vmst_ca {
    char *path;                   /* owned: its folder */
    struct vmst_cert *cert;       /* owned */
    struct vmst_certs beside;     /* owned: chain.crt (authority/chain.h) */
    struct vmst_private_key *key; /* owned; NULL: opened to be read */
    struct vmst_generations generations; /* owned: where it was rolled over */
    bool is_published;                   /* ca.crt holds every root */
    struct vmst_ledger *ledger;          /* owned */
    int64_t crl_number; /* of a list known from outside; 0: none */
    char *account;      /* owned: who acts, for the log */
    char *computer;     /* owned */
};

/* What a new authority is to be. */
struct vmst_ca_plan {
    char *path; /* owned */
    char *
        title; /* owned; the subject will be this and eight digits of the key */
    enum vmst_new_key key;
    char *key_url;     /* owned: a key that a token has; NULL: a new one */
    int64_t valid_for; /* seconds */
    char *account;     /* owned: who makes it, for the log */
    char *computer;    /* owned */
    struct vmst_permits permits;
    bool is_subordinate; /* a request in the place of a certificate */
};

/* RSA-3072, ten years. */
int vmst_ca_plan_new(const char *path, const char *title,
                     struct vmst_ca_plan **plan);
void vmst_ca_plan_free(struct vmst_ca_plan *plan);
VMST_FREE_AT_SCOPE_END(ca_plan)
/* As vmst_key_type_read, or a PKCS#11 URL. */
int vmst_ca_plan_set_key(struct vmst_ca_plan *plan, const char *type,
                         struct vmst_note *note);
int vmst_ca_plan_set_actor(struct vmst_ca_plan *plan, const char *account,
                           const char *computer);

/* Copies both, or neither. */
int vmst_actor_set(const char *account, const char *computer,
                   char **its_account, char **its_computer);

/* "rsa3072", "rsa4096", "p256", "p384". VMSTRUST_E_ARGUMENT with the list. */
int vmst_key_type_read(const char *id, struct vmst_note *note,
                       enum vmst_new_key *kind);

/* The title and the span alone. */
int vmst_ca_check_wishes(const struct vmst_ca_plan *plan,
                         struct vmst_note *note);
/* VMSTRUST_E_ARGUMENT: the title or the span of time. VMSTRUST_E_FILE: the path
 * is taken. */
int vmst_ca_check_plan(const struct vmst_ca_plan *plan, struct vmst_note *note);
/* The title and the first digits of its key. */
int vmst_ca_name_after_key(const char *title,
                           const struct vmst_private_key *key,
                           char name[VMST_CA_NAME_SIZE]);
/* VMSTRUST_E_PASSPHRASE if it is too short. */
int vmst_ca_check_passphrase(const struct vmst_secret *passphrase,
                             struct vmst_note *note);
int vmst_ca_create(const struct vmst_ca_plan *plan,
                   const struct vmst_secret *passphrase, int64_t now,
                   struct vmst_note *note);

/* NULL for `passphrase` opens it to be read. VMSTRUST_E_MALFORMED if key and
 * certificate do not belong together. */
int vmst_ca_open(const char *path, const struct vmst_secret *passphrase,
                 struct vmst_note *note, struct vmst_ca **ca);
/* Does it open the key, and is that the certificate's? Writes nothing, also
 * where the CA moved away or lies on read-only media. */
int vmst_ca_try_passphrase(const char *path,
                           const struct vmst_secret *passphrase,
                           struct vmst_note *note);
void vmst_ca_free(struct vmst_ca *ca);
VMST_FREE_AT_SCOPE_END(ca)

/* The key identifier that its certificates and lists name it by (RFC 5280
 * 4.2.1.1): its own, or where it has none, as very old scripts made them, the
 * SHA-1 of its key; a view of the certificate or of `room`. */
int vmst_ca_key_id(const struct vmst_ca *ca, uint8_t room[VMST_SHA1_SIZE],
                   struct vmst_bytes *id);

/* VMSTRUST_E_PASSPHRASE where it was opened to be read. */
int vmst_ca_check_writing(const struct vmst_ca *ca, struct vmst_note *note);
/* Who acts from now on; NULL: not known. */
int vmst_ca_set_actor(struct vmst_ca *ca, const char *account,
                      const char *computer);
/* Who acts now; views of the authority. */
struct vmst_origin vmst_ca_origin(const struct vmst_ca *ca, int64_t time,
                                  const char *command, const char *reason);

#endif
