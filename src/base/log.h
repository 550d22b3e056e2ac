/* SPDX-License-Identifier: Apache-2.0 */
/* log.h - one line per happening: text for people, JSON for machines.
 *
 *   log_at(LOG_INFO, "http.listen", KV("address", LS(addr)), KV("port", LI(port)));
 *
 * Shape   level, event name, then key/value pairs; the request id of this thread is added by itself.
 * Rule    never a field about a person, never a secret: keys are chosen by the caller and reviewed.
 * Cost    one write(2) per line; below the level: one comparison.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H
#include "base/slice.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
enum log_form { LOG_TEXT, LOG_JSON };

struct log_value {
	bool is_int;
	int64_t i;
	struct slice s;
};
struct log_pair {
	const char *key;
	struct log_value value;
};
#define LI(v) ((struct log_value){ .is_int = true, .i = (v) })
#define LS(v) ((struct log_value){ .s = slice_of(v) })
#define LSL(v) ((struct log_value){ .s = (v) })
#define KV(k, v) ((struct log_pair){ (k), (v) })

void log_setup(enum log_form form, enum log_level least, int fd);
void log_request(const char *id);	/* id of the request this thread works on, NULL for none; borrowed */
void log_line(enum log_level level, const char *event, const struct log_pair *pair, size_t n);
/* log_at(LOG_INFO, "http.listen", KV("address", LS(addr)), KV("port", LI(port))); */
#define log_at(level, event, ...) \
	log_line(level, event, (const struct log_pair[]){ __VA_ARGS__ }, \
	    sizeof((const struct log_pair[]){ __VA_ARGS__ }) / sizeof(struct log_pair))
_Noreturn void die(const char *what) __attribute__((cold));	/* a bug or the machine's end: says so and aborts */
#endif
