/* SPDX-License-Identifier: Apache-2.0 */
/* static.h - the files of the web application, served from memory.
 *
 * Shape   a directory is read once at start: every regular file with its type, its entity tag and a gzip form
 *         ("x.js.gz" beside "x.js", else made here when that is smaller). Immutable afterwards.
 * Route   { "/", static_handle, site, 0, NULL, true }: never waits. A path without a file and without a dot in its
 *         last part is a page of the application and gets /index.html.
 * Caching /assets/ for a year (their names carry a hash); everything else is asked for again (If-None-Match).
 * Limits  4096 files, 16 MiB each, 128 MiB in all: E_FULL. Names beginning with '.', links and devices are left out.
 * Errors  E_NOT_FOUND no such directory, or no index.html in it.
 */
#ifndef NET_STATIC_H
#define NET_STATIC_H
#include "net/http.h"

struct static_site;
enum err static_load(struct static_site **ret, const char *dir) must_check;
void static_free(struct static_site *site);	/* after http_stop */
void static_handle(struct http_request *rq, void *site);
const char *static_type(struct slice path);	/* "text/css; charset=utf-8" by the ending of the name */
#endif
