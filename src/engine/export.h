/* SPDX-License-Identifier: Apache-2.0 */
/* export.h - rows of a record as a file: CSV for machines, XLSX for offices.
 *
 * Shape      POST <records>/export {"format","where","columns","sort","reason"}. Written row by row to a file
 *            without a name in the data directory, sent from there: never more than a row in memory.
 * Watermark  who, when, why and the number of the request stand first in a CSV, in header and footer of every
 *            printed page of an XLSX; a simulated store says so.
 * Audit      one row, verb "export", with format, columns and filters, on disk before the first byte leaves.
 * Limits     EXPORT_ROWS; a text that a spreadsheet would take for a formula is made plain.
 * Errors     E_NO_REASON, E_UNKNOWN_FIELD, E_FORBIDDEN, E_TOO_LARGE (more rows than EXPORT_ROWS), E_DISK_FULL.
 */
#ifndef ENGINE_EXPORT_H
#define ENGINE_EXPORT_H

#define EXPORT_ROWS 100000
struct rest;
void rest_export(struct rest *r);
#endif
