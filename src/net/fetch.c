/* SPDX-License-Identifier: Apache-2.0 */
#include "net/fetch.h"

#include "base/log.h"
#include "net/curl_.h"

static size_t
take_body(char *p, size_t size, size_t n, void *ctx)
{
	struct buf *b = ctx;

	buf_put(b, (struct slice){ p, size * n });
	return b->full ? 0 : size * n;
}

enum err
fetch(const char *url, const char *header, int timeout_ms, struct buf *answer, int *ret_status)
{
	CURL *c = curl_easy_init();
	struct curl_slist *list = header ? curl_slist_append(NULL, header) : NULL;
	long status = 0;
	CURLcode rc;

	if (!c)
		die("fetch: no memory");
	(void)curl_easy_setopt(c, CURLOPT_URL, url);
	(void)curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(c, CURLOPT_PROXY, "");
	(void)curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
	(void)curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	(void)curl_easy_setopt(c, CURLOPT_HTTP09_ALLOWED, 0L);
	(void)curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");	/* QWeather packs whatever is asked; max counts what is unpacked */
	(void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)FETCH_CONNECT_MS);
	(void)curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)timeout_ms);
	(void)curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)answer->max);
	(void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, list);
	(void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	(void)curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
	rc = curl_easy_perform(c);
	(void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	*ret_status = (int)status;
	curl_slist_free_all(list);
	curl_easy_cleanup(c);
	return answer->full ? E_TOO_LARGE : err_of(rc);
}
