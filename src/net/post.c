/* SPDX-License-Identifier: Apache-2.0 */
#include "net/post.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <strings.h>

#include "base/arena.h"
#include "base/log.h"
#include "net/curl_.h"

#define CHALLENGE "WWW-Authenticate:"

struct poster {
	CURLM *multi;
	int flying;
};

/* ---- where to ---- */

bool
post_url(const char *url, const char **ret_path)
{
	struct slice s = slice_of(url), address;
	struct in_addr ip;
	char text[INET_ADDRSTRLEN];
	int64_t port;
	const char *path;

	if (!slice_starts(s, "http://") || !(path = strchr(url + 7, '/')))
		return false;
	s = (struct slice){ url + 7, (size_t)(path - url) - 7 };
	if (!slice_cut(&s, ':', &address) || !address.n || address.n >= sizeof text || !slice_int(s, &port) || port < 1 || port > 65535)
		return false;
	memcpy(text, address.p, address.n);
	text[address.n] = 0;
	for (const char *p = path; *p; p++)
		if (*p <= ' ' || *p > '~')
			return false;
	*ret_path = path;
	return inet_pton(AF_INET, text, &ip) == 1;
}

/* ---- what comes back ---- */

static size_t
take_body(char *p, size_t size, size_t n, void *ctx)
{
	struct post *o = ctx;

	buf_put(&o->answer, (struct slice){ p, size * n });
	return o->answer.full ? 0 : size * n;
}

static size_t
take_header(char *p, size_t size, size_t n, void *ctx)
{
	struct post *o = ctx;
	struct slice v;
	size_t all = size * n, name = sizeof CHALLENGE - 1;

	if (all <= name || strncasecmp(p, CHALLENGE, name))
		return all;
	v = slice_trim((struct slice){ p + name, all - name });
	if (v.n >= 7 && v.n < sizeof o->challenge && !strncasecmp(v.p, "Digest ", 7)) {
		memcpy(o->challenge, v.p, v.n);
		o->challenge[v.n] = 0;
	}
	return all;
}

/* ---- one ---- */

static void
set_up(CURL *c, struct post *o)
{
	struct curl_slist *list = curl_slist_append(NULL, "Expect:");

	for (size_t i = 0; i < N_ELEMS(o->header) && o->header[i]; i++)
		list = curl_slist_append(list, o->header[i]);
	o->list = list;
	(void)curl_easy_setopt(c, CURLOPT_URL, o->url);
	(void)curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
	(void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http");
	(void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(c, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
	(void)curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	(void)curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	(void)curl_easy_setopt(c, CURLOPT_HTTP09_ALLOWED, 0L);
	(void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)POST_CONNECT_MS);
	(void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)POST_ALL_MS);
	(void)curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)POST_ANSWER_MAX);
	(void)curl_easy_setopt(c, CURLOPT_POST, 1L);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, o->body.p);
	(void)curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)o->body.n);
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, list);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, o);
	(void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
	(void)curl_easy_setopt(c, CURLOPT_HEADERDATA, o);
	(void)curl_easy_setopt(c, CURLOPT_PRIVATE, o);
}

enum err
post_send(struct poster *p, struct post *o)
{
	const char *path;
	CURL *c;

	if (!post_url(o->url, &path) || o->body.full)
		return E_BAD_VALUE;
	if (p->flying == POST_FLIGHT)
		return E_BUSY;
	if (!(c = curl_easy_init()))
		die("post: no memory");
	o->easy = c;
	o->status = 0;
	o->err = E_OK;
	o->challenge[0] = 0;
	buf_init(&o->answer, POST_ANSWER_MAX);
	set_up(c, o);
	if (curl_multi_add_handle(p->multi, c))
		die("post: curl_multi_add_handle");
	p->flying++;
	return E_OK;
}

static void
land(struct poster *p, struct post *o)
{
	(void)curl_multi_remove_handle(p->multi, o->easy);
	curl_easy_cleanup(o->easy);
	curl_slist_free_all(o->list);
	o->easy = o->list = NULL;
	p->flying--;
}

void
post_cancel(struct poster *p, struct post *o)
{
	if (o->easy)
		land(p, o);
	o->err = E_SHUTDOWN;
}

void
post_free(struct post *o)
{
	buf_free(&o->answer);
}

/* ---- all of them ---- */

static struct post *
over(struct poster *p)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(p->multi, &left))) {
		struct post *o;
		CURLcode rc = m->data.result;
		long status = 0;

		if (m->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&o);
		(void)curl_easy_getinfo(m->easy_handle, CURLINFO_RESPONSE_CODE, &status);
		o->status = (int)status;
		o->err = err_of(rc);
		land(p, o);
		return o;
	}
	return NULL;
}

struct post *
post_wait(struct poster *p, int ms)
{
	int running;
	struct post *o;

	(void)curl_multi_perform(p->multi, &running);
	if ((o = over(p)))
		return o;
	(void)curl_multi_poll(p->multi, NULL, 0, ms, NULL);
	(void)curl_multi_perform(p->multi, &running);
	return over(p);
}

void
poster_wake(struct poster *p)
{
	(void)curl_multi_wakeup(p->multi);
}

static void
begin(void)
{
	if (curl_global_init(CURL_GLOBAL_NOTHING))
		die("post: curl_global_init");
}

struct poster *
poster_open(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct poster *p = mem_alloc(sizeof *p);

	(void)pthread_once(&once, begin);
	if (!(p->multi = curl_multi_init()))
		die("post: no memory");
	(void)curl_multi_setopt(p->multi, CURLMOPT_MAXCONNECTS, (long)POST_FLIGHT);
	return p;
}

void
poster_close(struct poster *p)
{
	(void)curl_multi_cleanup(p->multi);
	mem_free(p);
}
