/*
 * Files that are too large for memory, written or read piece by piece. What is
 * written appears whole or not at all: beside its name, mode 0600, synced, then
 * renamed. Floor 0.
 */
#ifndef VMST_STREAM_H
#define VMST_STREAM_H

#include "base/bytes.h"
#include "base/note.h"

struct vmst_stream;

/* To be written. VMSTRUST_E_FILE, also where the name is taken by something that
 * is no file, or by a file and `is_replacing` is false. */
int vmst_stream_create(const char *path, bool is_replacing,
                       struct vmst_note *note, struct vmst_stream **stream);
int vmst_stream_write(struct vmst_stream *stream, struct vmst_bytes bytes,
                      struct vmst_note *note);
/* Where it is as long as it has no name; a view. */
const char *vmst_stream_name(const struct vmst_stream *stream);
/* Gives it its name. */
int vmst_stream_commit(struct vmst_stream *stream, struct vmst_note *note);

/* To be read; regular files only. */
int vmst_stream_open(const char *path, struct vmst_note *note,
                     struct vmst_stream **stream);
/* Exactly so many bytes. VMSTRUST_E_MALFORMED where the file ends before. */
int vmst_stream_read(struct vmst_stream *stream, uint8_t *data, size_t size,
                     struct vmst_note *note);
/* One line without its end, NUL-terminated. VMSTRUST_E_MALFORMED where there is
 * none, or it does not fit. */
int vmst_stream_read_line(struct vmst_stream *stream, char *line, size_t size,
                          struct vmst_note *note);
bool vmst_stream_is_at_end(struct vmst_stream *stream);
/* Bytes of the whole file. */
uint64_t vmst_stream_size(const struct vmst_stream *stream);

/* What was not committed is removed. */
void vmst_stream_free(struct vmst_stream *stream);
VMST_FREE_AT_SCOPE_END(stream)

#endif
