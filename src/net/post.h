/* SPDX-License-Identifier: Apache-2.0 */
/* post.h - POST to other people's servers: many at once on the caller's thread, none waits for another. libcurl.
 *
 * Shape    a post is the caller's from post_send to the post_wait that gives it back, whatever became of it.
 * Where    only http://IPv4:port/path: no names are looked up, no redirect is followed, no proxy is used (the environment is not
 *          asked), no cookie kept, nothing unpacked. Any other address is E_BAD_VALUE.
 * Limits   POST_CONNECT_MS to connect, POST_ALL_MS for all of it, POST_ANSWER_MAX bytes of an answer, POST_FLIGHT at once.
 * Errors   in post.err: E_GONE cannot connect, or the connection broke; E_TIMEOUT; E_TOO_LARGE; E_BAD_BODY no HTTP. An answer
 *          of error is no error here: look at its status.
 * Threads  one uses a poster; post_wake from any.
 */
#ifndef NET_POST_H
#define NET_POST_H
#include "base/buf.h"
#include "base/err.h"

#define POST_CONNECT_MS 3000
#define POST_ALL_MS 15000
#define POST_ANSWER_MAX ((size_t)1 << 20)
#define POST_FLIGHT 64
#define POST_CHALLENGE_MAX 1024

struct post {
	const char *url;
	struct buf body;		/* the caller's: made and given back by him */
	const char *header[4];		/* "Name: value", NULL at the end */
	int status;
	enum err err;
	struct buf answer;		/* of post_send; given back by post_free */
	char challenge[POST_CHALLENGE_MAX];	/* WWW-Authenticate: Digest; "": none */
	void *ctx;			/* the caller's */
	void *easy, *list;		/* the poster's */
};
struct poster;
struct poster *poster_open(void);
void poster_close(struct poster *p);	/* nothing is in flight any more */
void poster_wake(struct poster *p);
bool post_url(const char *url, const char **ret_path) must_check;	/* whether it may be posted to; its path */
enum err post_send(struct poster *p, struct post *o) must_check;	/* E_BAD_VALUE, E_BUSY: it was not taken */
struct post *post_wait(struct poster *p, int ms);	/* one that is over; NULL: none after so long, or woken */
void post_cancel(struct poster *p, struct post *o);	/* at once; its err is E_SHUTDOWN, it is not given back by post_wait */
void post_free(struct post *o);			/* what post_send made */
#endif
