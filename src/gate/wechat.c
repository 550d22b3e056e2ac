/* SPDX-License-Identifier: Apache-2.0 */
/* wechat.c - a payment notice of WeChat Pay, as its APIv3 documents describe callbacks:
 *
 *   Wechatpay-Timestamp, -Nonce, -Serial; Wechatpay-Signature: base64 of SHA256withRSA over timestamp "\n" nonce "\n" body "\n"
 *   body.resource: AEAD_AES_256_GCM under the APIv3 key, nonce and associated_data beside it, the tag behind the ciphertext
 *
 * Only TRANSACTION.SUCCESS in CNY of our merchant is a payment; anything else is malformed and changes nothing.
 */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "base/base64.h"
#include "gate/adapter.h"
#include "gate/wechat_.h"
#include "net/json.h"

#define TAG 16

/* ---- the signature ---- */

static EVP_PKEY *
platform_key(const struct message *m)
{
	struct slice pem = row_text(m->adapter, adapter_platform_key);
	BIO *b = pem.n ? BIO_new_mem_buf(pem.p, (int)pem.n) : NULL;
	EVP_PKEY *k = b ? PEM_read_bio_PUBKEY(b, NULL, NULL, NULL) : NULL;

	BIO_free(b);
	return k;
}

static bool
verifies(EVP_PKEY *k, const struct message *m, struct slice signature)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = md && EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, k) == 1 && EVP_DigestVerifyUpdate(md, m->stamp.p, m->stamp.n) == 1 &&
	    EVP_DigestVerifyUpdate(md, "\n", 1) == 1 && EVP_DigestVerifyUpdate(md, m->nonce.p, m->nonce.n) == 1 &&
	    EVP_DigestVerifyUpdate(md, "\n", 1) == 1 && EVP_DigestVerifyUpdate(md, m->rq->body.p, m->rq->body.n) == 1 &&
	    EVP_DigestVerifyUpdate(md, "\n", 1) == 1 && EVP_DigestVerifyFinal(md, (const unsigned char *)signature.p, signature.n) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

bool
wechat_signed(const struct message *m)
{
	uint8_t raw[BASE64_BYTES(1024)];
	EVP_PKEY *k;
	size_t n;
	bool ok;

	if (!m->serial.n || !slice_eq(m->serial, row_text(m->adapter, adapter_platform_serial)) || m->signature.n > 1024 || !(k = platform_key(m)))
		return false;
	ok = base64_decode(m->signature, raw, &n) && verifies(k, m, (struct slice){ (char *)raw, n });
	EVP_PKEY_free(k);
	return ok;
}

/* ---- the resource ---- */

static bool
decrypt(const unsigned char key[32], struct slice nonce, struct slice data, struct slice sealed, unsigned char *out)
{
	EVP_CIPHER_CTX *x = EVP_CIPHER_CTX_new();
	int n = 0, last = 0, body = (int)sealed.n - TAG;
	bool ok = x && EVP_DecryptInit_ex(x, EVP_aes_256_gcm(), NULL, NULL, NULL) == 1 &&
	    EVP_CIPHER_CTX_ctrl(x, EVP_CTRL_GCM_SET_IVLEN, (int)nonce.n, NULL) == 1 &&
	    EVP_DecryptInit_ex(x, NULL, NULL, key, (const unsigned char *)nonce.p) == 1 &&
	    (!data.n || EVP_DecryptUpdate(x, NULL, &n, (const unsigned char *)data.p, (int)data.n) == 1) &&
	    EVP_DecryptUpdate(x, out, &n, (const unsigned char *)sealed.p, body) == 1 &&
	    EVP_CIPHER_CTX_ctrl(x, EVP_CTRL_GCM_SET_TAG, TAG, (void *)(uintptr_t)(sealed.p + body)) == 1 &&
	    EVP_DecryptFinal_ex(x, out + n, &last) == 1 && n + last == body;

	EVP_CIPHER_CTX_free(x);
	return ok;
}

static json_t *
opened(struct call *c, const json_t *resource, const unsigned char key[32])
{
	struct slice nonce = json_slice(json_object_get(resource, "nonce")), data = json_slice(json_object_get(resource, "associated_data"));
	struct slice sealed = json_slice(json_object_get(resource, "ciphertext"));
	unsigned char *out;
	uint8_t *raw;
	json_t *j = NULL;
	size_t at, n;

	if (!slice_is(json_slice(json_object_get(resource, "algorithm")), "AEAD_AES_256_GCM") || nonce.n != 12)
		return NULL;
	raw = arena_alloc(c->arena, BASE64_BYTES(sealed.n) + 1);
	out = arena_alloc(c->arena, BASE64_BYTES(sealed.n) + 1);
	if (sealed.n && base64_decode(sealed, raw, &n) && n > TAG && decrypt(key, nonce, data, (struct slice){ (char *)raw, n }, out) &&
	    json_read((struct slice){ (char *)out, n - TAG }, &j, &at))
		j = NULL;
	return j;
}

static bool
is_payment(const struct message *m, const json_t *paid)
{
	struct slice merchant = row_text(m->adapter, adapter_merchant), currency = json_slice(json_object_get(json_object_get(paid, "amount"), "currency"));

	return slice_is(json_slice(json_object_get(m->body, "event_type")), "TRANSACTION.SUCCESS") &&
	    slice_is(json_slice(json_object_get(paid, "trade_state")), "SUCCESS") && (!currency.n || slice_is(currency, "CNY")) &&
	    merchant.n && slice_eq(json_slice(json_object_get(paid, "mchid")), merchant);
}

bool
wechat_open(struct call *c, struct message *m, const unsigned char key[32])
{
	json_t *paid = opened(c, json_object_get(m->body, "resource"), key);
	bool ok = paid && is_payment(m, paid);

	if (ok) {
		json_object_set_new(m->body, "kind", json_string("paid"));
		json_object_set(m->body, "order", json_object_get(paid, "out_trade_no"));
		json_object_set(m->body, "transaction", json_object_get(paid, "transaction_id"));
		json_object_set(m->body, "amount", json_object_get(json_object_get(paid, "amount"), "total"));
		json_object_set(m->body, "paid_at", json_object_get(paid, "success_time"));
	}
	json_decref(paid);
	return ok;
}
