/* SPDX-License-Identifier: Apache-2.0 */
/* gat.h - GA/T 1400 bodies to passages: pure functions of bytes, so that they can be fuzzed and measured alone.
 *
 * Shape      {"MotorVehicleListObject":{"MotorVehicleObject":[..]}} in one pass (net/scan.h), no tree. Every scalar may come as
 *            string, number or bool; empty is absent; unknown fields are counted; duplicate keys are refused. A list may be one object,
 *            a wrapper may be missing, vehicles may stand in notifications of subscriptions and dispositions.
 * Mended     what may be left out and is wrong (Speed "abc", VehicleClass "1") is left out, counted in corrected and named in field; a
 *            string for a number is no mistake. What a passage needs (ID, time, plate, class) is never guessed: the object is refused.
 *            TollgateID and DeviceID may be absent: the port knows who speaks.
 * Errors     a body that is not JSON, or holds more than max objects: the whole is refused (status 5). An object that lacks what a passage needs is refused by itself
 *            with status 6 and the name of its field; the others are taken.
 * Pictures   their base64 was taken out of the body while it arrived (ingest/strip.h) and is named by number: "\u0001<n>"; a body that
 *            was not stripped (tests, bench) holds base64: gat_picture_bytes.
 * Source     GA/T 1400.3 appendix A.10 as implemented; facts of protocols.md section 1.
 */
#ifndef INGEST_GAT_H
#define INGEST_GAT_H
#include "base/arena.h"
#include "store/pack.h"
#include "store/passage.h"

enum gat_trouble { GAT_OK, GAT_NO_ID, GAT_NO_TOLLGATE, GAT_NO_TIME, GAT_BAD_TIME, GAT_BAD_PLATE, GAT_BAD_NUMBER, GAT_BAD_TEXT, GAT_TOO_LONG,
	GAT_TWICE, GAT_BAD_PICTURE, GAT_TROUBLES };

struct gat_vehicle {
	struct passage p;		/* tollgate and device are 0: their codes are below */
	struct slice id, tollgate, device, plate_text, source;
	struct slice raw;		/* the whole object as sent */
	struct slice brand, trailer_plate, road;
	enum gat_trouble trouble;
	const char *field;		/* the field it is about */
	uint16_t corrected;		/* values that were mended (coerced, folded): counted */
	uint8_t npicture, ndropped;	/* sub-images kept; face and occupant images (04, 05, 11) discarded */
	struct gat_picture {
		struct slice data;	/* base64, or "\u0001<n>" */
		uint8_t type;
	} picture[PACK_SET_MAX];
};
struct gat_vehicles {
	struct gat_vehicle *v;		/* in the arena */
	uint32_t n, refused;
	uint32_t unknown_fields;
	const char *fault;		/* for a body that is no JSON: what ("中文|English") and where */
	size_t fault_at;
};
/* MotorVehicleListObject, or the MotorVehicleObjectList of a SubscribeNotification. E_BAD_BODY: nothing can be used. */
enum err gat_vehicles(struct slice body, struct arena *a, uint32_t max, struct gat_vehicles *ret) must_check;
/* The bytes of a picture that is base64 still; false: it is not. */
bool gat_picture_bytes(struct slice data, struct arena *a, struct slice *ret) must_check;
bool gat_time(struct slice text, int64_t *ret_ms) must_check;	/* yyyyMMddHHmmss, local time; also with fraction or separators */
const char *gat_trouble_title(enum gat_trouble t);		/* "中文|English" */
#endif
