/*
 * The shortest safe use: may this recording server's certificate be trusted?
 *
 *     verify ROOTS HOST CHAIN
 *
 * ROOTS is the CA's certificate, HOST the name that was dialled, CHAIN what
 * the server sent, its own certificate first. Exit: 0 trusted, 1 not trusted,
 * 2 could not tell.
 */
#include <stdio.h>

#include <vmstrust/vmstrust.h>

int
main(int argc, char **argv)
{
    vmstrust_error *error = NULL;
    vmstrust_store *store = NULL;
    vmstrust_chain *chain = NULL;

    if (argc != 4) {
        fprintf(stderr, "usage: verify ROOTS HOST CHAIN\n");
        return 2;
    }
    int code = vmstrust_store_load(argv[1], &store, &error);
    if (code == VMSTRUST_OK) {
        code = vmstrust_chain_load(argv[3], &chain, &error);
    }
    if (code == VMSTRUST_OK) {
        code = vmstrust_store_verify_chain(
            store, VMSTRUST_ROLE_RECORDING_SERVER, argv[2], chain, &error);
    }
    if (code == VMSTRUST_OK) {
        printf("trusted\n");
    } else { /* the reason and the fix, also for "not trusted" */
        fprintf(stderr, "%s\n", vmstrust_error_get_text(error));
    }
    vmstrust_error_free(error);
    vmstrust_chain_free(chain);
    vmstrust_store_free(store);
    return code == VMSTRUST_OK ? 0 : code == VMSTRUST_E_UNTRUSTED ? 1 : 2;
}
