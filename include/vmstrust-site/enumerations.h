/*
 * Every enumeration of libvmstrust-site. Made from the tables there by
 * devel/generate: edit those. Numbers are for ever; new ones may appear in any
 * release, and the library itself answers for a number that these headers do
 * not name.
 */
#ifndef VMSTRUST_SITE_ENUMERATIONS_H
#define VMSTRUST_SITE_ENUMERATIONS_H

/**
 * What came of an attempt to reach a server. Only ever grows.
 */
typedef enum vmstrust_outcome {
    /** Nobody was asked yet */
    VMSTRUST_OUTCOME_NONE = 0,
    /** Trusted */
    VMSTRUST_OUTCOME_TRUSTED = 1,
    /** Not trusted */
    VMSTRUST_OUTCOME_UNTRUSTED = 2,
    /** Answers in plain HTTP, not in TLS */
    VMSTRUST_OUTCOME_PLAIN_HTTP = 3,
    /** Answers, but not in TLS */
    VMSTRUST_OUTCOME_NOT_TLS = 4,
    /** The name has no address */
    VMSTRUST_OUTCOME_NO_ADDRESS = 10,
    /** The name server does not answer */
    VMSTRUST_OUTCOME_NAME_SERVER_SILENT = 11,
    /** Nothing listens at this port */
    VMSTRUST_OUTCOME_REFUSED = 12,
    /** No way to this address */
    VMSTRUST_OUTCOME_UNREACHABLE = 13,
    /** No connection within the time */
    VMSTRUST_OUTCOME_TIMED_OUT = 14,
    /** Takes the connection and says nothing */
    VMSTRUST_OUTCOME_SILENT = 15,
    /** Ends the connection at once */
    VMSTRUST_OUTCOME_RESET = 16,
    /** Speaks TLS, but the handshake failed */
    VMSTRUST_OUTCOME_HANDSHAKE_FAILED = 17,
    /** Cancelled before there was an answer */
    VMSTRUST_OUTCOME_CANCELLED = 18,
    /** This computer could not ask */
    VMSTRUST_OUTCOME_FAILED = 19,
} vmstrust_outcome;

#endif
