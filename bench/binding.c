/*
 * What a binding adds: the same verification in C, which bench/python sets its
 * own beside. Prints microseconds.
 *
 *     bench/binding ROOTS CHAIN HOST ROUNDS
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <vmstrust/vmstrust.h>

enum { LARGEST = 65536 };

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
must(int code, vmstrust_error *error)
{
    if (code != VMSTRUST_OK) {
        fprintf(stderr, "bench/binding: %s\n", vmstrust_error_get_text(error));
        exit(2);
    }
}

/* As a binding does it: bytes to a chain, a report, and both freed. */
static void
verify(const vmstrust_store *store, const vmstrust_policy *policy,
       const char *host, const char *pem, size_t size)
{
    vmstrust_error *error = NULL;
    vmstrust_chain *chain = NULL;
    vmstrust_report *report = NULL;

    must(vmstrust_chain_parse(pem, size, &chain, &error), error);
    must(vmstrust_verify(store, policy, chain, host, &report, &error), error);
    vmstrust_report_free(report);
    vmstrust_chain_free(chain);
}

static size_t
read_file(const char *path, char *text)
{
    FILE *file = fopen(path, "rb");
    size_t size = file == NULL ? 0 : fread(text, 1, LARGEST, file);

    if (file == NULL || fclose(file) != 0 || size == 0) {
        fprintf(stderr, "bench/binding: %s cannot be read\n", path);
        exit(2);
    }
    return size;
}

int
main(int argc, char **argv)
{
    static char pem[LARGEST];
    vmstrust_error *error = NULL;
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;

    if (argc != 5 || atol(argv[4]) < 1) {
        fprintf(stderr, "usage: bench/binding ROOTS CHAIN HOST ROUNDS\n");
        return 64;
    }
    size_t size = read_file(argv[2], pem);
    must(vmstrust_store_load(argv[1], &store, &error), error);
    must(vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy, &error),
         error);
    verify(store, policy, argv[3], pem, size);
    long rounds = atol(argv[4]);
    double start = now();
    for (long i = 0; i < rounds; i++) {
        verify(store, policy, argv[3], pem, size);
    }
    printf("%.1f\n", (now() - start) / (double)rounds);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return 0;
}
