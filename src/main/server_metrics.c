/* SPDX-License-Identifier: Apache-2.0 */
#include "main/server_metrics.h"

#include "engine/metrics.h"
#include "terminal/jt808.h"

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

static const struct metrics_row terminal_row[] = {
	ROW(terminal_port, "terminal_connections", NULL, "gauge", "Connections of terminals.", connections),
	ROW(terminal_port, "terminal_sessions", NULL, "gauge", "Terminals that have proven themselves and are on line.", sessions),
	ROW(terminal_port, "terminal_accepted_total", NULL, "counter", "Connections that were taken.", accepted),
	ROW(terminal_port, "terminal_replaced_total", NULL, "counter", "Sessions ended because their terminal came from elsewhere.", replaced),
	ROW(terminal_port, "terminal_messages_total", NULL, "counter", "Messages of terminals.", messages),
	ROW(terminal_port, "terminal_positions_total", NULL, "counter", "Positions in them.", positions),
	ROW(terminal_port, "terminal_acknowledged_total", "as=\"done\"", "counter", "Answers to positions: done means on disk.", acknowledged),
	ROW(terminal_port, "terminal_acknowledged_total", "as=\"failed\"", "counter", "", not_acknowledged),
	ROW(terminal_port, "terminal_waiting", NULL, "gauge", "Positions on their way to the disk.", waiting),
	ROW(terminal_port, "terminal_registered_total", "as=\"done\"", "counter", "Registrations.", registered),
	ROW(terminal_port, "terminal_registered_total", "as=\"unknown\"", "counter", "", register_unknown),
	ROW(terminal_port, "terminal_registered_total", "as=\"blocked\"", "counter", "", register_blocked),
	ROW(terminal_port, "terminal_registered_total", "as=\"no_vehicle\"", "counter", "", register_no_vehicle),
	ROW(terminal_port, "terminal_registered_total", "as=\"other_terminal\"", "counter", "", register_other),
	ROW(terminal_port, "terminal_registered_total", "as=\"throttled\"", "counter", "", register_throttled),
	ROW(terminal_port, "terminal_authenticated_total", "as=\"done\"", "counter", "Terminals that proved themselves.", authenticated),
	ROW(terminal_port, "terminal_authenticated_total", "as=\"refused\"", "counter", "", auth_refused),
	ROW(terminal_port, "terminal_authenticated_total", "as=\"throttled\"", "counter", "", auth_throttled),
	ROW(terminal_port, "terminal_refused_total", "why=\"not_authenticated\"", "counter", "Messages that were not taken.", not_authenticated),
	ROW(terminal_port, "terminal_refused_total", "why=\"foreign\"", "counter", "", foreign),
	ROW(terminal_port, "terminal_refused_total", "why=\"flood\"", "counter", "", flood),
	ROW(terminal_port, "terminal_refused_total", "why=\"unsupported\"", "counter", "", unsupported),
	ROW(terminal_port, "terminal_refused_total", "why=\"body\"", "counter", "", wrong_body),
	ROW(terminal_port, "terminal_refused_total", "why=\"parts\"", "counter", "", parts_dropped),
	ROW(terminal_port, "terminal_bad_total", "what=\"noise\"", "counter", "Pieces of the stream that are no message.", bad[JT808_NOISE]),
	ROW(terminal_port, "terminal_bad_total", "what=\"escape\"", "counter", "", bad[JT808_BAD_ESCAPE]),
	ROW(terminal_port, "terminal_bad_total", "what=\"too_long\"", "counter", "", bad[JT808_TOO_LONG]),
	ROW(terminal_port, "terminal_bad_total", "what=\"too_short\"", "counter", "", bad[JT808_TOO_SHORT]),
	ROW(terminal_port, "terminal_bad_total", "what=\"checksum\"", "counter", "", bad[JT808_BAD_CHECKSUM]),
	ROW(terminal_port, "terminal_bad_total", "what=\"length\"", "counter", "", bad[JT808_BAD_LENGTH]),
	ROW(terminal_port, "terminal_over_budget_total", NULL, "counter", "Readings let fall: too many bytes in a minute.", over_budget),
	ROW(terminal_port, "terminal_overflowed_total", NULL, "counter", "Connections ended: too much was kept or waited.", overflowed),
	ROW(terminal_port, "terminal_texts_total", "what=\"sent\"", "counter", "Texts to terminals.", texts_sent),
	ROW(terminal_port, "terminal_texts_total", "what=\"answered\"", "counter", "", texts_ended),
	ROW(terminal_port, "terminal_zones", NULL, "gauge", "Zones that are watched.", zones),
	ROW(terminal_port, "terminal_zone_passages_total", NULL, "counter", "Zones entered and left.", zone_passages),
	ROW(terminal_port, "terminal_sos_total", NULL, "counter", "Calls for help.", sos),
	ROW(terminal_port, "terminal_not_written_total", NULL, "counter", "What was found and could not be written down.", clerk_failed),
};
static const struct metrics_row positions_row[] = {
	ROW(positions, "positions_total", NULL, "counter", "Positions kept.", taken),
	ROW(positions, "positions_doubtful_total", "why=\"no_fix\"", "counter", "Those that are kept but not shown.", doubtful[POSITION_NO_FIX]),
	ROW(positions, "positions_doubtful_total", "why=\"nowhere\"", "counter", "", doubtful[POSITION_NOWHERE]),
	ROW(positions, "positions_doubtful_total", "why=\"outside\"", "counter", "", doubtful[POSITION_OUTSIDE]),
	ROW(positions, "positions_doubtful_total", "why=\"ahead\"", "counter", "", doubtful[POSITION_AHEAD]),
	ROW(positions, "positions_doubtful_total", "why=\"stale\"", "counter", "", doubtful[POSITION_STALE]),
	ROW(positions, "positions_doubtful_total", "why=\"jump\"", "counter", "", doubtful[POSITION_JUMP]),
	ROW(positions, "positions_commits_total", NULL, "counter", "Commits of positions to disk.", commits),
	ROW(positions, "positions_failed_total", NULL, "counter", "Batches that could not be kept.", failed),
	ROW(positions, "positions_bytes", NULL, "gauge", "Size of the positions on disk.", bytes),
};

void
server_metrics(void *counted, struct buf *b)
{
	const struct counted *c = counted;
	struct port_stats p;
	struct history_stats h;
	struct match_stats m;
	struct terminal_port_stats t;
	struct positions_stats at;

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
	if (c->terminals) {
		terminal_port_stats(c->terminals, &t);
		metrics_rows(b, terminal_row, N_ELEMS(terminal_row), &t);
	}
	if (c->positions) {
		positions_stats(c->positions, &at);
		metrics_rows(b, positions_row, N_ELEMS(positions_row), &at);
	}
}
