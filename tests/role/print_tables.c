/*
 * Prints the tables through their readers, for tests/role/check-tables.
 */
#include <stdio.h>
#include <string.h>

#include "role/explanation.h"
#include "role/id.h"
#include "role/remedy.h"
#include "role/severity.h"
#include "role/table.h"
#include "role/template.h"
#include "scope.h"

#define USAGE 64

static const char *
severity_word(int severity)
{
    static const char *const words[] = {"off", "info", "warning", "error"};

    return words[severity];
}

static const char *
or_dash(const char *text)
{
    return text[0] == '\0' ? "-" : text;
}

/* As the lines of tests/snapshots/rules-NAME.txt. */
static int
print_severities(const char *name)
{
    const struct vmst_ruleset *rules = vmst_ruleset_find(name);
    const struct vmst_finding_row *row = NULL;

    for (size_t i = 0; rules != NULL && (row = vmst_finding_at(i)) != NULL;
         i++) {
        vmstrust_severity severity = vmst_severity_under(rules, row->number);

        printf("%-46s %-8s %s\n", row->id, severity_word((int)severity),
               row->is_lint ? "lint" : "locked");
    }
    return rules == NULL ? USAGE : 0;
}

/* What clients raise, under vms and without a client. */
static void
print_raised(const struct vmst_role *role, const struct vmst_client *client)
{
    const struct vmst_ruleset *rules = vmst_ruleset_find("vms");
    const struct vmst_finding_row *row = NULL;
    struct vmst_severities severities;

    vmst_severities_fill(&severities, rules, role, client);
    for (size_t i = 0; (row = vmst_finding_at(i)) != NULL; i++) {
        const struct vmst_client *by =
            vmst_client_get((vmstrust_client)severities.client[row->number]);

        if (by != NULL) {
            printf("  raises %s from %s to %s (%s)\n", row->id,
                   severity_word((int)vmst_severity_under(rules, row->number)),
                   severity_word(severities.severity[row->number]), by->row.id);
        }
    }
}

static void
print_roles(void)
{
    static const char *const kinds[] = {"server", "client", "authority", "any"};
    const struct vmst_role *role = NULL;

    for (size_t i = 0; (role = vmst_role_at(i)) != NULL; i++) {
        printf("%d %s \"%s\"\n", role->row.number, role->row.id,
               role->row.title);
        printf("  kind %s, port %u, endpoint %s\n", kinds[role->kind],
               role->port, or_dash(role->endpoint));
        printf("  source %s\n", role->source);
        print_raised(role, NULL);
    }
}

static const char *
target_id(vmstrust_target number)
{
    const struct vmst_target *target = vmst_target_get(number);

    return target == NULL ? "-" : target->row.id;
}

static void
print_clients(void)
{
    const struct vmst_client *client = NULL;

    for (size_t i = 0; (client = vmst_client_at(i)) != NULL; i++) {
        printf("%d %s \"%s\"\n", client->row.number, client->row.id,
               client->row.title);
        printf("  targets %s %s\n", target_id(client->targets[0]),
               target_id(client->targets[1]));
        printf("  store %s\n  install %s\n  source %s\n", client->store,
               client->install, client->source);
        print_raised(vmst_role_get(VMSTRUST_ROLE_TLS_SERVER), client);
    }
}

static void
print_connections(void)
{
    const struct vmst_connection *connection = NULL;

    for (size_t i = 0; (connection = vmst_connection_at(i)) != NULL; i++) {
        printf("%d %s: %s to %s, port %u\n", connection->number, connection->id,
               vmst_client_get(connection->client)->row.id,
               vmst_role_get(connection->role)->row.id, connection->port);
        printf("  name: %s\n  expired: %s\n  untrusted: %s\n  source: %s\n",
               connection->name_rule, connection->if_expired,
               connection->if_untrusted, connection->source);
    }
}

static void
print_filled(const char *label, const char *template,
             const struct vmst_blanks *blanks)
{
    AUTO_BUFFER buffer = {0};

    vmst_template_write(&buffer, template, blanks);
    printf("  %s: %.*s\n", label, (int)buffer.size, (const char *)buffer.data);
}

static void
print_variants(vmstrust_finding finding, const struct vmst_blanks *blanks)
{
    static const char *const situations[] = {
#define SITUATION(suffix, what) what,
#include "situations.def"
#undef SITUATION
    };
    const struct vmst_variant *variant = NULL;

    for (size_t i = 0; (variant = vmst_variant_at(i)) != NULL; i++) {
        for (size_t bit = 0; bit < VMST_COUNT(situations); bit++) {
            if (variant->finding == finding &&
                variant->situation == 1U << bit) {
                printf("  where %s:\n", situations[bit]);
                print_filled("  sentence", variant->sentence, blanks);
                print_filled("  fix", variant->fix, blanks);
            }
        }
    }
}

/* With every fact, and with none. */
static void
print_explanations(void)
{
    static const struct vmst_blanks none;
    static const struct vmst_blanks all = {.name = "NAME",
                                           .issuer = "ISSUER",
                                           .host = "HOST",
                                           .found = "FOUND",
                                           .expected = "EXPECTED",
                                           .at = "AT",
                                           .role = "ROLE",
                                           .client = "CLIENT",
                                           .endpoint = "ENDPOINT",
                                           .install = "Install {file}.",
                                           .file = "FILE"};
    const struct vmst_finding_row *row = NULL;

    for (size_t i = 0; (row = vmst_finding_at(i)) != NULL; i++) {
        const struct vmst_explanation *told = vmst_explanation_get(row->number);

        printf("%s \"%s\"\n", row->id, row->title);
        print_filled("sentence", told->sentence, &all);
        print_filled("without facts", told->sentence, &none);
        printf("  cause: %s\n", told->cause);
        print_filled("fix", told->fix, &all);
        print_filled("without facts", told->fix, &none);
        printf("  source: %s\n", told->source);
        print_variants(row->number, &all);
    }
}

/* Each text once, below the first finding that it is for. */
static void
print_remedies(void)
{
    const struct vmst_ids platforms = vmst_platform_ids();
    const struct vmst_finding_row *row = NULL;
    const char *seen = "";

    for (size_t i = 0; (row = vmst_finding_at(i)) != NULL; i++) {
        const char *first = vmst_remedy_get(row->number, 1).fix;

        printf("%s\n", row->id);
        for (size_t k = 0; k < platforms.count && first != seen; k++) {
            struct vmst_remedy remedy = vmst_remedy_get(
                row->number, (vmstrust_platform)platforms.rows[k].number);
            printf("  %s\n    see: %s\n    fix: %s\n", platforms.rows[k].text,
                   or_dash(remedy.see), or_dash(remedy.fix));
        }
        seen = first;
    }
}

static void
print_vocabulary(void)
{
    struct vmst_word word;

    for (size_t i = 0; vmst_word_at(i, &word); i++) {
        const struct vmst_finding_row *row = vmst_finding_row(word.finding);

        printf("\"%s\" %s\n  %s\n", word.phrase, row == NULL ? "-" : row->id,
               word.text);
    }
}

struct snapshot {
    const char *name;
    void (*print)(void);
};

static const struct snapshot snapshots[] = {
    {"roles", print_roles},
    {"clients", print_clients},
    {"connections", print_connections},
    {"explanations", print_explanations},
    {"remedies", print_remedies},
    {"vocabulary", print_vocabulary},
};

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "severities") == 0) {
        return print_severities(argv[2]);
    }
    for (size_t i = 0; argc == 2 && i < VMST_COUNT(snapshots); i++) {
        if (strcmp(snapshots[i].name, argv[1]) == 0) {
            snapshots[i].print();
            return 0;
        }
    }
    fputs("usage: print_tables severities RULES|roles|clients|connections|"
          "explanations|remedies|vocabulary\n",
          stderr);
    return USAGE;
}
