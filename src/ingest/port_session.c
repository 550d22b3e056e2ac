/* SPDX-License-Identifier: Apache-2.0 */
/* port_session.c - who is speaking, and how it proves that at registration.
 *
 * A nonce is a rising number and the keyed hash of it and of the address it was given to: it needs no memory while it is out,
 * and is of no use to who overhears it elsewhere. A device remembers the newest nonce
 * that it used and how often (nc): an older one, or the same with the same nc, is a replay. So what a device costs never grows.
 */
#include <sodium.h>

#include "base/clock.h"
#include "base/hash.h"
#include "ingest/port_.h"
#include "ingest/strip.h"
#include "net/http_digest.h"
#include "org/device.h"
#include "people/setting.h"

#define NONCE_TEXT (16 + 32)
#define FAILURES_MIN 60			/* of one address a minute, before it has to wait */
#define MINUTE_MS 60000
#define MISSED 3

static uint64_t
peer_hash(const struct http_request *rq)
{
	return hash64(rq->peer) | 1;
}

void
port_alive(struct port *p, const struct directory_device *v)
{
	(void)p;
	presence_heard(v->presence, clock_now_ms(), clock_mono_ms() + MISSED * setting(SET_keepalive_s) * 1000);
}

static bool
holds_certificate(const struct directory_device *v, const struct http_request *rq)
{
	uint8_t got[32];

	return !v->has_certificate || (http_peer_certificate(rq, got) && sodium_memcmp(got, v->certificate, sizeof got) == 0);
}

const struct directory_device *
port_known(const struct directory *d, const struct http_request *rq)
{
	const struct directory_device *v = directory_device(d, http_header(rq, "User-Identify"));

	return v && v->in_use && presence_registered(v->presence, peer_hash(rq), clock_mono_ms()) &&
	    atomic_load(&v->presence->secret) == v->secret && holds_certificate(v, rq) ? v : NULL;
}

const struct directory_device *
port_who(struct port *p, const struct directory *d, struct http_request *rq)
{
	const struct directory_device *v = port_known(d, rq);

	if (v && !(rq->filtered && strip_deaf(rq->filtered)))	/* deaf: was unknown when its body came, which is gone */
		return v;
	PORT_COUNT(p, refused_identity, 1);
	http_set(rq, "WWW-Authenticate", "VIID realm=\"" DEVICE_REALM "\"");
	port_answer(rq, 401, VIID_NOT_ALLOWED, (struct slice){ NULL, 0 }, "未注册或注册已失效|Not registered, or no longer");
	return NULL;
}

/* ---- nonces ---- */

static void
nonce_hash(const struct port *p, const struct http_request *rq, uint64_t number, char text[33])
{
	uint64_t bound[2] = { number, peer_hash(rq) };
	uint8_t h[16];

	crypto_generichash(h, sizeof h, (const uint8_t *)bound, sizeof bound, p->key, sizeof p->key);
	sodium_bin2hex(text, 33, h, sizeof h);
}

/* Milliseconds of the monotonic clock in the upper bits, so that its age is seen; unique by counting in the lower. */
static uint64_t
next_number(struct port *p)
{
	uint64_t last = atomic_load(&p->issued), next;

	do {
		next = (uint64_t)clock_mono_ms() << 20;
		if (next <= last)
			next = last + 1;
	} while (!atomic_compare_exchange_weak(&p->issued, &last, next));
	return next;
}

static bool
nonce_read(const struct port *p, const struct http_request *rq, struct slice text, uint64_t *ret)
{
	char want[33];
	uint8_t bytes[8];
	size_t n;

	if (text.n != NONCE_TEXT || sodium_hex2bin(bytes, sizeof bytes, text.p, 16, NULL, &n, NULL) || n != 8)
		return false;
	*ret = 0;
	for (int i = 0; i < 8; i++)
		*ret = *ret << 8 | bytes[i];
	nonce_hash(p, rq, *ret, want);
	return sodium_memcmp(want, text.p + 16, 32) == 0;
}

void
port_challenge(struct port *p, struct http_request *rq, bool stale)
{
	uint64_t number = next_number(p);
	char hash[33];

	nonce_hash(p, rq, number, hash);
	http_set(rq, "WWW-Authenticate", arena_printf(&rq->arena, "Digest realm=\"" DEVICE_REALM "\", qop=\"auth\", algorithm=MD5,"
	    " nonce=\"%016llx%s\", opaque=\"%.8s\"%s", (unsigned long long)number, hash, hash, stale ? ", stale=true" : "").p);
	port_answer(rq, 401, VIID_NOT_ALLOWED, (struct slice){ NULL, 0 }, "需要摘要认证|Digest authentication is needed");
}

/* The same path as was asked for, also when the client wrote the whole address. */
static bool
same_uri(struct slice uri, struct slice path)
{
	return uri.n >= path.n && !memcmp(uri.p + uri.n - path.n, path.p, path.n) &&
	    (uri.n == path.n || slice_starts(uri, "http://") || slice_starts(uri, "https://"));
}

/* Under port.lock. A digest without nc may be used once. */
static enum err
spend(struct presence *a, uint64_t nonce, uint32_t count)
{
	count = count ? count : UINT32_MAX;
	if (nonce < a->nonce || (nonce == a->nonce && count <= a->nonce_count))
		return E_REPLAY;
	a->nonce = nonce;
	a->nonce_count = count;
	return E_OK;
}

static enum err
allow_registration(struct presence *a, int64_t now)
{
	if (now - a->register_from_mono_ms >= MINUTE_MS || !a->register_from_mono_ms) {
		a->register_from_mono_ms = now;
		a->registers = 0;
	}
	return ++a->registers > setting(SET_registers_min) ? E_TOO_MANY : E_OK;
}

enum err
port_prove(struct port *p, const struct directory_device *v, struct http_request *rq, bool *ret_stale)
{
	struct http_digest d;
	uint64_t nonce;
	int64_t now = clock_mono_ms();
	enum err e;

	*ret_stale = false;
	if (!http_digest_parse(http_header(rq, "Authorization"), &d) || !nonce_read(p, rq, d.nonce, &nonce))
		return E_BAD_CREDENTIALS;
	if (!v || !v->has_secret || !v->in_use || !slice_eq(d.user, v->login) || (d.realm.p && !slice_is(d.realm, DEVICE_REALM)) ||
	    !same_uri(d.uri, rq->path) || !http_digest_check(&d, v->ha1, "POST") || !holds_certificate(v, rq))
		return E_BAD_CREDENTIALS;
	if (now - (int64_t)(nonce >> 20) > setting(SET_nonce_s) * 1000) {
		*ret_stale = true;
		return E_REPLAY;
	}
	(void)pthread_mutex_lock(&p->lock);
	if (!(e = spend(v->presence, nonce, d.qop.n ? d.count : 0)))	/* without qop the digest does not cover nc */
		e = allow_registration(v->presence, now);
	(void)pthread_mutex_unlock(&p->lock);
	if (e)
		return e;
	atomic_store(&v->presence->peer, peer_hash(rq));
	atomic_store(&v->presence->secret, v->secret);
	return E_OK;
}

bool
port_throttled(struct port *p, struct http_request *rq, bool failed)
{
	uint64_t peer = peer_hash(rq);
	struct port_throttle *t = &p->throttle[peer % THROTTLES];
	int64_t now = clock_mono_ms();
	bool over;

	(void)pthread_mutex_lock(&p->lock);
	if (t->peer != peer || now - t->from_mono_ms >= MINUTE_MS) {
		if (t->peer != peer && failed)
			*t = (struct port_throttle){ peer, now, 0 };
		else if (t->peer == peer)
			*t = (struct port_throttle){ peer, now, 0 };
	}
	if (t->peer == peer && failed)
		t->n++;
	over = t->peer == peer && t->n > FAILURES_MIN;
	(void)pthread_mutex_unlock(&p->lock);
	return over;
}
