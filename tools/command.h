/*
 * What a verb of the command is: a name, its options as a table, and a
 * function. The table drives the parser, the usage text and the completion;
 * tests hold the manual against it.
 */
#ifndef TOOLS_COMMAND_H
#define TOOLS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses (never others): yes, no, could not tell, wrong usage. */
enum {
    EXIT_YES = 0,
    EXIT_NO = 1,
    EXIT_UNKNOWN = 2,
    EXIT_USAGE = 64, /* EX_USAGE of sysexits(3) */
};

enum option_id {
    OPERAND,
    OPTION_ACCOUNT,
    OPTION_AIA_URL,
    OPTION_ALLOW_WEAK,
    OPTION_ANSWER,
    OPTION_AS,
    OPTION_AT,
    OPTION_BY_KEY,
    OPTION_CA,
    OPTION_CA_DIR,
    OPTION_CERT,
    OPTION_COMPUTER,
    OPTION_CRL,
    OPTION_CRL_URL,
    OPTION_CSR,
    OPTION_CSV,
    OPTION_DER,
    OPTION_DRY_RUN,
    OPTION_DUE_WITHIN,
    OPTION_EVIDENCE,
    OPTION_FINGERPRINT,
    OPTION_EXPECT,
    OPTION_FOR,
    OPTION_FORCE,
    OPTION_HANDOVER,
    OPTION_HELP,
    OPTION_HOST,
    OPTION_INTERMEDIATE,
    OPTION_INVALID_SINCE,
    OPTION_IP,
    OPTION_JAVA,
    OPTION_JSON,
    OPTION_KEY,
    OPTION_KEY_OUT,
    OPTION_KEY_TYPE,
    OPTION_MOVING_TO,
    OPTION_NEW_KEY,
    OPTION_NEW_PASSPHRASE_FILE,
    OPTION_NSS,
    OPTION_OUT,
    OPTION_PARALLEL,
    OPTION_PASSPHRASE_FILE,
    OPTION_PEM,
    OPTION_PERMIT,
    OPTION_PFX,
    OPTION_PFX_PASSPHRASE_FILE,
    OPTION_PKCS7,
    OPTION_REASON,
    OPTION_REPLACE,
    OPTION_REQUIRE_NAME,
    OPTION_REVOCATION,
    OPTION_ROOT,
    OPTION_RULES,
    OPTION_SAVE,
    OPTION_SERVER_ROLE,
    OPTION_SERVE_WRONG,
    OPTION_SKIP_NAME,
    OPTION_SKIP_TIME,
    OPTION_STORE,
    OPTION_SUBJECT,
    OPTION_SUBORDINATE,
    OPTION_SYSTEM_ROOTS,
    OPTION_TIMEOUT,
    OPTION_TITLE,
    OPTION_UNCONSTRAINED,
    OPTION_UNTIL,
    OPTION_VALID_FOR,
    OPTION_VERBOSE,
    OPTION_YES,
};

/* What a value is, for the completion of a command line. */
enum value_kind {
    VALUE_NONE, /* a switch */
    VALUE_TEXT,
    VALUE_FILE,
    VALUE_FOLDER,
    VALUE_ROLE,
    VALUE_CLIENT,
    VALUE_REVOCATION,
    VALUE_TARGET,
    VALUE_RULES,
    VALUE_FINDING,
    VALUE_VERB,
};

struct option {
    enum option_id id;
    const char *name; /* without the dashes */
    enum value_kind kind;
    const char *value; /* its place-holder; NULL for a switch */
    bool is_repeatable;
    const char *help; /* NULL: taken, and told to nobody */
};

struct arguments;

struct verb {
    const char *name;
    const char *summary;  /* one line, for the list of verbs */
    const char *synopsis; /* what follows the name */
    const char *text;     /* a paragraph, or NULL */
    const struct option *options;
    size_t option_count;
    enum value_kind operand_kind;
    const char *operand; /* what it is called; NULL: it takes none */
    size_t fewest_operands;
    bool takes_many_operands;
    const char *examples[2]; /* what follows "vmstrust " */
    int (*run)(const struct arguments *arguments);
};

/* The verbs, in the order of the list. */
extern const struct verb *const verbs[];
extern const size_t verb_count;

const struct verb *verb_find(const char *name);

/* The verb that the first words name, one or two ("server-cert export");
 * *used tells how many they were. NULL: none. */
const struct verb *verb_find_words(int count, char *const *words, int *used);

/* Whether it is the first word of verbs that have two. */
bool verb_is_group(const char *word);
/* Whether the verb is one of that group. */
bool verb_is_of(const struct verb *verb, const char *group);

/* The verb whose name is nearest, or NULL. */
const char *verb_nearest(const char *name);

/* One option or operand as given. */
struct argument {
    enum option_id id;
    const char *value; /* NULL for a switch */
};

struct arguments {
    const struct verb *verb;
    struct argument *list; /* as many as the command line has words */
    size_t count;
};

/* Reads the words behind the verb. On a mistake it has said what is wrong and
 * answers EXIT_USAGE. */
int arguments_read(struct arguments *arguments, const struct verb *verb,
                   int count, char *const *words);

bool arguments_have(const struct arguments *arguments, enum option_id id);

/* The value of an option given once; NULL if it was not. */
const char *arguments_get(const struct arguments *arguments, enum option_id id);

/* The values of an option one after the other; *at starts at 0. */
const char *arguments_next(const struct arguments *arguments, enum option_id id,
                           size_t *at);

/* How many times it was given. */
size_t arguments_count(const struct arguments *arguments, enum option_id id);

/* One line about wrong usage, with where to read more. */
int usage_error(const struct verb *verb, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The usage text of a verb, and of the command. */
void usage_verb(const struct verb *verb);
void usage_command(void);
/* The verbs that begin with one word, such as "ca". */
void usage_group(const char *group);

#endif
