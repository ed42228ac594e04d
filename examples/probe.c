/*
 * What do these recording servers present, and may it be trusted? All of them
 * are asked side by side.
 *
 *     probe ROOTS HOST[:PORT]...
 *
 * ROOTS is the CA's certificate. Exit: 0 all trusted, 1 not, 2 could not tell.
 */
#include <stdio.h>

#include <vmstrust-site/site.h>

static int
ask(const vmstrust_store *store, const vmstrust_policy *policy,
    vmstrust_probe *probe, char **hosts, vmstrust_error **error)
{
    int code = VMSTRUST_OK;

    for (; code == VMSTRUST_OK && *hosts != NULL; hosts++) {
        code = vmstrust_probe_add(probe, *hosts, policy, error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_probe_run(probe, store, NULL, error);
    }
    for (size_t i = 0; i < vmstrust_probe_get_count(probe); i++) {
        printf("%s: %s\n", vmstrust_probe_get_host(probe, i),
               vmstrust_probe_get_text(probe, i));
    }
    return code;
}

int
main(int argc, char **argv)
{
    vmstrust_error *error = NULL;
    vmstrust_store *store = NULL;
    vmstrust_policy *policy = NULL;
    vmstrust_probe *probe = NULL;

    if (argc < 3) {
        fprintf(stderr, "usage: probe ROOTS HOST[:PORT]...\n");
        return 2;
    }
    int code = vmstrust_store_load(argv[1], &store, &error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_policy_new(VMSTRUST_ROLE_RECORDING_SERVER, &policy,
                                   &error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_probe_new(&probe, &error);
    }
    if (code == VMSTRUST_OK) {
        code = ask(store, policy, probe, argv + 2, &error);
    }
    if (code != VMSTRUST_OK) { /* the first that is not trusted, and why */
        fprintf(stderr, "%s\n", vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
    vmstrust_probe_free(probe);
    vmstrust_policy_free(policy);
    vmstrust_store_free(store);
    return code == VMSTRUST_OK ? 0 : code == VMSTRUST_E_UNTRUSTED ? 1 : 2;
}
