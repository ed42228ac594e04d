/*
 * 'vmstrust probe --serve-wrong DIR': would your code have noticed?
 */
#ifndef TOOLS_TRIAL_H
#define TOOLS_TRIAL_H

#include "command.h"

/* Serves until every server was tried or Ctrl-C; answers an exit status. */
int trial_serve(const struct arguments *arguments, const char *folder);

#endif
