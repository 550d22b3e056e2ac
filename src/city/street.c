/* SPDX-License-Identifier: Apache-2.0 */
/* street.c - officers who stop vehicles, and what owners do about it: pay at the bank, object, go to court. Accounts at the ordinary
 * interface and signed messages of the bank; what is refused is counted, since officers sometimes forget to record. */
#include <sodium.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "city/adapter.h"
#include "city/city_.h"
#include "city/dice.h"

#define STOP_EACH_MS 20000
#define PAY_EACH_MS 15000
#define OBJECT_EACH_MS 150000
#define CONTEST_EACH_MS 600000
#define BANK "bank-simulated"
#define RECORDERS "recorders"			/* the demo's platform of recorders; its key is SHA-256 of the demo's password */
#define WORN "OFFICER-ZHANGDIAN-1"		/* the recorder and terminal that the demo issued to the officer of the street */
#define FORGETS 5				/* one stop of so many is not recorded */

enum desk_of { AT_STREET, AT_WINDOW, AT_LEGAL, DESKS };
static const char *const users[DESKS] = { "officer@zhangdian-1", "clerk@zhangdian", "legal@zhangdian" };
static const struct {
	const char *code, *facts;
	int fine_yuan;
} matters[] = { { "1101", "未按规定使用安全带", 50 }, { "1207", "未戴安全头盔", 20 }, { "1102", "不按规定使用灯光", 50 }, { "1116", "违反禁令标志", 100 },
	{ "1039", "违反规定停放", 100 }, { "1223", "驾驶时拨打手持电话", 50 } };

struct street {
	struct console at[DESKS];
	struct client *bank;
	unsigned char key[32];
	int64_t stop_ms, pay_ms, object_ms, contest_ms;
	unsigned stopped;		/* how many so far */
	uint64_t nonce, dice;		/* of its own: passages are the same whatever happens here */
	struct buf b;
	struct street_stats did;
};

/* ---- the bank ---- */

static void
open_bank(struct city *c, struct street *s)
{
	if (!adapter_make(&c->o, BANK, "payment", ",\"nontax_code\":\"103050101\"", s->key) && client_open(&s->bank, c->o.http, 10000))
		s->bank = NULL;
}

static enum err
tell_bank(struct street *s, struct slice body, struct client_reply *ret)
{
	return adapter_tell(s->bank, BANK, s->key, &s->nonce, body, ret);
}

/* The officer's recorder says that it records; sometimes he has forgotten to switch it on. */
static void
recorder_says(struct city *c)
{
	struct street *s = c->street;
	unsigned char key[crypto_hash_sha256_BYTES];
	char now[TIME_TEXT_MAX], since[TIME_TEXT_MAX];
	struct client_reply r;

	if (!s->bank)
		return;
	crypto_hash_sha256(key, (const unsigned char *)c->o.password, strlen(c->o.password));
	(void)time_print(clock_now_ms(), now);
	(void)time_print(clock_now_ms() - 600000, since);
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"kind\":\"presence\",\"recorder\":\"ZFJ-" WORN "\",\"terminal\":\"JWT-" WORN "\",\"at\":\"%s\",\"since\":\"%s\",\"recording\":%s}",
	    now, since, ++s->stopped % FORGETS ? "true" : "false");
	if (adapter_tell(s->bank, RECORDERS, key, &s->nonce, buf_slice(&s->b), &r))
		return;			/* then the decision is refused, as it would be */
}

/* ---- what they do ---- */

/* The first row of a list; NULL: none. json_decref the page. */
static const json_t *
first_of(struct console *k, const char *list, json_t **page)
{
	return console_get(k, list, page) ? NULL : json_array_get(json_object_get(*page, "items"), 0);
}

static bool
desk_open(struct city *c, enum desk_of i)
{
	struct console *k = &c->street->at[i];

	return k->client || !console_open(k, c->o.http, users[i], c->o.password);
}

static bool
post(struct street *s, enum desk_of i, const char *target)
{
	json_t *answer = NULL;
	bool ok = !console_post(&s->at[i], target, NULL, buf_slice(&s->b), &answer);

	json_decref(answer);
	if (!ok && s->at[i].status == 401)
		console_close(&s->at[i]);	/* the session is over: another next time */
	return ok;
}

static int64_t
make_case(struct city *c, size_t m)
{
	struct street *s = c->street;
	json_scoped made = NULL;
	struct vehicle v;
	char at[TIME_TEXT_MAX];

	fleet_vehicle(&c->fleet, (uint32_t)dice_below(&c->street->dice, 900000), &v);
	(void)time_print(clock_now_ms() - 120000, at);
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"source\":\"stop\",\"code\":\"%s\",\"happened_at\":\"%s\",\"address\":\"马尚辖区柳泉路（模拟）\",\"road\":\"urban\","
	    "\"plate\":\"%s\",\"plate_class\":\"%02d\"}", matters[m].code, at, v.plate, v.class_code);
	return console_post(&s->at[AT_STREET], "violation_cases", NULL, buf_slice(&s->b), &made) ? 0 : json_integer_value(json_object_get(made, "id"));
}

static bool
step(struct street *s, enum desk_of i, const char *record, int64_t id, const char *verb)
{
	char target[96];

	(void)snprintf(target, sizeof target, "%s/%lld/%s", record, (long long)id, verb);
	return post(s, i, target);
}

static bool
note(struct street *s, int64_t document, const char *verb, const char *body)
{
	buf_reset(&s->b);
	buf_puts(&s->b, body);
	return step(s, AT_STREET, "documents", document, verb);
}

/* The decision is sealed, signed and handed over on paper before the case is served. */
static bool
hand_over(struct street *s, int64_t id)
{
	json_scoped page = NULL;
	const json_t *row;
	char list[128], at[TIME_TEXT_MAX], served[128];
	int64_t document;

	(void)snprintf(list, sizeof list, "documents?subject=violation_case&subject_row=%lld&type=simple_decision&limit=1", (long long)id);
	if (!(row = first_of(&s->at[AT_STREET], list, &page)))
		return false;
	document = json_integer_value(json_object_get(row, "id"));
	(void)time_print(clock_now_ms(), at);
	(void)snprintf(served, sizeof served, "{\"service\":\"person\",\"served_at\":\"%s\"}", at);
	return note(s, document, "stamp", "{\"seal\":\"stamped\"}") && note(s, document, "sign", "{\"signature\":\"hand\"}") && note(s, document, "serve", served);
}

/* On the spot: established, told, decided, served. Without a recording the decision may be refused: then the case waits at the window. */
static void
stop_vehicle(struct city *c)
{
	struct street *s = c->street;
	size_t m = dice_below(&c->street->dice, N_ELEMS(matters));
	unsigned person = (unsigned)dice_below(&c->street->dice, 900000);
	int64_t id;

	if (!desk_open(c, AT_STREET) || !(id = make_case(c, m))) {
		s->did.refused++;
		return;
	}
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"party\":\"driver\",\"party_kind\":\"person\",\"party_name\":\"模拟当事人%u\",\"party_id\":\"SIM%012u\",\"own_vehicle\":true}", person, person);
	bool ok = step(s, AT_STREET, "violation_cases", id, "establish");
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"procedure\":\"simple\",\"penalty\":\"fine\",\"fine\":%d,\"facts\":\"%s（模拟）\",\"told_way\":\"oral\"}",
	    matters[m].fine_yuan * 100, matters[m].facts);
	ok = ok && step(s, AT_STREET, "violation_cases", id, "tell");
	recorder_says(c);
	buf_reset(&s->b);
	buf_puts(&s->b, "{}");
	if (ok && !step(s, AT_STREET, "violation_cases", id, "decide")) {
		s->did.unrecorded++;
		return;
	}
	ok = ok && hand_over(s, id);
	buf_reset(&s->b);
	buf_puts(&s->b, "{\"service\":\"direct\"}");
	ok = ok && step(s, AT_STREET, "violation_cases", id, "serve");
	buf_reset(&s->b);
	buf_puts(&s->b, "{}");
	(void)(ok && step(s, AT_STREET, "violation_cases", id, "file"));
	s->did.stops += ok;
	s->did.refused += !ok;
}

/* What is owed on that day is asked first, then paid to the fen. */
static void
pay_something(struct city *c)
{
	struct street *s = c->street;
	json_scoped page = NULL;
	json_scoped owed = NULL;
	struct client_reply r;
	const json_t *order;
	const char *number;
	char at[TIME_TEXT_MAX];
	size_t where;

	if (!s->bank || !desk_open(c, AT_WINDOW) || !(order = first_of(&s->at[AT_WINDOW], "payment_orders?state=open&sort=-created_at&limit=1", &page)) ||
	    !(number = json_string_value(json_object_get(order, "number"))))
		return;
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"kind\":\"owed\",\"order\":\"%s\"}", number);
	if (tell_bank(s, buf_slice(&s->b), &r) || r.status != 200 || json_read(r.body, &owed, &where))
		return;
	(void)time_print(clock_now_ms(), at);
	buf_reset(&s->b);
	buf_printf(&s->b, "{\"kind\":\"paid\",\"order\":\"%s\",\"transaction\":\"CITY%016llx\",\"amount\":%lld,\"paid_at\":\"%s\"}", number,
	    (unsigned long long)s->nonce, (long long)(json_integer_value(json_object_get(owed, "fine")) + json_integer_value(json_object_get(owed, "surcharge"))), at);
	s->did.paid += !tell_bank(s, buf_slice(&s->b), &r) && r.status == 200;
}

static void
object(struct city *c)
{
	struct street *s = c->street;
	json_scoped page = NULL;
	const json_t *row;

	if (!desk_open(c, AT_WINDOW) || !(row = first_of(&s->at[AT_WINDOW], "camera_records?state=notified&sort=-id&limit=1", &page)))
		return;
	buf_reset(&s->b);
	buf_puts(&s->b, "{\"objection\":\"模拟：当时为避让救护车\"}");
	s->did.objected += step(s, AT_WINDOW, "camera_records", json_integer_value(json_object_get(row, "id")), "object");
}

static void
contest(struct city *c)
{
	struct street *s = c->street;
	json_scoped page = NULL;
	const json_t *row;

	if (!desk_open(c, AT_LEGAL) || !(row = first_of(&s->at[AT_LEGAL], "violation_cases?state=served&sort=id&limit=1", &page)))
		return;
	buf_reset(&s->b);
	buf_puts(&s->b, "{}");
	s->did.contested += step(s, AT_LEGAL, "violation_cases", json_integer_value(json_object_get(row, "id")), "contest");
}

/* ---- when ---- */

static bool
due(int64_t *at, int64_t now, int64_t each)
{
	if (now < *at)
		return false;
	*at = now + each;
	return true;
}

void
street_act(struct city *c)
{
	struct street *s = c->street;

	if (!s || c->behind)
		return;
	if (due(&s->stop_ms, c->now_ms, STOP_EACH_MS))
		stop_vehicle(c);
	else if (due(&s->pay_ms, c->now_ms, PAY_EACH_MS))
		pay_something(c);
	else if (due(&s->object_ms, c->now_ms, OBJECT_EACH_MS))
		object(c);
	else if (due(&s->contest_ms, c->now_ms, CONTEST_EACH_MS))
		contest(c);
}

void
street_open(struct city *c)
{
	struct street *s = mem_alloc(sizeof *s);

	c->street = s;
	buf_init(&s->b, KIB(8));
	s->dice = c->o.seed ^ 0x737472ull;
	s->nonce = (uint64_t)clock_now_ms() << 16;
	s->stop_ms = c->began_ms + 4000;
	s->pay_ms = c->began_ms + 9000;
	s->object_ms = c->began_ms + 60000;
	s->contest_ms = c->began_ms + 120000;
	open_bank(c, s);
}

void
street_close(struct city *c, struct street_stats *ret)
{
	struct street *s = c->street;

	if (!s)
		return;
	*ret = s->did;
	for (int i = 0; i < DESKS; i++)
		console_close(&s->at[i]);
	if (s->bank)
		client_close(s->bank);
	sodium_memzero(s->key, sizeof s->key);
	buf_free(&s->b);
	mem_free(s);
	c->street = NULL;
}
