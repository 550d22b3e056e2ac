/* SPDX-License-Identifier: Apache-2.0 */
/* The calls of people/ over a real server and sockets. */
#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>
#include "base/hash.h"
#include "engine/rest.h"
#include "house.h"
#include "net/client.h"
#include "net/http.h"
#include "people/totp.h"

static struct {
	struct house *h;
	struct http_server *server;
	char address[40];
} at;

static int
api_open(void **state)
{
	struct http_options o = { .address = "127.0.0.1:0",
		.loop_threads = 1,
		.worker_threads = 4,
		.max_connections = 256,
		.max_per_address = 256 };
	struct http_route route[PEOPLE_ROUTES + 1];
	size_t n;

	house_open(state);
	at.h = *state;
	assert_int_equal(people_start(at.h->people), E_OK);
	n = people_routes(at.h->people, route, PEOPLE_ROUTES);
	route[n++] = (struct http_route){
		.prefix = "/api/v1/", .handle = rest_serve, .ctx = at.h->engine, .body_max = KIB(64)
	};
	assert_int_equal(http_start(&at.server, &o, route, n), E_OK);
	snprintf(at.address, sizeof(at.address), "127.0.0.1:%d", http_port(at.server));
	return 0;
}

static int
api_close(void **state)
{
	http_stop(at.server);
	return house_close(state);
}

struct answer {
	int status;
	json_t *body;			/* NULL: none */
	char code[40], cookie[400];
};

static struct answer
call(const char *method, const char *path, const char *headers, const char *body)
{
	struct answer a = { 0 };
	struct client_reply r;
	struct client *c;
	struct slice cookie;

	assert_int_equal(client_open(&c, at.address, 60000), E_OK);
	assert_int_equal(client_call(c, method, path, headers, slice_of(body), &r), E_OK);
	a.status = r.status;
	a.body = json_loadb(r.body.p ? r.body.p : "", r.body.n, 0, NULL);
	snprintf(a.code, sizeof(a.code), "%s", json_string_value(json_object_get(a.body, "code")) ?
	    json_string_value(json_object_get(a.body, "code")) : "");
	cookie = client_header(&r, "Set-Cookie");
	snprintf(a.cookie, sizeof(a.cookie), "%.*s", (int)cookie.n, cookie.p ? cookie.p : "");
	client_close(c);
	return a;
}

static const char *
text(const struct answer *a, const char *key)
{
	const char *s = json_string_value(json_object_get(a->body, key));

	assert_non_null(s);
	return s;
}

static struct answer
sign(const char *user, const char *password)
{
	char body[400];

	snprintf(body, sizeof(body), "{\"user\":\"%s\",\"password\":\"%s\"}", user, password);
	return call("POST", "/api/v1/session", NULL, body);
}

static char *
bearer(struct house *h, const char *user)
{
	struct answer a = sign(user, GOOD_PASSWORD);
	char *s;

	assert_int_equal(a.status, 200);
	s = (char *)(uintptr_t)arena_printf(
	    &h->arena, "Authorization: Bearer %s\r\n", text(&a, "token"))
		.p;
	json_decref(a.body);
	return s;
}

static void
expect(const char *method, const char *path, const char *headers, const char *body, int status,
    const char *code)
{
	struct answer a = call(method, path, headers, body);

	if (a.status != status || (code && strcmp(a.code, code)))
		fail_msg("%s %s: %d %s", method, path, a.status, a.code);
	json_decref(a.body);
}

static void
signing_in_and_out(void **state)
{
	struct house *h = *state;
	struct answer a = sign("li", GOOD_PASSWORD), me;
	char *auth;

	assert_int_equal(a.status, 200);
	assert_int_equal(strlen(text(&a, "token")), SESSION_TOKEN);
	assert_non_null(strstr(a.cookie, "HttpOnly"));
	assert_non_null(strstr(a.cookie, "SameSite=Strict"));
	assert_null(strstr(a.cookie, "Secure"));		/* no TLS here */
	auth = (char *)(uintptr_t)arena_printf(
	    &h->arena, "Authorization: Bearer %s\r\n", text(&a, "token"))
		   .p;
	me = call("GET", "/api/v1/session", auth, NULL);
	assert_int_equal(me.status, 200);
	assert_string_equal(
	    json_string_value(json_object_get(json_object_get(me.body, "person"), "user")), "li");
	assert_string_equal(
	    json_string_value(json_object_get(json_object_get(me.body, "person"), "unit_title")),
	    "东一中队");
	assert_string_equal(
	    json_string_value(json_array_get(json_object_get(me.body, "roles"), 0)), "officer");
	assert_int_equal(json_array_size(json_object_get(me.body, "grants")), 1);
	assert_int_equal(json_integer_value(json_object_get(me.body, "idle_s")), 1800);
	assert_string_equal(text(&me, "csrf"), text(&a, "csrf"));
	json_decref(me.body);
	json_decref(a.body);
	expect("GET", "/api/v1/persons", auth, NULL, 200,
	    NULL); /* the engine's own routes know the session */
	expect("DELETE", "/api/v1/session", auth, NULL, 204, NULL);
	expect("GET", "/api/v1/session", auth, NULL, 401, "E_NOT_SIGNED_IN");
	expect("GET", "/api/v1/persons", auth, NULL, 401, "E_NOT_SIGNED_IN");
}

static void
bad_bodies(void **state)
{
	static const struct {
		const char *body;
		int status;
		const char *code;
	} t[] = {
		{ "", 400, NULL },
		{ "{", 400, "E_BAD_BODY" },
		{ "[]", 400, "E_BAD_BODY" },
		{ "{}", 422, "E_MISSING" },
		{ "{\"user\":\"li\"}", 422, "E_MISSING" },
		{ "{\"user\":\"li\",\"password\":7}", 422, "E_BAD_VALUE" },
		{ "{\"user\":\"li\",\"password\":\"x\",\"more\":\"y\"}", 422, "E_UNKNOWN_FIELD" },
		{ "{\"user\":\"li\",\"user\":\"wang\",\"password\":\"x\"}", 400,
		    "E_DUPLICATE_KEY" },
		{ "{\"user\":\"li\",\"password\":\"x\"}", 401, "E_BAD_CREDENTIALS" },
		{ "{\"user\":\"' OR 1=1 --\",\"password\":\"x\"}", 401, "E_BAD_CREDENTIALS" },
		{ "{\"user\":\"li\\u0000\",\"password\":\"x\"}", 400, NULL },
	};

	(void)state;
	for (size_t i = 0; i < N_ELEMS(t); i++)
		expect("POST", "/api/v1/session", NULL, t[i].body, t[i].status, t[i].code);
	expect("PUT", "/api/v1/session", NULL, NULL, 401, "E_NOT_SIGNED_IN");
}

static void
cookie_needs_csrf(void **state)
{
	struct house *h = *state;
	struct answer a = sign("li", GOOD_PASSWORD);
	const char *cookie =
	    arena_printf(&h->arena, "Cookie: luan_session=%s\r\n", text(&a, "token")).p;
	const char *both =
	    arena_printf(&h->arena, "%sX-CSRF-Token: %s\r\n", cookie, text(&a, "csrf")).p;

	json_decref(a.body);
	expect("GET", "/api/v1/session", cookie, NULL, 200, NULL);
	expect("DELETE", "/api/v1/session", cookie, NULL, 403, "E_CSRF");
	expect("POST", "/api/v1/notices", cookie, "{}", 403, "E_CSRF");
	expect("DELETE", "/api/v1/session", both, NULL, 204, NULL);
	expect("POST", "/api/v1/session", "Origin: https://elsewhere.example\r\n",
	    "{\"user\":\"li\",\"password\":\"x\"}", 403, "E_CSRF");
}

static void
own_sessions(void **state)
{
	struct house *h = *state;
	char *one = bearer(h, "li"), *two = bearer(h, "li"), *other = bearer(h, "wang");
	struct answer list = call("GET", "/api/v1/sessions", one, NULL);
	json_t *items = json_object_get(list.body, "items");
	char path[64];

	assert_int_equal(json_array_size(items), 2);
	assert_false(
	    json_is_true(json_object_get(json_array_get(items, 0), "current"))); /* newest first */
	assert_true(json_is_true(json_object_get(json_array_get(items, 1), "current")));
	snprintf(path, sizeof(path), "/api/v1/sessions/%lld",
	    (long long)json_integer_value(json_object_get(json_array_get(items, 0), "id")));
	json_decref(list.body);
	expect("DELETE", path, other, NULL, 404, "E_NOT_FOUND");
	expect("GET", "/api/v1/session", two, NULL, 200, NULL);
	expect("DELETE", path, one, NULL, 204, NULL);
	expect("GET", "/api/v1/session", two, NULL, 401, "E_NOT_SIGNED_IN");
	expect("DELETE", path, one, NULL, 404, "E_NOT_FOUND");
}

static void
changing_the_password(void **state)
{
	struct house *h = *state;
	char *auth = bearer(h, "li");

	expect("POST", "/api/v1/session/password", auth,
	    "{\"old\":\"x\",\"new\":\"Oak-9-table-Room\"}", 422, "E_BAD_VALUE");
	expect("POST", "/api/v1/session/password", auth,
	    "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"short\"}", 422, "E_WEAK_PASSWORD");
	expect("POST", "/api/v1/session/password", auth,
	    "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"Oak-9-table-Room\"}", 204, NULL);
	expect("GET", "/api/v1/session", auth, NULL, 200, NULL);
	expect("POST", "/api/v1/session", NULL,
	    "{\"user\":\"li\",\"password\":\"" GOOD_PASSWORD "\"}", 401, "E_BAD_CREDENTIALS");
}

static const char *
totp_body(struct house *h, const char *secret, int64_t step, const char *more)
{
	struct buf b;
	const char *s;

	buf_init(&b, 64);
	assert_true(base32_decode(&b, slice_of(secret)));
	s = arena_printf(
	    &h->arena, "{%s\"totp\":\"%06u\"}", more, totp_code(buf_slice(&b), step, 6))
		.p;
	buf_free(&b);
	return s;
}

static void
second_factor_over_http(void **state)
{
	struct house *h = *state;
	char *auth = bearer(h, "li");
	struct answer begun = call("POST", "/api/v1/session/totp", auth, NULL), done;
	char secret[64];
	const char *with = "\"user\":\"li\",\"password\":\"" GOOD_PASSWORD "\",";
	int64_t step = h->now_ms / TOTP_STEP_MS;

	assert_int_equal(begun.status, 200);
	snprintf(secret, sizeof(secret), "%s", text(&begun, "secret"));
	assert_non_null(strstr(text(&begun, "uri"), secret));
	json_decref(begun.body);
	expect("POST", "/api/v1/session/totp/confirm", auth, totp_body(h, secret, step + 5, ""),
	    422, "E_BAD_VALUE");
	done = call("POST", "/api/v1/session/totp/confirm", auth, totp_body(h, secret, step, ""));
	assert_int_equal(done.status, 200);
	assert_int_equal(json_array_size(json_object_get(done.body, "recovery_codes")), 10);
	json_decref(done.body);
	expect("POST", "/api/v1/session/totp", auth, NULL, 409, "E_EXISTS");
	expect("POST", "/api/v1/session", NULL,
	    "{\"user\":\"li\",\"password\":\"" GOOD_PASSWORD "\"}", 401, "E_TOTP_REQUIRED");
	expect("POST", "/api/v1/session", NULL, totp_body(h, secret, step + 1, with), 200, NULL);
	expect("POST", "/api/v1/session", NULL, totp_body(h, secret, step + 1, with), 401,
	    "E_BAD_CREDENTIALS");
	expect(
	    "DELETE", "/api/v1/session/totp", auth, "{\"password\":\"wrong\"}", 422, "E_BAD_VALUE");
	expect("DELETE", "/api/v1/session/totp", auth, "{\"password\":\"" GOOD_PASSWORD "\"}", 204,
	    NULL);
	expect("POST", "/api/v1/session", NULL,
	    "{\"user\":\"li\",\"password\":\"" GOOD_PASSWORD "\"}", 200, NULL);
}

/* Who can give a new password can become the other: not across the three administrators, not for
 * oneself. */
static void
accounts_of_others(void **state)
{
	struct house *h = *state;
	char *admin = bearer(h, "admin"), *wang = bearer(h, "wang"), *li = bearer(h, "li");
	struct account_new n = {
		.user = S("shen"), .roles = R_sysadmin, .password = S(GOOD_PASSWORD)
	};
	struct account_made made;
	struct answer a;
	char path[80], body[200];
	const struct {
		int64_t person;
		const char *auth;
		int status;
		const char *code;
	} t[] = {
		{ h->secadmin, admin, 409, "E_SEPARATION" },
		{ h->auditor, admin, 409, "E_SEPARATION" },
		{ h->admin, admin, 403, "E_SECOND_PERSON" },
		{ h->li, wang, 403, "E_FORBIDDEN" },
		{ 999999, admin, 404, "E_NOT_FOUND" },
	};

	assert_int_equal(account_add(h->engine, &n, &made), E_OK);
	for (size_t i = 0; i < N_ELEMS(t); i++) {
		snprintf(
		    path, sizeof(path), "/api/v1/accounts/%lld/password", (long long)t[i].person);
		expect(
		    "POST", path, t[i].auth, "{\"reason\":\"forgotten\"}", t[i].status, t[i].code);
	}
	snprintf(path, sizeof(path), "/api/v1/accounts/%lld/password", (long long)made.person);
	expect("POST", path, admin, "{\"reason\":\"forgotten\"}", 200,
	    NULL); /* another holder of the same role may */
	snprintf(path, sizeof(path), "/api/v1/accounts/%lld/password", (long long)h->li);
	expect("POST", path, admin, "{}", 422, "E_MISSING");
	a = call("POST", path, admin, "{\"reason\":\"forgotten\"}");
	assert_int_equal(a.status, 200);
	expect("GET", "/api/v1/session", li, NULL, 401, "E_NOT_SIGNED_IN");
	snprintf(body, sizeof(body), "{\"user\":\"li\",\"password\":\"%s\"}", text(&a, "password"));
	json_decref(a.body);
	a = call("POST", "/api/v1/session", NULL, body);
	assert_int_equal(a.status, 200);
	assert_true(json_is_true(json_object_get(a.body, "must_change_password")));
	li = (char *)(uintptr_t)arena_printf(
	    &h->arena, "Authorization: Bearer %s\r\n", text(&a, "token"))
		 .p;
	json_decref(a.body);
	expect("GET", "/api/v1/persons", li, NULL, 403, "E_PASSWORD_OLD");
	expect("GET", "/api/v1/session", li, NULL, 200, NULL);
	snprintf(path, sizeof(path), "/api/v1/accounts/%lld", (long long)h->li);
	a = call("GET", path, admin, NULL);
	assert_true(json_is_true(json_object_get(a.body, "must_change_password")));
	assert_int_equal(json_integer_value(json_object_get(a.body, "sessions")), 1);
	json_decref(a.body);
}

static char *
reader(struct house *h)
{
	house_person(h, "ou", R_auditor, h->detachment);
	return bearer(h, "ou");
}

static void
audit_is_for_few(void **state)
{
	struct house *h = *state;
	char *auditor = reader(h), *li = bearer(h, "li"), *admin = bearer(h, "admin"), *sup;
	struct answer a;
	char path[100];

	house_person(h, "supervisor", R_supervisor, h->east);
	sup = bearer(h, "supervisor");
	expect("GET", "/api/v1/audit", li, NULL, 403, "E_FORBIDDEN");
	expect("GET", "/api/v1/audit", admin, NULL, 403, "E_FORBIDDEN");
	expect("GET", "/api/v1/audit/looked", li, NULL, 403, "E_FORBIDDEN");
	expect("GET", "/api/v1/audit?from=yesterday", auditor, NULL, 400, "E_BAD_QUERY");
	a = call("GET", "/api/v1/audit?verb=sign_in", auditor, NULL);
	assert_int_equal(a.status, 200);
	assert_int_equal(json_array_size(json_object_get(a.body, "items")), 4);
	json_decref(a.body);
	snprintf(path, sizeof(path), "/api/v1/audit?record=person&id=%lld", (long long)h->li);
	a = call("GET", path, sup, NULL);
	assert_true(json_array_size(json_object_get(a.body, "items")) >= 1);
	json_decref(a.body);
	snprintf(path, sizeof(path), "/api/v1/audit?record=person&id=%lld",
	    (long long)h->auditor); /* of the detachment */
	a = call("GET", path, sup, NULL);
	assert_int_equal(json_array_size(json_object_get(a.body, "items")), 0);
	json_decref(a.body);
	expect("GET", "/api/v1/audit/chain", auditor, NULL, 200, NULL);
	assert_true(house_count(h, "SELECT COUNT(*) FROM audit WHERE verb = 'read_audit'") >=
		    3); /* looking is seen too */
}

static enum err
give_phone(struct call *c, void *ctx)
{
	struct house *h = ctx;
	struct row *change = row_new(c->arena, &person_record), *after;

	row_set_text(change, person_phone, S("13800000001"));
	return record_patch(c, &person_record, h->li, 0, change, 1ull << person_phone, &after);
}

static void
who_looked_at_what(void **state)
{
	struct house *h = *state;
	char *auditor = reader(h), *wang, reasoned[400], path[80];
	struct account_new n = { .user = S("lead"),
		.unit = h->east,
		.roles = R_leader,
		.persons = true,
		.password = S(GOOD_PASSWORD) };
	struct account_made made;
	struct answer a;
	json_t *row;

	assert_int_equal(account_add(h->engine, &n, &made), E_OK);
	wang = bearer(h, "lead");
	assert_int_equal(house_as(h, h->admin, give_phone, h), E_OK);
	snprintf(reasoned, sizeof(reasoned), "%sLuan-Reason: duty%%20roster\r\n", wang);
	snprintf(path, sizeof(path), "/api/v1/persons/%lld", (long long)h->li);
	for (int i = 0; i < 3; i++)
		expect("GET", path, reasoned, NULL, 200, NULL);
	a = call("GET", "/api/v1/audit/looked?record=person", auditor, NULL);
	assert_int_equal(a.status, 200);
	assert_int_equal(json_array_size(json_object_get(a.body, "rows")), 1);
	row = json_array_get(json_object_get(a.body, "rows"), 0);
	assert_int_equal(json_integer_value(json_array_get(row, 0)), made.person);
	assert_string_equal(json_string_value(json_array_get(row, 1)), "lead");
	assert_int_equal(json_integer_value(json_array_get(row, 4)), 3);
	assert_int_equal(json_integer_value(json_array_get(row, 5)), 1);
	json_decref(a.body);
}

/* ---- event streams ---- */

struct stream {
	const char *auth;
	_Atomic bool ended;
};

static void *
follow(void *arg)
{
	struct stream *s = arg;
	struct client_reply r;
	struct client *c;

	if (client_open(&c, at.address, 30000))
		return NULL;
	(void)!client_call(c, "GET", "/api/v1/events", s->auth, (struct slice){ NULL, 0 }, &r);
	client_close(c);
	s->ended = true;
	return NULL;
}

static int64_t
streams(void)
{
	struct http_stats st;

	http_stats(at.server, &st);
	return st.streams;
}

static bool
wait_for(bool (*is)(void *ctx), void *ctx, int ms)
{
	int64_t until = clock_mono_ms() + ms;

	while (!is(ctx)) {
		if (clock_mono_ms() > until)
			return false;
		usleep(10000);
	}
	return true;
}

static bool
are_open(void *n)
{
	return streams() == *(int64_t *)n;
}

static bool
has_ended(void *s)
{
	return ((struct stream *)s)->ended;
}

/* An open stream ends with its session or with a change of what its person may see; the others
 * stay. */
static void
streams_are_cut(void **state)
{
	struct house *h = *state;
	struct stream one = { .auth = bearer(h, "li") }, other = { .auth = bearer(h, "wang") };
	int64_t two = 2, id;
	pthread_t t[2];

	assert_int_equal(engine_start(h->engine), E_OK);
	assert_int_equal(pthread_create(&t[0], NULL, follow, &one), 0);
	assert_int_equal(pthread_create(&t[1], NULL, follow, &other), 0);
	assert_true(wait_for(are_open, &two, 10000));
	assert_int_equal(house_fire(h, h->secadmin, &person_record, h->li, "lock"), E_OK);
	assert_true(wait_for(has_ended, &one, 5000));
	usleep(200000);
	assert_false(other.ended);
	assert_int_equal(house_ask(h, h->secadmin, h->wang, R_reviewer, h->east, 0, &id), E_OK);
	assert_false(other.ended);
	house_person(h, "zhao", R_secadmin, h->detachment);
	assert_int_equal(
	    house_fire(h, house_count(h, "SELECT id FROM person WHERE \"user\" = 'zhao'"),
		&grant_record, id, "approve"),
	    E_OK);
	assert_true(wait_for(has_ended, &other, 5000));
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
}

/* ---- many at once ---- */

#define CROWD 24
static atomic_int signed_in;

static void *
come_in(void *arg)
{
	struct client_reply r;
	struct client *c;

	(void)arg;
	if (client_open(&c, at.address, 60000))
		return NULL;
	if (!client_call(c, "POST", "/api/v1/session", NULL,
		S("{\"user\":\"li\",\"password\":\"" GOOD_PASSWORD "\"}"), &r) &&
	    r.status == 200)
		atomic_fetch_add(&signed_in, 1);
	client_close(c);
	return NULL;
}

static long
peak_kib(void)
{
	char line[200];
	long kib = 0;
	FILE *f = fopen("/proc/self/status", "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

/* Everybody comes in, two hashings at a time: the peak of memory does not grow with the crowd. */
static void
crowd(void **state)
{
	struct house *h = *state;
	pthread_t t[CROWD];
	long before;

	house_set(h, SET_sessions_each, 50);
	json_decref(sign("li", GOOD_PASSWORD).body);
	before = peak_kib();
	signed_in = 0;
	for (int i = 0; i < CROWD; i++)
		assert_int_equal(pthread_create(&t[i], NULL, come_in, NULL), 0);
	for (int i = 0; i < CROWD; i++)
		pthread_join(t[i], NULL);
	assert_int_equal(signed_in, CROWD);
	assert_int_equal(session_count(h->people), CROWD + 1);
	assert_true(before > 0 && peak_kib() - before < 3 * 65536);
	house_set(h, SET_sessions_each, 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(signing_in_and_out, api_open, api_close),
		cmocka_unit_test_setup_teardown(bad_bodies, api_open, api_close),
		cmocka_unit_test_setup_teardown(cookie_needs_csrf, api_open, api_close),
		cmocka_unit_test_setup_teardown(own_sessions, api_open, api_close),
		cmocka_unit_test_setup_teardown(changing_the_password, api_open, api_close),
		cmocka_unit_test_setup_teardown(second_factor_over_http, api_open, api_close),
		cmocka_unit_test_setup_teardown(accounts_of_others, api_open, api_close),
		cmocka_unit_test_setup_teardown(audit_is_for_few, api_open, api_close),
		cmocka_unit_test_setup_teardown(who_looked_at_what, api_open, api_close),
		cmocka_unit_test_setup_teardown(streams_are_cut, api_open, api_close),
		cmocka_unit_test_setup_teardown(crowd, api_open, api_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
