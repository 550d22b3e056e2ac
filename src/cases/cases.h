/* SPDX-License-Identifier: Apache-2.0 */
/* cases.h - what the server starts of this folder: its timers, and the messages it takes (gate/gate.h).
 *
 * Payment    {"kind":"owed","order"} -> {"state","fine","surcharge"}: what is still to be paid; {"kind":"paid","order","transaction","amount","paid_at"};
 *            {"kind":"refunded","order","refund_no","amount"}: all that was paid. An order is named by its number, a part by its own; fen.
 * Register   {"kind":"fetch","limit"} -> {"items"}; {"kind":"entered","number","register_no"}; {"kind":"refused","number","refusal"};
 *            {"kind":"held","number","held"}
 */
#ifndef CASES_CASES_H
#define CASES_CASES_H
#include "gate/gate.h"
#include "store/history.h"
#include "store/pack.h"

extern const struct gate_kind case_messages[];
/* Also listens to what is noted of documents (paper_on_noted). Timers: what was served and not paid falls due;
 * hearing periods that ended; points to be cleared; clips for what was issued on the spot. After engine_open. */
enum err cases_timers(struct engine *e) must_check;
/* Pictures of camera records that were entered are copied to the record. `of` outlives the engine's timers. */
struct cases_evidence {
	struct history *history;
	struct pack_store *packs;
};
enum err evidence_timer(struct engine *e, const struct cases_evidence *of) must_check;
#endif
