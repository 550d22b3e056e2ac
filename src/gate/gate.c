/* SPDX-License-Identifier: Apache-2.0 */
#include "gate/gate.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "engine/first.h"
#include "engine/record.h"
#include "gate/adapter.h"
#include "gate/adapter_message.h"
#include "gate/wechat_.h"
#include "net/json.h"

#define STAMP_S 300			/* either way; the published protocols of payment providers say five minutes */
#define AHEAD_BYTES KIB(16)		/* what is smaller is read in its job: it costs less than asking for its adapter twice */
#define FORGED_MINUTE 60		/* rows of forged messages a minute: what is beyond is refused and not written */

static const struct {
	const char *name;
	int status;
} outcomes[OUTCOMES] = {
	[OUT_TAKEN] = { "taken", 200 }, [OUT_REPEATED] = { "repeated", 200 }, [OUT_WRONG_AMOUNT] = { "wrong_amount", 409 }, [OUT_UNKNOWN] = { "unknown", 404 },
	[OUT_CONFLICT] = { "conflict", 409 }, [OUT_EARLY] = { "early", 409 }, [OUT_MALFORMED] = { "malformed", 422 }, [OUT_REPLAYED] = { "replayed", 409 },
	[OUT_STALE] = { "stale", 425 }, [OUT_FORGED] = { "forged", 401 },
};

struct slice
message_text(const struct message *m, const char *name)
{
	return json_slice(json_object_get(m->body, name));
}

/* ---- who speaks ---- */

static enum err
find_adapter(struct call *c, struct message *m)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM adapter WHERE code = ?1 AND state = 'in_use'", (struct first_arg[]){ FIRST_TEXT(m->code) }, 1, &id);

	if (e)
		return e;
	return id ? record_load(c, &adapter_record, id, &m->adapter) : refuse(c, E_NOT_FOUND, NULL, -1);
}

static bool
is_signed(const struct message *m, const unsigned char key[32])
{
	crypto_auth_hmacsha256_state st;
	unsigned char mac[32];
	struct buf given;
	bool same;

	crypto_auth_hmacsha256_init(&st, key, 32);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)m->stamp.p, m->stamp.n);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)m->nonce.p, m->nonce.n);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)m->rq->body.p, m->rq->body.n);
	crypto_auth_hmacsha256_update(&st, (const unsigned char *)"\n", 1);
	crypto_auth_hmacsha256_final(&st, mac);
	buf_init(&given, 128);
	same = m->signature.n == 64 && hex_decode(&given, m->signature) && given.n == 32 && sodium_memcmp(given.p, mac, 32) == 0;
	buf_free(&given);
	return same;
}

/* OUT_TAKEN: it is his, and new. */
static enum err
judge(struct call *c, struct message *m)
{
	unsigned char key[32];
	int64_t stamp, seen;
	enum err e = adapter_key(c, m->adapter, key);
	bool his = !e && m->wechat == row_is(m->adapter, adapter_protocol, "wechat") && m->stamp.n && m->nonce.n >= 8 && m->nonce.n <= 64 &&
	    (m->wechat ? wechat_signed(m) : is_signed(m, key));

	sodium_memzero(key, sizeof key);
	m->outcome = OUT_FORGED;
	if (e || !his)
		return e;
	m->outcome = OUT_STALE;
	if (!slice_int(m->stamp, &stamp) || stamp < c->now_ms / 1000 - STAMP_S || stamp > c->now_ms / 1000 + STAMP_S)
		return E_OK;
	if ((e = first_id(c, "SELECT id FROM adapter_message WHERE adapter = ?1 AND nonce = ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(m->adapter->id), FIRST_TEXT(m->nonce) }, 2, &seen)))
		return e;
	m->outcome = seen ? OUT_REPLAYED : OUT_TAKEN;
	return E_OK;
}

/* ---- what it says ---- */

static const struct gate_kind *
kind_of(const struct message *m)
{
	for (const struct gate_kind *const *all = m->gate->kinds; *all; all++)
		for (const struct gate_kind *k = *all; k->kind; k++)
			if (slice_is(m->kind, k->kind) && row_is(m->adapter, adapter_kind, k->adapter))
				return k;
	return NULL;
}

/* m->what NULL: it cannot be read, or is of no known kind. */
static enum err
open_body(struct call *c, struct message *m)
{
	size_t at;

	if (json_read(m->rq->body, &m->body, &at) || !json_is_object(m->body))
		return E_OK;
	if (m->wechat) {
		unsigned char key[32];
		enum err e = adapter_key(c, m->adapter, key);
		bool whole = !e && wechat_open(c, m, key);
		sodium_memzero(key, sizeof key);
		if (e || !whole)
			return e;
	}
	m->kind = message_text(m, "kind");
	m->about = message_text(m, message_text(m, "order").n ? "order" : message_text(m, "recorder").n ? "recorder" : "number");
	m->transaction = message_text(m, "transaction");
	m->amount = json_integer_value(json_object_get(m->body, "amount"));
	m->what = kind_of(m);
	return E_OK;
}

static enum err
act(struct call *c, struct message *m)
{
	enum err e;

	m->outcome = OUT_MALFORMED;
	e = open_body(c, m);
	return e || !m->what ? e : m->what->fn(c, m);
}

struct acting {
	struct call *c;
	struct message *m;
};

static enum err
act_nested(void *ctx, struct conn *conn)
{
	struct acting *a = ctx;

	(void)conn;
	return act(a->c, a->m);
}

/* ---- what is kept of it ---- */

static enum err
forged_room(struct call *c, const struct message *m, bool *ret)
{
	int64_t n;
	enum err e = first_id(c, "SELECT count(*) FROM adapter_message WHERE adapter = ?1 AND at > ?2 AND outcome = 'forged'",
	    (struct first_arg[]){ FIRST_INT(m->adapter->id), FIRST_INT(c->now_ms - 60000) }, 2, &n);

	*ret = n < FORGED_MINUTE;
	return e;
}

static void
set_short(struct row *r, int field, struct slice s)
{
	if (s.n && s.n <= 64)
		row_set_text(r, field, s);
}

/* A forged or replayed message says nothing true: a nonce of ours takes the place of its own. */
static enum err
keep(struct call *c, const struct message *m)
{
	struct row *r = row_new(c->arena, &adapter_message_record);
	bool ours = m->outcome == OUT_FORGED || m->outcome == OUT_REPLAYED, room = true;
	char nonce[40];
	unsigned char dice[16];
	enum err e = m->outcome == OUT_FORGED ? forged_room(c, m, &room) : E_OK;

	if (e || !room)
		return e;
	randombytes_buf(dice, sizeof dice);
	(void)sodium_bin2hex(nonce, sizeof nonce, dice, sizeof dice);
	row_set_int(r, adapter_message_adapter, m->adapter->id);
	row_set_int(r, adapter_message_at, c->now_ms);
	row_set_text(r, adapter_message_nonce, ours ? slice_of(nonce) : m->nonce);
	set_short(r, adapter_message_kind, m->kind.n <= 20 ? m->kind : S("?"));
	set_short(r, adapter_message_about, m->about);
	set_short(r, adapter_message_transaction, m->transaction);
	if (m->amount > 0 && m->amount <= 1000000000000)
		row_set_int(r, adapter_message_amount, m->amount);
	row_set_text(r, adapter_message_outcome, slice_of(outcomes[m->outcome].name));
	return record_create(c, r);
}

/* A job may run again (store/db.h): nothing of a run that was undone may be in the answer or be read as its own. */
static void
begin_anew(struct message *m)
{
	m->answer.n = 0;
	json_release(&m->body);
	m->body = NULL;
	m->kind = m->about = m->transaction = (struct slice){ NULL, 0 };
	m->amount = 0;
	m->what = NULL;
}

static enum err
take(struct call *c, void *ctx)
{
	struct message *m = ctx;
	struct acting a = { c, m };
	enum err e;

	begin_anew(m);
	if ((e = find_adapter(c, m)) || (e = judge(c, m)))
		return e;
	if (m->outcome == OUT_TAKEN && (e = db_nested(c->conn, act_nested, &a))) {
		if (e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT)
			return e;
		m->outcome = OUT_CONFLICT;	/* what it asked for was refused and undone */
		m->answer.n = 0;
		c->err = E_OK;
		c->nfault = 0;
	}
	return m->what && m->what->quiet && m->outcome == OUT_TAKEN ? E_OK : keep(c, m);
}

/* What goes wrong here is told by the job, which asks everything again. */
static void
read_ahead(struct message *m, struct arena *a)
{
	reader_scoped conn = NULL;
	struct call c;

	if (m->rq->body.n < AHEAD_BYTES || db_reader(m->gate->engine->db, &conn))
		return;
	call_system(&c, m->gate->engine, a, conn, "");
	if (find_adapter(&c, m) || judge(&c, m) || m->outcome != OUT_TAKEN || open_body(&c, m) || !m->what || !m->what->ahead)
		return;
	db_reader_release(&conn);
	m->ahead = m->what->ahead(m, a);
}

void
gate_serve(struct http_request *rq, void *gate)
{
	struct message m = { .gate = gate, .rq = rq, .stamp = http_header(rq, "Luan-Timestamp"), .nonce = http_header(rq, "Luan-Nonce"),
		.signature = http_header(rq, "Luan-Signature") };
	struct arena ahead;
	struct buf b;
	enum err e;

	if (http_header(rq, "Wechatpay-Signature").n) {
		m.wechat = true;
		m.stamp = http_header(rq, "Wechatpay-Timestamp");
		m.nonce = http_header(rq, "Wechatpay-Nonce");
		m.signature = http_header(rq, "Wechatpay-Signature");
		m.serial = http_header(rq, "Wechatpay-Serial");
	}
	m.code = (struct slice){ rq->path.p + sizeof GATE_PREFIX - 1, rq->path.n - (sizeof GATE_PREFIX - 1) };
	if (rq->method != HTTP_POST) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	buf_init(&m.answer, LIMIT_ANSWER);
	arena_init(&ahead);
	read_ahead(&m, &ahead);
	if ((e = engine_write(m.gate->engine, "外部接口消息", take, &m))) {
		http_problem(rq, e, NULL, 0);
	} else {
		buf_init(&b, LIMIT_ANSWER);
		buf_printf(&b, "{\"outcome\":\"%s\"%.*s", outcomes[m.outcome].name, (int)m.answer.n, m.answer.n ? m.answer.p : "");
		if (m.wechat)
			buf_printf(&b, ",\"code\":\"%s\",\"message\":\"%s\"", outcomes[m.outcome].status == 200 ? "SUCCESS" : "FAIL", outcomes[m.outcome].name);
		buf_putc(&b, '}');
		http_answer(rq, outcomes[m.outcome].status, "application/json", buf_slice(&b));
		buf_free(&b);
	}
	json_release(&m.body);
	arena_free(&ahead);
	buf_free(&m.answer);
}
