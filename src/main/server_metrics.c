/* SPDX-License-Identifier: Apache-2.0 */
#include "main/server_metrics.h"

#include "engine/metrics.h"

#define ROW(s, name, label, type, help, field) { "luan_" name, label, type, help, offsetof(struct s##_stats, field) }

static const struct metrics_row port_row[] = {
	ROW(port, "port_requests_total", NULL, "counter", "Requests at the device port.", requests),
	ROW(port, "port_refused_total", "why=\"identity\"", "counter", "Requests of devices that were refused.", refused_identity),
	ROW(port, "port_refused_total", "why=\"digest\"", "counter", "", refused_digest),
	ROW(port, "port_refused_total", "why=\"flood\"", "counter", "", refused_flood),
	ROW(port, "port_registrations_total", NULL, "counter", "Devices that registered.", registrations),
	ROW(port, "port_passages_total", NULL, "counter", "Vehicle objects that came.", objects),
	ROW(port, "port_passages_became_total", "became=\"accepted\"", "counter",
	    "What became of them; of the accepted, quarantined are set aside and same were there already; busy are sent again.", accepted),
	ROW(port, "port_passages_became_total", "became=\"refused\"", "counter", "", refused),
	ROW(port, "port_passages_became_total", "became=\"quarantined\"", "counter", "", quarantined),
	ROW(port, "port_passages_became_total", "became=\"same\"", "counter", "", same),
	ROW(port, "port_passages_became_total", "became=\"busy\"", "counter", "", busy),
	ROW(port, "port_unread_total", NULL, "counter", "Passages without a plate that could be read.", unread),
	ROW(port, "port_pictures_total", NULL, "counter", "Pictures that came.", pictures),
	ROW(port, "port_faces_dropped_total", NULL, "counter", "Pictures of faces that were not kept.", faces_dropped),
	ROW(port, "port_not_pictures_total", NULL, "counter", "Pictures that were none.", not_pictures),
	ROW(port, "port_unknown_fields_total", NULL, "counter", "Members that the standard does not know.", unknown_fields),
	ROW(port, "port_corrected_total", NULL, "counter", "Objects whose form was put right.", corrected),
	ROW(port, "port_devices", NULL, "gauge", "Devices that are known.", devices),
	ROW(port, "port_devices_online", NULL, "gauge", "Devices on line.", online),
};
static const struct metrics_row history_row[] = {
	ROW(history, "history_passages", "series=\"live\"", "gauge", "Passages kept.", rows[SERIES_LIVE]),
	ROW(history, "history_passages", "series=\"import\"", "gauge", "", rows[SERIES_IMPORT]),
	ROW(history, "history_passages", "series=\"quarantine\"", "gauge", "", rows[SERIES_QUARANTINE]),
	ROW(history, "history_repeats_total", NULL, "counter", "Passages of a vehicle a moment after another in the same lane.", repeats),
	ROW(history, "history_commits_total", NULL, "counter", "Commits of passages to disk.", commits),
	ROW(history, "history_queued", NULL, "gauge", "Passages waiting for their commit.", queued_rows),
	ROW(history, "history_busy_total", NULL, "counter", "Batches refused because too much waited.", busy),
	ROW(history, "history_damaged", NULL, "gauge", "Segments with damage.", damaged),
	ROW(history, "history_bytes", NULL, "gauge", "Size of the history on disk.", bytes),
};
static const struct metrics_row match_row[] = {
	ROW(match, "match_passages_total", NULL, "counter", "Passages matched.", passages),
	ROW(match, "match_hits_total", NULL, "counter", "Passages that met an entry or a rule.", hits),
	ROW(match, "match_hits_lost_total", NULL, "counter", "Hits without an alarm: beyond the most of a batch, or not to be written.", hits_lost),
	ROW(match, "match_alarms_total", NULL, "counter", "Alarms raised.", alarms),
	ROW(match, "match_sightings_total", NULL, "counter", "Sightings added to alarms.", sightings),
	ROW(match, "match_found_total", "rule=\"travel\"", "counter", "What the rules found.", travel),
	ROW(match, "match_found_total", "rule=\"conflict\"", "counter", "", conflicts),
	ROW(match, "match_braked_total", NULL, "counter", "Alarms of rules that the brakes held back.", braked),
	ROW(match, "match_failed_jobs_total", NULL, "counter", "Jobs of the alarmer that failed and were tried again.", failed_jobs),
	ROW(match, "match_waiting", NULL, "gauge", "Batches with hits that are not alarms yet.", waiting),
};

void
server_metrics(void *counted, struct buf *b)
{
	const struct counted *c = counted;
	struct port_stats p;
	struct history_stats h;
	struct match_stats m;

	if (c->port) {
		port_stats(c->port, &p);
		metrics_rows(b, port_row, N_ELEMS(port_row), &p);
	}
	if (c->history) {
		history_stats(c->history, &h);
		metrics_rows(b, history_row, N_ELEMS(history_row), &h);
	}
	if (c->match) {
		match_stats(c->match, &m);
		metrics_rows(b, match_row, N_ELEMS(match_row), &m);
	}
}
