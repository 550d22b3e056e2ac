/* SPDX-License-Identifier: Apache-2.0 */
/* case_file.h - a case as one page: everything that was done and looked at, in the order of time, and what its file holds.
 *
 *   GET  /api/v1/violation_cases/{id}/biography  {"items":[{"at","who","what","what_en","record","row","kind","detail","detail_en","reason"}],"more"}, oldest first
 *   GET  /api/v1/violation_cases/{id}/contents   {"items":[{"what","what_en","number","at","hash","record","row","slot"?,"file"?}],"more"};
 *                                                what was attached to the row names its slot and file
 *   POST the same, {"reason"}: issues it as a document (办案经过, 卷内目录); 201 with its row
 *
 * Rights     whoever may read the case; each look is itself an audit row, on disk before the answer.
 * Cost       a few indexed reads for each row of the case.
 */
#ifndef CASES_CASE_FILE_H
#define CASES_CASE_FILE_H
#include "engine/engine.h"

http_handler case_file_serve;	/* ctx: the engine; what is not of these two goes on to rest_serve */
#define CASE_FILE_PREFIX "/api/v1/violation_cases/"
#endif
