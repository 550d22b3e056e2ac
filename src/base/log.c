/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define LINE_MAX_BYTES KIB(8)
#define VALUE_MAX 1024		/* a longer value is cut: a line is for reading */

static struct {
	enum log_form form;
	enum log_level least;
	int fd;
} sink = { LOG_TEXT, LOG_INFO, STDERR_FILENO };

static _Thread_local const char *request_id;

void
log_setup(enum log_form form, enum log_level least, int fd)
{
	sink.form = form;
	sink.least = least;
	sink.fd = fd;
}

void
log_request(const char *id)
{
	request_id = id;
}

static const char *
level_name(enum log_level level)
{
	static const char *const name[] = { "debug", "info", "warn", "error" };

	return (size_t)level < N_ELEMS(name) ? name[level] : "error";
}

static struct slice
cut_value(struct slice s)
{
	if (s.n <= VALUE_MAX)
		return s;
	s.n = VALUE_MAX;
	while (s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80)	/* not within a character */
		s.n--;
	return s;
}

/* A value that would break the line or its reading is written as a JSON string. */
static bool
is_plain(struct slice s)
{
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f)
			return false;
	}
	return utf8_valid(s);
}

static void
put_value(struct buf *b, struct log_value v, enum log_form form)
{
	if (v.is_int)
		buf_int(b, v.i);
	else if (form == LOG_TEXT && v.s.p && is_plain(v.s))
		buf_put(b, cut_value(v.s));
	else
		buf_json(b, cut_value(v.s));
}

static void
put_text(struct buf *b, enum log_level level, const char *event, const struct log_pair *pair, size_t n)
{
	char now[TIME_TEXT_MAX];

	time_print_local(clock_now_ms(), now);
	buf_printf(b, "%s %-5s %s", now, level_name(level), event);
	if (request_id)
		buf_printf(b, " request=%s", request_id);
	for (size_t i = 0; i < n; i++) {
		buf_printf(b, " %s=", pair[i].key);
		put_value(b, pair[i].value, LOG_TEXT);
	}
}

static void
put_json(struct buf *b, enum log_level level, const char *event, const struct log_pair *pair, size_t n)
{
	buf_puts(b, "{\"at\":\"");
	buf_time(b, clock_now_ms());
	buf_printf(b, "\",\"level\":\"%s\",\"event\":", level_name(level));
	buf_json(b, slice_of(event));
	if (request_id) {
		buf_puts(b, ",\"request\":");
		buf_json(b, slice_of(request_id));
	}
	for (size_t i = 0; i < n; i++) {
		buf_putc(b, ',');
		buf_json(b, slice_of(pair[i].key));
		buf_putc(b, ':');
		put_value(b, pair[i].value, LOG_JSON);
	}
	buf_putc(b, '}');
}

static void
write_all(int fd, struct slice s)
{
	while (s.n) {
		ssize_t w = write(fd, s.p, s.n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return;		/* a log that cannot be written must not stop the work */
		s.p += w;
		s.n -= (size_t)w;
	}
}

void
log_line(enum log_level level, const char *event, const struct log_pair *pair, size_t n)
{
	struct buf b;
	int kept = errno;

	if (level < sink.least)
		return;
	buf_init(&b, LINE_MAX_BYTES);
	(sink.form == LOG_JSON ? put_json : put_text)(&b, level, event, pair, n);
	if (b.full) {			/* half a line misleads and half a JSON object is none */
		buf_reset(&b);
		(sink.form == LOG_JSON ? put_json : put_text)(&b, level, event,
		    &KV("cut", LI(1)), 1);
	}
	buf_putc(&b, '\n');
	write_all(sink.fd, buf_slice(&b));
	buf_free(&b);
	errno = kept;
}

/* Takes no memory: it is called when there is none. */
void
die(const char *what)
{
	write_all(sink.fd, S("luan: fatal: "));
	write_all(sink.fd, slice_of(what));
	write_all(sink.fd, S("\n"));
	abort();
}
