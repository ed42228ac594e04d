/*
 * Makes the corpus of fuzz_verify with the forge of the tests:
 *
 *     fuzz/make-verify-corpus fuzz/corpus/fuzz_verify
 *
 * Its keys are thrown away, so it makes other bytes each time: it is run when a
 * new kind of chain is wanted.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/verdict/forge.h"

#define HOST "rec01.site.local"

static void
write_part(FILE *file, struct forge_der der)
{
    uint8_t length[2] = {(uint8_t)(der.size >> 8), (uint8_t)der.size};

    fwrite(length, 1, sizeof length, file);
    fwrite(der.data, 1, der.size, file);
    forge_der_free(&der);
}

static FILE *
begin(const char *folder, const char *name, uint8_t rules, uint8_t roots)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    fputc(rules, file);
    fputc(roots, file);
    return file;
}

int
main(int argc, char **argv)
{
    struct forge_party root = forge_party_new(FORGE_P256, "Root");
    struct forge_party middle = forge_party_new(FORGE_P256, "Middle");
    struct forge_party other = forge_party_new(FORGE_P256, "Middle");
    struct forge_party server = forge_party_new(FORGE_P256, "Server");
    const char *folder = argc == 2 ? argv[1] : ".";
    FILE *file = begin(folder, "trusted", 0, 1);

    write_part(file, forge_authority(&root, &root));
    write_part(file, forge_server(&server, &middle, HOST));
    write_part(file, forge_authority(&middle, &root));
    fclose(file);

    file = begin(folder, "namesakes-and-a-cycle", 5, 1);
    write_part(file, forge_authority(&root, &root));
    write_part(file, forge_server(&server, &middle, HOST));
    write_part(file, forge_authority(&other, &root));
    write_part(file, forge_authority(&middle, &other));
    write_part(file, forge_authority(&other, &middle));
    write_part(file, forge_authority(&middle, &root));
    fclose(file);

    file = begin(folder, "no-root", 2, 0);
    write_part(file, forge_server(&server, &middle, HOST));
    write_part(file, forge_authority(&middle, &root));
    fclose(file);

    file = begin(folder, "another-host", 3, 1);
    write_part(file, forge_authority(&root, &root));
    write_part(file, forge_server(&server, &root, "rec02.site.local"));
    fclose(file);

    file = begin(folder, "authority", 12, 1);
    write_part(file, forge_authority(&root, &root));
    write_part(file, forge_authority(&middle, &root));
    fclose(file);

    forge_party_free(&server);
    forge_party_free(&other);
    forge_party_free(&middle);
    forge_party_free(&root);
    return 0;
}
