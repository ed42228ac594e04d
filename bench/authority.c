/*
 * How fast an authority issues, next to how fast SQLite commits: each
 * certificate is one commit until it is handed out. bench/README.md says what
 * is measured.
 *
 *     bench/authority [CERTIFICATES]
 */
#define _XOPEN_SOURCE 700 /* for nftw(3) */
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>
#include <vmstrust/vmstrust.h>

#define PASSPHRASE "correct horse battery"
#define PASSPHRASE_SIZE (sizeof PASSPHRASE - 1)
/* Serial number, both thumbprints and the role, beside the certificate. */
#define BESIDE 152
enum { TURNS = 10, USUAL = 2000 };

/* Of a clock: a commit waits for the disk. */
static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
must(bool is_true, const char *what)
{
    if (!is_true) {
        fprintf(stderr, "bench: %s\n", what);
        exit(1);
    }
}

static vmstrust_ca *
make_ca(const char *path)
{
    vmstrust_ca_plan *plan = NULL;
    vmstrust_ca *ca = NULL;

    must(vmstrust_ca_plan_new(path, "Bench", &plan, NULL) == VMSTRUST_OK &&
             vmstrust_ca_plan_set_key_type(plan, "p256", NULL) == VMSTRUST_OK &&
             vmstrust_ca_create(plan, PASSPHRASE, PASSPHRASE_SIZE, NULL) ==
                 VMSTRUST_OK &&
             vmstrust_ca_open(path, PASSPHRASE, PASSPHRASE_SIZE, &ca, NULL) ==
                 VMSTRUST_OK,
         "no CA could be made here");
    vmstrust_ca_plan_free(plan);
    return ca;
}

/* With a new P-256 key; the size of its certificate. */
static size_t
issue(vmstrust_ca *ca, size_t number)
{
    vmstrust_order *order = NULL;
    vmstrust_identity *made = NULL;
    char host[64];
    size_t size = 0;

    snprintf(host, sizeof host, "rec%zu.site.local", number);
    must(vmstrust_order_new(VMSTRUST_ROLE_RECORDING_SERVER, &order, NULL) ==
                 VMSTRUST_OK &&
             vmstrust_order_set_key_type(order, "p256", NULL) == VMSTRUST_OK &&
             vmstrust_order_add_host(order, host, NULL) == VMSTRUST_OK &&
             vmstrust_ca_issue(ca, order, &made, NULL) == VMSTRUST_OK,
         "a certificate was not issued");
    (void)vmstrust_cert_get_der(vmstrust_identity_get_cert(made, 0), &size);
    vmstrust_identity_free(made);
    vmstrust_order_free(order);
    return size;
}

static sqlite3 *
make_database(const char *path)
{
    sqlite3 *db = NULL;

    must(sqlite3_open(path, &db) == SQLITE_OK &&
             sqlite3_exec(db,
                          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                          "CREATE TABLE rows(it BLOB NOT NULL)",
                          NULL, NULL, NULL) == SQLITE_OK,
         "no database could be made here");
    return db;
}

static void
commit(sqlite3 *db, size_t size)
{
    char sql[64];

    snprintf(sql, sizeof sql, "INSERT INTO rows VALUES(randomblob(%zu))", size);
    must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
             sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK &&
             sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK,
         "a row was not committed");
}

static void
measure(vmstrust_ca *ca, sqlite3 *db, size_t each)
{
    double issued = 0;
    double committed = 0;
    double count = (double)(TURNS * each);

    for (size_t turn = 0; turn < TURNS; turn++) {
        double start = now();
        double middle;
        size_t size = 0;

        for (size_t i = 0; i < each; i++) {
            size = issue(ca, turn * each + i);
        }
        middle = now();
        for (size_t i = 0; i < each; i++) {
            commit(db, size + BESIDE);
        }
        issued += middle - start;
        committed += now() - middle;
    }
    printf("P-256, a second: %.0f issued, %.0f bare commits; ratio %.2f\n",
           count / issued, count / committed, committed / issued);
}

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

int
main(int argc, char **argv)
{
    long wanted = argc > 1 ? strtol(argv[1], NULL, 10) : USUAL;
    char folder[] = "bench-authority.XXXXXX";
    char path[64];
    vmstrust_ca *ca;
    sqlite3 *db;

    must(wanted >= TURNS && wanted <= 1000000, "10 to 1,000,000 certificates");
    must(mkdtemp(folder) != NULL, "no folder could be made here");
    snprintf(path, sizeof path, "%s/ca", folder);
    ca = make_ca(path);
    snprintf(path, sizeof path, "%s/bare.db", folder);
    db = make_database(path);
    measure(ca, db, (size_t)wanted / TURNS);
    sqlite3_close(db);
    vmstrust_ca_free(ca);
    must(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0,
         "the folder could not be removed");
    return 0;
}
