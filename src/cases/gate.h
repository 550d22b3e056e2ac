/* SPDX-License-Identifier: Apache-2.0 */
/* gate.h - POST /api/v1/adapter_messages/from/{code}: signed messages of the programs beside luan.
 *
 *   Luan-Timestamp: seconds   Luan-Nonce: 8..64 signs   Luan-Signature: hex(HMAC-SHA256(key, timestamp "\n" nonce "\n" body "\n"))
 *
 * Payment    {"kind":"owed","order"} -> {"fine","surcharge"}; {"kind":"paid","order","transaction","amount","paid_at"};
 *            {"kind":"refunded","order","refund_no"}
 * Register   {"kind":"fetch","limit"} -> {"items"}; {"kind":"entered","number","register_no"}; {"kind":"refused","number","refusal"};
 *            {"kind":"held","number","held"}
 * Answers    {"outcome"}: 200 taken, repeated; 401 forged; 409 replayed, conflict, early, wrong_amount; 404 unknown; 422 malformed; 425 stale.
 *            What counts is on disk before the answer. Each message is a row of adapter_message.
 */
#ifndef CASES_GATE_H
#define CASES_GATE_H
#include "engine/engine.h"
#include "store/history.h"
#include "store/pack.h"

http_handler gate_serve;		/* ctx: the engine; prefix GATE_PREFIX */
#define GATE_PREFIX "/api/v1/adapter_messages/from/"
#define GATE_BODY_MAX KIB(64)
/* Timers: what was served and not paid falls due; hearing periods that ended. After engine_open. */
enum err cases_timers(struct engine *e) must_check;
/* Pictures of camera records that were entered are copied to the record. `of` outlives the engine's timers. */
struct cases_evidence {
	struct history *history;
	struct pack_store *packs;
};
enum err evidence_timer(struct engine *e, const struct cases_evidence *of) must_check;
#endif
