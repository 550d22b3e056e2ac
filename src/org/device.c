/* SPDX-License-Identifier: Apache-2.0 */
#include "org/device.h"

#include <sodium.h>
#include <stdatomic.h>

#include "base/hash.h"
#include "base/log.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "net/http_digest.h"
#include "people/seal.h"

#define SEALED "sealed:"

static _Atomic uint64_t changes;

uint64_t
device_changes(void)
{
	return atomic_load_explicit(&changes, memory_order_acquire);
}

void
device_note_change(void)
{
	atomic_fetch_add_explicit(&changes, 1, memory_order_release);
}

/* What a secret is bound to: the code never changes and is unique. */
static int64_t
binding(struct slice code)
{
	return (int64_t)(hash64(code) >> 1);
}

enum err
device_secret(const struct people_key *k, struct slice code, struct slice stored, struct arena *a,
    uint8_t ret_ha1[16], struct slice *ret_login)
{
	struct buf bytes;
	struct slice plain = { NULL, 0 };
	enum err e;

	if (!slice_starts(stored, SEALED))
		return E_NOT_FOUND;
	buf_init(&bytes, KIB(1));
	if (!base64url_decode(&bytes, (struct slice){ stored.p + sizeof SEALED - 1, stored.n - (sizeof SEALED - 1) }))
		e = E_CORRUPT;
	else
		e = seal_open(k, buf_slice(&bytes), binding(code), a, &plain);
	buf_free(&bytes);
	if (e || plain.n < 16)
		return e ? e : E_CORRUPT;
	memcpy(ret_ha1, plain.p, 16);
	*ret_login = (struct slice){ plain.p + 16, plain.n - 16 };
	return E_OK;
}

static struct slice
login_of(const struct row *r)
{
	return row_empty(r, device_login) ? row_text(r, device_code) : row_text(r, device_login);
}

static enum err
seal_password(struct call *c, struct row *draft, const struct people_key *k)
{
	struct slice login = login_of(draft), code = row_text(draft, device_code), sealed;
	uint8_t plain[16 + 160];
	struct buf text;

	if (login.n > sizeof plain - 16)
		return refuse(c, E_BAD_VALUE, &device_record, device_login);
	http_digest_ha1(login, S(DEVICE_REALM), row_text(draft, device_password), plain);
	memcpy(plain + 16, login.p, login.n);
	sealed = seal(k, (struct slice){ (char *)plain, 16 + login.n }, binding(code), c->arena);
	sodium_memzero(plain, sizeof plain);
	buf_init(&text, KIB(1));
	buf_puts(&text, SEALED);
	base64url_encode(&text, sealed);
	row_set_text(draft, device_password, buf_slice(&text));
	buf_free(&text);
	return E_OK;
}

/* The login is part of the digest: another one needs the password again. */
static enum err
same_login(struct call *c, const struct row *draft, const struct people_key *k)
{
	struct slice login;
	uint8_t ha1[16];

	if (device_secret(k, row_text(draft, device_code), row_text(draft, device_password), c->arena, ha1, &login))
		return refuse_text(c, E_BAD_VALUE, "password", "口令不能以“sealed:”开头", "must not begin with \"sealed:\"");
	if (!slice_eq(login, login_of(draft)))
		return refuse_text(c, E_MISSING, "password", "改接入账号须重设口令", "another login needs the password again");
	return E_OK;
}

static enum err
device_check(struct call *c, struct row *draft)
{
	struct people_key k;
	enum err e;

	if (row_empty(draft, device_password))
		return E_OK;
	if (people_key_open(&k, c->engine->options.data_dir))
		return refuse(c, E_STORE, NULL, -1);
	if (slice_starts(row_text(draft, device_password), SEALED))
		e = same_login(c, draft, &k);
	else
		e = seal_password(c, draft, &k);
	people_key_wipe(&k);
	return e;
}

static void
device_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	device_note_change();
}

#define NAME device
#define DEF "org/device.def"
#include "engine/define.h"
