/* SPDX-License-Identifier: Apache-2.0 */
/* types.h - the kinds of documents, as the choices of a page; each has a template (a unit test says so). */
#ifndef PAPER_TYPES_H
#define PAPER_TYPES_H
#define PAPER_TYPES \
	C(simple_decision, "简易程序处罚决定书|Simple decision"), C(general_decision, "行政处罚决定书|General decision"), \
	C(intended_penalty, "处罚告知笔录|Intended penalty"), C(handling_notice, "违法行为处理通知书|Notice to accept handling"), \
	C(measure_voucher, "行政强制措施凭证|Voucher of a measure"), C(approval_sheet, "呈批表|Approval sheet"), \
	C(inquiry_record, "询问笔录|Record of an inquiry"), C(service_receipt, "送达回证|Proof of service"), \
	C(service_consent, "送达方式确认书|Confirmation of service"), C(confiscation_list, "收缴物品清单|List of confiscated goods"), \
	C(return_list, "返还物品清单|List of things given back"), C(hearing_notice, "听证通知书|Notice of a hearing"), \
	C(no_penalty_decision, "不予处罚决定书|Decision not to penalise"), C(cancel_decision, "撤销处罚决定书|Decision to withdraw"), \
	C(payment_notice, "缴款通知书|Notice to pay"), C(demand_notice, "催告书|Demand"), \
	C(court_application, "强制执行申请书|Application to the court"), C(deferral_decision, "暂缓分期决定书|Deferral of a fine"), \
	C(measure_lifted, "解除强制措施决定书|Measure lifted"), C(full_score_notice, "满分教育通知书|Notice of study"), \
	C(case_biography, "办案经过|Course of a case"), C(case_catalogue, "卷内目录|Contents of a file")
#endif
