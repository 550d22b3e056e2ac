/* SPDX-License-Identifier: Apache-2.0 */
/* signin.h - how the engine learns who asks. The people folder stands above the engine, so it is handed in by main.
 *
 * Use        const struct who *w; if ((e = s->authenticate(s->ctx, rq, &w))) ...; ...; s->release(w);
 * Shape      who is immutable and counted: it stays whole until released, whatever happens to the session.
 * Errors     E_NOT_SIGNED_IN; E_CSRF a changing call with the cookie and without its X-CSRF-Token;
 *            E_PASSWORD_OLD, E_TOTP_ENROL: only the session's own calls are open until that is done.
 * Cost       under 2 us and no I/O, but for the first call after a grant of the person changed.
 */
#ifndef ENGINE_SIGNIN_H
#define ENGINE_SIGNIN_H
#include "engine/call.h"

struct signin {
	enum err (*authenticate)(void *ctx, struct http_request *rq, const struct who **ret);
	void (*release)(const struct who *w);
	void *ctx;
};
#endif
