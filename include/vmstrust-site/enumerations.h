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

/**
 * What is wrong with the certificate of one server of a trial. Only ever grows.
 */
typedef enum vmstrust_fault {
    /** No server is meant */
    VMSTRUST_FAULT_NONE = 0,
    /** Nothing: this one must be accepted */
    VMSTRUST_FAULT_GOOD = 1,
    /** Expired yesterday */
    VMSTRUST_FAULT_EXPIRED = 2,
    /** Issued for another host */
    VMSTRUST_FAULT_WRONG_NAME = 3,
    /** Issued by a CA that is not trusted */
    VMSTRUST_FAULT_OTHER_CA = 4,
    /** Issued by nobody but itself */
    VMSTRUST_FAULT_SELF_SIGNED = 5,
    /** Its intermediate is not sent */
    VMSTRUST_FAULT_MISSING_INTERMEDIATE = 6,
} vmstrust_fault;

/**
 * What a client made of one server of a trial. Only ever grows.
 */
typedef enum vmstrust_reaction {
    /** Nobody came yet */
    VMSTRUST_REACTION_NONE = 0,
    /** Refused */
    VMSTRUST_REACTION_REFUSED = 1,
    /** Finished the handshake and sent nothing */
    VMSTRUST_REACTION_FINISHED = 2,
    /** Accepted, and sent data */
    VMSTRUST_REACTION_ACCEPTED = 3,
} vmstrust_reaction;

#endif
