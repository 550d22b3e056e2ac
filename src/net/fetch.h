/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.h - one GET from somebody else's server, on the caller's thread. libcurl.
 *
 * Where    http:// and https:// with a certificate that holds; no redirect is followed, no proxy is used, no cookie kept.
 * Limits   FETCH_CONNECT_MS to connect, timeout_ms for all of it, max bytes of the answer, unpacked.
 * Errors   E_GONE cannot connect, or the connection broke; E_TIMEOUT; E_TOO_LARGE; E_BAD_BODY no HTTP. An answer of error is no error here:
 *          look at *ret_status.
 */
#ifndef NET_FETCH_H
#define NET_FETCH_H
#include "base/buf.h"
#include "base/err.h"

#define FETCH_CONNECT_MS 3000
enum err fetch(const char *url, const char *header, int timeout_ms, struct buf *answer, int *ret_status) must_check;	/* header: "Name: value" or NULL */
#endif
