/*
 * Runs a fuzz target without a fuzzer, over every file of its corpus,
 * fuzz/corpus/NAME, or over the files and folders that are named. make check
 * runs each target so: an input that once broke something stays mended. No
 * input may take longer than a second.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LARGEST ((long)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t replayed;
static double slowest; /* seconds of CPU time */

static void
fail(const char *what, const char *path)
{
    fprintf(stderr, "%s: %s\n", path, what);
    exit(1);
}

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
run(const char *path, const uint8_t *data, size_t size)
{
    double start = seconds();
    double taken;

    LLVMFuzzerTestOneInput(data, size);
    taken = seconds() - start;
    if (taken > 1) {
        fail("takes longer than a second", path);
    }
    slowest = taken > slowest ? taken : slowest;
    replayed++;
}

static void
replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data;
    long size;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        fail("cannot be opened", path);
    }
    size = ftell(file);
    if (size < 0 || size > LARGEST) {
        fail("too large", path);
    }
    rewind(file);
    /* Exactly as large as the input, so that a sanitizer sees one byte more. */
    data = malloc(size > 0 ? (size_t)size : 1);
    if (data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size) {
        fail("cannot be read", path);
    }
    fclose(file);
    run(path, data, (size_t)size);
    free(data);
}

static void replay(const char *path);

static void
replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    if (folder == NULL) {
        fail("cannot be opened", path);
    }
    while ((entry = readdir(folder)) != NULL) {
        char inner[4096];

        if (entry->d_name[0] == '.') {
            continue;
        }
        if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >=
            (int)sizeof inner) {
            fail("the path is too long", path);
        }
        replay(inner);
    }
    closedir(folder);
}

static void
replay(const char *path)
{
    struct stat about;

    if (stat(path, &about) != 0) {
        fail("is not there", path);
    }
    if (S_ISDIR(about.st_mode)) {
        replay_folder(path);
    } else {
        replay_file(path);
    }
}

int
main(int argc, char **argv)
{
    const char *top = getenv("top_srcdir");
    const char *slash = strrchr(argv[0], '/');
    char corpus[4096];

    for (int i = 1; i < argc; i++) {
        replay(argv[i]);
    }
    if (argc < 2) {
        snprintf(corpus, sizeof corpus, "%s/fuzz/corpus/%s",
                 top == NULL ? "." : top, slash == NULL ? argv[0] : slash + 1);
        replay(corpus);
    }
    printf("%zu inputs, the slowest %.6f s\n", replayed, slowest);
    return replayed == 0; /* an empty corpus proves nothing */
}
