/* SPDX-License-Identifier: Apache-2.0 */
/* config.h - what the operator may set: defaults, then a file, then the environment, then flags.
 *
 *   static const struct config_row rows[] = {
 *       { "http", "127.0.0.1:8080", CONFIG_ADDRESS, NULL, "监听地址", "address to listen on" },
 *       { "log", "text", CONFIG_CHOICE, "text|json", "日志格式", "form of the log" },
 *       { "admin-password", NULL, CONFIG_TEXT, NULL, "初始管理员口令", "first password", .secret = true },
 *   };
 *
 * Shape    one table drives everything: parsing, checking, --help and the effective configuration.
 *          Key body-max: in the file `body-max = 64M`, in the environment LUAN_BODY_MAX, as a flag
 *          --body-max 64M or --body-max=64M; a CONFIG_BOOL flag needs no value. Keys are lower case.
 * Units    CONFIG_BYTES takes K, M, G and yields bytes; CONFIG_TIME takes ms, s, m, h, d and yields ms,
 *          a bare number being seconds.
 * Errors   every fault is collected with its place, so that one run names them all; config_ok is asked
 *          once at the end. A fault leaves the earlier value in force. An unknown LUAN_ variable is a
 *          warning: other programs may use the prefix.
 * Safety   the value of a secret row is never printed, not even in a fault; one given as a flag is
 *          accepted with a warning, since every user of the machine can read it.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H
#include "base/buf.h"
#include "base/err.h"

enum config_kind {
	CONFIG_TEXT, CONFIG_INT, CONFIG_BOOL, CONFIG_BYTES, CONFIG_TIME, CONFIG_CHOICE,
	CONFIG_PATH,			/* not empty */
	CONFIG_ADDRESS,			/* host:port, [v6]:port or :port */
};
struct config_row {
	const char *key;
	const char *dflt;		/* NULL: not set; must itself be valid */
	enum config_kind kind;
	const char *bound;		/* CONFIG_CHOICE "a|b"; numbers "1..65535" in their unit; else NULL */
	const char *zh, *en;		/* help */
	bool secret;
};
enum config_source { CONFIG_DEFAULT, CONFIG_FILE, CONFIG_ENV, CONFIG_FLAG };

struct config_value {
	char *text;			/* NULL: not set */
	int64_t number;			/* of numbers, times and bools */
	enum config_source source;
	int line;			/* in the file */
};
struct config {
	const struct config_row *row;
	size_t n;
	struct config_value *value;
	char *file;			/* the last file read, NULL for none */
	struct buf faults, warnings;	/* a line each: "where: Chinese|English" */
	bool help;			/* --help or -h was among the flags */
};

void config_init(struct config *c, const struct config_row *row, size_t n);
void config_free(struct config *c);	/* secrets are wiped */

/* E_NOT_FOUND when the file is absent (no fault is noted: the caller knows whether it must be there);
 * E_STORE unreadable; E_TOO_LARGE above 1 MiB. */
enum err config_file(struct config *c, const char *path) must_check;
void config_text(struct config *c, struct slice text, const char *name);
void config_env(struct config *c, char *const *environment);
/* Takes the flags out of argv and leaves the other words in their order; answers how many. Words behind
 * "--" are never flags. argv[0] is a word like the others. */
int config_flags(struct config *c, int argc, char **argv);
bool config_ok(const struct config *c);	/* no fault so far */

/* Asking for a key the table does not have, or in the wrong kind, is a bug and stops the program. */
const char *config_str(const struct config *c, const char *key);	/* NULL: not set */
int64_t config_int(const struct config *c, const char *key);		/* 0: not set */
bool config_bool(const struct config *c, const char *key);
enum config_source config_source(const struct config *c, const char *key);

void config_help(const struct config *c, struct buf *b);	/* one row a paragraph, Chinese|English */
void config_print(const struct config *c, struct buf *b);	/* each value with its source; itself a valid file */
#endif
