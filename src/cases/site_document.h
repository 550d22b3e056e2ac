/* SPDX-License-Identifier: Apache-2.0 */
/* site_document.h - what is issued on the spot under the recorder interlock; the names are codes of recording_duty. */
#ifndef CASES_SITE_DOCUMENT_H
#define CASES_SITE_DOCUMENT_H
#define SITE_DOCUMENT CHOICE(C(simple_decision, "当场处罚决定|Decision on the spot"), C(handling_notice, "违法行为处理通知书|Handling notice"), \
	C(measure_voucher, "强制措施凭证|Voucher of a measure"))
#endif
