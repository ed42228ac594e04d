/*
 * A forge of certificates for tests and measurements, over GnuTLS: made in
 * memory, valid from 2020 to 2049, judged at a time in between. Any failure
 * ends the program. Not part of the library.
 */
#ifndef TESTS_VERDICT_FORGE_H
#define TESTS_VERDICT_FORGE_H

#include <stddef.h>
#include <stdint.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define FORGE_NOW INT64_C(1750000000) /* 2025-06-15 */

enum forge_kind { FORGE_P256, FORGE_RSA2048 };

/* A subject with its key. */
struct forge_party {
    char name[64]; /* the subject, a CN alone */
    gnutls_x509_privkey_t key;
};

struct forge_der {
    uint8_t *data;
    size_t size;
};

/* Many certificates; forge_list_free frees them with it. */
struct forge_list {
    struct forge_der *items;
    size_t count;
    size_t space;
};

struct forge_party forge_party_new(enum forge_kind kind, const char *format,
                                   ...) __attribute__((format(printf, 2, 3)));
void forge_party_free(struct forge_party *party);

/* `subject`'s CA certificate, signed by `issuer`. */
struct forge_der forge_authority(const struct forge_party *subject,
                                 const struct forge_party *issuer);

/* A server's certificate for one DNS name. */
struct forge_der forge_server(const struct forge_party *subject,
                              const struct forge_party *issuer,
                              const char *host);

/* A client's certificate, with no name that a host could have. */
struct forge_der forge_client(const struct forge_party *subject,
                              const struct forge_party *issuer);

/* A CA certificate with an RSA key of so many bits, which nobody has. */
struct forge_der forge_huge_authority(const char *name, unsigned bits,
                                      const struct forge_party *issuer);

/* The same certificate with a signature of so many other bytes. */
struct forge_der forge_other_signature(const struct forge_der *cert,
                                       size_t size);

void forge_der_free(struct forge_der *der);

/* Takes `der` over. */
void forge_list_add(struct forge_list *list, struct forge_der der);
void forge_list_free(struct forge_list *list);

/* A number below `bound` that is the same in every run; *state is the seed. */
uint32_t forge_random(uint64_t *state, uint32_t bound);

/* Puts the items into another order. */
void forge_list_shuffle(struct forge_list *list, uint64_t seed);

#endif
