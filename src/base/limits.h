/* SPDX-License-Identifier: Apache-2.0 */
/* limits.h - the maximum of everything that comes from outside. Bytes unless the name says otherwise. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H
#define KIB(n) ((size_t)(n) << 10)
#define MIB(n) ((size_t)(n) << 20)

#define LIMIT_JSON_BODY		MIB(1)		/* body of an ordinary API call */
#define LIMIT_BULK_BODY		MIB(4)		/* bulk steps */
#define LIMIT_FILE_BODY		MIB(64)		/* one attachment or import file */
#define LIMIT_BODIES_IN_FLIGHT	MIB(256)	/* sum over all requests */
#define LIMIT_JSON_DEPTH	32		/* levels */
#define LIMIT_TEXT		KIB(64)		/* longest text field */
#define LIMIT_ANSWER		MIB(16)		/* one buffered answer */
#define LIMIT_LIST		500		/* rows of one page */
#define LIMIT_BULK_ROWS		10000		/* rows of one bulk step */
#define LIMIT_FIELDS		60		/* fields of a record */
#define LIMIT_GRANTS		64		/* grants of a person in force at once */
#define LIMIT_REASON		500		/* reason given for a read or a step */
#define LIMIT_HEADER_S		10		/* seconds for all headers of a request */
#define LIMIT_BODY_S		60		/* seconds for the whole body */
#define LIMIT_QUERY_S		5		/* seconds for one query */
#define LIMIT_STOP_S		10		/* seconds to drain on stop */
#endif
