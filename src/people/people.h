/* SPDX-License-Identifier: Apache-2.0 */
/* people.h - the house of people: accounts, sessions, second factors, locks, opened once beside the
 * engine.
 *
 * Use        people_open after engine_open (makes its tables and settings); people_start for the
 *            server, before engine_start (hash threads, timers); people_signin goes to the engine,
 *            people_routes to the HTTP server.
 * Lifetime   closed before the engine. Every call that holds a who has ended by then.
 * Tables     credential, credential_old, recovery_code, session, sign_in_fail, people_lock: no
 *            page, so that nothing secret can pass through a record.
 */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H
#include "engine/engine.h"
#include "engine/signin.h"

struct people;
enum err people_open(struct people **ret, struct engine *e) must_check;
enum err people_start(struct people *p) must_check;
void people_close(struct people *p);
struct signin *people_signin(struct people *p);
/* Routes of /api/v1/session, sessions, accounts, audit: at most max; answers how many. */
#define PEOPLE_ROUTES 8
size_t people_routes(struct people *p, struct http_route *ret, size_t max);
/* What the timer does, for tests: sessions that ended, grants that lapsed, accounts nobody uses. */
enum err people_tick(struct people *p) must_check;
const char *people_ddl(enum db_kind k);
#endif
