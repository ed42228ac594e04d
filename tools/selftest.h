/*
 * The self-test of --version --verbose: does the loaded library say yes and no
 * where it must?
 */
#ifndef TOOLS_SELFTEST_H
#define TOOLS_SELFTEST_H

/* NULL if it does; else what went wrong, in a few words. */
const char *selftest_run(void);

#endif
