/*
 * Completion of a command line, for tools/completion/vmstrust.bash: the tables
 * of the command know what may stand where, so the shell asks.
 */
#ifndef TOOLS_COMPLETE_H
#define TOOLS_COMPLETE_H

/* The first word of such a question. */
#define COMPLETE_WORD "--complete"

/* Prints what may stand in place of the last word: a line "words", "file" or
 * "folder", then, for words, one candidate a line. */
int complete(int count, char *const *words);

#endif
