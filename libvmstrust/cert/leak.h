/*
 * Private keys among other bytes: what nobody may keep who was sent a
 * certificate. Floor 1.
 */
#ifndef VMST_CERT_LEAK_H
#define VMST_CERT_LEAK_H

#include "base/bytes.h"

/* The later is the graver. */
enum vmst_leak {
    VMST_LEAK_NONE,
    VMST_LEAK_PFX, /* PKCS#12: most hold a key, and what is inside is its own
                        matter */
    VMST_LEAK_KEY,
};

/*
 * The gravest that stands anywhere in the bytes, beside whatever else:
 *
 * - the line that opens or ends a private key of PEM, PGP, SSH or PuTTY, also
 *   with the zero bytes of UTF-16 or UTF-32 between its letters;
 * - a whole key in DER: PKCS#8, plain or encrypted with a passphrase; RSA
 *   (PKCS#1); DSA; EC (SEC 1);
 * - a PFX in DER, or the beginning of one in BER.
 *
 * The base64 of a PEM block has to be decoded first. The work is linear.
 */
enum vmst_leak vmst_leak_in(struct vmst_bytes input);

#endif
