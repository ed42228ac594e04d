/*
 * Streams to and from files. Refuses what is not a regular file before reading
 * a byte of it. Floor 0.
 */
#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"

#define SCRATCH_END ".XXXXXX"

struct vmst_stream {
    int file;
    char *path;    /* owned */
    char *scratch; /* owned; NULL for one that is read */
    bool is_replacing;
    uint64_t size;
    uint64_t at;
};

static int
new_stream(const char *path, struct vmst_note *note,
           struct vmst_stream **stream)
{
    struct vmst_stream *made = calloc(1, sizeof *made);

    if (made != NULL) {
        made->file = -1;
        made->path = malloc(strlen(path) + 1);
    }
    if (made == NULL || made->path == NULL) {
        free(made);
        return vmst_fail_memory(note);
    }
    memcpy(made->path, path, strlen(path) + 1);
    *stream = made;
    return VMSTRUST_OK;
}

/* --- Writing ---------------------------------------------------------------- */

static int
check_name(const char *path, bool is_replacing)
{
    struct stat about;

    if (lstat(path, &about) != 0) {
        return 0;
    }
    return is_replacing && S_ISREG(about.st_mode) ? 0 : EEXIST;
}

int
vmst_stream_create(const char *path, bool is_replacing, struct vmst_note *note,
                   struct vmst_stream **stream)
{
    AUTO(stream) made = NULL;
    int number = check_name(path, is_replacing);

    *stream = NULL;
    if (number != 0) {
        return vmst_fail_writing(note, path, number);
    }
    TRY(new_stream(path, note, &made));
    made->is_replacing = is_replacing;
    made->scratch = malloc(strlen(path) + sizeof SCRATCH_END);
    if (made->scratch == NULL) {
        return vmst_fail_memory(note);
    }
    memcpy(made->scratch, path, strlen(path));
    memcpy(made->scratch + strlen(path), SCRATCH_END, sizeof SCRATCH_END);
    made->file = mkstemp(made->scratch); /* with mode 0600 */
    if (made->file < 0) {
        number = errno;
        free(made->scratch);
        made->scratch = NULL;
        return vmst_fail_writing(note, path, number);
    }
    *stream = steal(&made);
    return VMSTRUST_OK;
}

int
vmst_stream_write(struct vmst_stream *stream, struct vmst_bytes bytes,
                  struct vmst_note *note)
{
    while (bytes.size != 0) {
        ssize_t done = write(stream->file, bytes.data, bytes.size);

        if (done < 0 && errno != EINTR) {
            return vmst_fail_writing(note, stream->path, errno);
        }
        if (done > 0) {
            bytes.data += done;
            bytes.size -= (size_t)done;
        }
    }
    return VMSTRUST_OK;
}

const char *
vmst_stream_name(const struct vmst_stream *stream)
{
    return stream->scratch;
}

/* Unless it replaces, never over a file that appeared meanwhile; a file system
 * without hard links can only be asked. */
static int
give_name(const struct vmst_stream *stream)
{
    if (!stream->is_replacing) {
        if (link(stream->scratch, stream->path) == 0) {
            return unlink(stream->scratch) == 0 ? 0 : errno;
        }
        if (errno == EEXIST || vmst_path_is_taken(stream->path)) {
            return EEXIST;
        }
    }
    return rename(stream->scratch, stream->path) == 0 ? 0 : errno;
}

int
vmst_stream_commit(struct vmst_stream *stream, struct vmst_note *note)
{
    int number = fsync(stream->file) == 0 ? 0 : errno;

    if (number == 0) {
        number = give_name(stream);
    }
    if (number != 0) {
        return vmst_fail_writing(note, stream->path, number);
    }
    free(stream->scratch);
    stream->scratch = NULL;
    (void)vmst_sync_parent(stream->path);
    return VMSTRUST_OK;
}

/* --- Reading ---------------------------------------------------------------- */

int
vmst_stream_open(const char *path, struct vmst_note *note,
                 struct vmst_stream **stream)
{
    AUTO(stream) made = NULL;
    struct stat about;

    *stream = NULL;
    TRY(new_stream(path, note, &made));
    made->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (made->file < 0 || fstat(made->file, &about) != 0) {
        return vmst_fail_reading(note, path, errno);
    }
    if (!S_ISREG(about.st_mode)) {
        return vmst_fail_reading(note, path,
                                 S_ISDIR(about.st_mode) ? EISDIR : ENXIO);
    }
    made->size = (uint64_t)about.st_size;
    *stream = steal(&made);
    return VMSTRUST_OK;
}

static int
fail_malformed(const struct vmst_stream *stream, const char *why,
               struct vmst_note *note)
{
    char shown[300];

    return vmst_fail(
        note, VMSTRUST_E_MALFORMED, "%s: %s",
        vmst_text_show_in(shown, sizeof shown, vmst_bytes_of(stream->path)),
        why);
}

int
vmst_stream_read(struct vmst_stream *stream, uint8_t *data, size_t size,
                 struct vmst_note *note)
{
    while (size != 0) {
        ssize_t done = read(stream->file, data, size);

        if (done < 0 && errno != EINTR) {
            return vmst_fail_reading(note, stream->path, errno);
        }
        if (done == 0) {
            return fail_malformed(stream, "the file ends too early", note);
        }
        if (done > 0) {
            data += done;
            size -= (size_t)done;
            stream->at += (uint64_t)done;
        }
    }
    return VMSTRUST_OK;
}

int
vmst_stream_read_line(struct vmst_stream *stream, char *line, size_t size,
                      struct vmst_note *note)
{
    size_t length = 0;

    line[0] = '\0';
    while (length + 1 < size) {
        TRY(vmst_stream_read(stream, (uint8_t *)line + length, 1, note));
        if (line[length] == '\n') {
            line[length] = '\0';
            return VMSTRUST_OK;
        }
        length++;
    }
    line[0] = '\0';
    return fail_malformed(stream, "a line is longer than any of this format",
                          note);
}

bool
vmst_stream_is_at_end(struct vmst_stream *stream)
{
    return stream->at == stream->size;
}

uint64_t
vmst_stream_size(const struct vmst_stream *stream)
{
    return stream->size;
}

void
vmst_stream_free(struct vmst_stream *stream)
{
    if (stream != NULL) {
        if (stream->file >= 0) {
            close(stream->file);
        }
        if (stream->scratch != NULL) {
            (void)unlink(stream->scratch);
        }
        free(stream->scratch);
        free(stream->path);
        free(stream);
    }
}
