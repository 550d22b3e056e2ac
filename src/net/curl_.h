/* SPDX-License-Identifier: Apache-2.0 */
/* curl_.h - what libcurl says, in our words. Private to net/. */
#ifndef NET_CURL__H
#define NET_CURL__H
#include <curl/curl.h>

#include "base/err.h"

static inline enum err
err_of(CURLcode rc)
{
	switch (rc) {
	case CURLE_OK:
		return E_OK;
	case CURLE_OPERATION_TIMEDOUT:
		return E_TIMEOUT;
	case CURLE_WRITE_ERROR:
	case CURLE_FILESIZE_EXCEEDED:
		return E_TOO_LARGE;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_BAD_CONTENT_ENCODING:
		return E_BAD_BODY;
	default:
		return E_GONE;
	}
}
#endif
