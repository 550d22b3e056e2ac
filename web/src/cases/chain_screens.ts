// SPDX-License-Identifier: Apache-2.0
// Evidence and cases: a row for each of their records.
import { model } from '@/engine/model'
import { defineScreen } from '@/engine/screen'

const documents = () => ({ name: 'documents', title: '文书|Documents', load: () => import('@/paper/Documents.vue'), roles: model('document').read })

defineScreen({
	path: 'camera-records', record: 'camera_record', title: '电子监控记录|Camera records', icon: 'camera', group: 'case',
	filters: ['state', 'family', 'code', 'exempt'], columns: ['subject', 'state', 'due_at', 'captured_at', 'plate', 'device', 'unit', 'first_by', 'second_by', 'reject_code'], sort: '-created_at',
	views: [{ title: '待初审|First review', query: { state: 'captured', sort: 'due_at' } }, { title: '待复审|Second review', query: { 'state.in': 'first_pass,first_reject', sort: 'due_at' } },
		{ title: '待告知|To notify', query: { state: 'entered', sort: 'due_at' } }, { title: '异议|Objections', query: { state: 'objected', sort: 'due_at' } }, { title: '待消除|To cancel', query: { state: 'verified', sort: 'due_at' } }],
})
defineScreen({
	path: 'violation-cases', record: 'violation_case', title: '违法案件|Violation cases', icon: 'scale', group: 'case',
	filters: ['state', 'source', 'penalty', 'procedure', 'code'], columns: ['subject', 'state', 'due_at', 'happened_at', 'penalty', 'fine', 'points', 'decision_no', 'unit', 'decided_at'], sort: '-created_at',
	views: [{ title: '待决定|To decide', query: { 'state.in': 'accepted,told,heard,reviewed,approved', sort: 'due_at' } }, { title: '听证|Hearings', query: { state: 'hearing', sort: 'due_at' } },
		{ title: '待送达|To serve', query: { state: 'decided', sort: 'due_at' } }, { title: '逾期未缴|Overdue', query: { 'state.in': 'overdue,demanded', sort: 'due_at' } }],
	edit: ['summoned', 'accepted'],
	detail: () => import('@/recorder/SiteRecording.vue'), told: ['site_recording'],
	panels: [documents(), { name: 'contents', title: '卷内目录|Contents of the file', load: () => import('./CaseContents.vue') }, { name: 'biography', title: '办案经过|Course of the case', load: () => import('./CaseBiography.vue') }],
})
defineScreen({ path: 'payment-orders', record: 'payment_order', title: '缴款单|Payment orders', icon: 'file', group: 'case', filters: ['state'], columns: ['number', 'state', 'fine', 'pay_by', 'paid_fine', 'paid_surcharge', 'paid_at', 'transaction', 'unit'], sort: '-created_at',
	views: [{ title: '待缴|Open', query: { state: 'open' } }, { title: '待退付|To be refunded', query: { state: 'refunding' } }] })
defineScreen({ path: 'measures', record: 'measure', title: '强制措施|Coercive measures', icon: 'alarm', group: 'case', filters: ['state', 'kind'], columns: ['voucher', 'state', 'due_at', 'kind', 'taken_at', 'handed_by', 'handed_at', 'unit'], sort: '-created_at',
	views: [{ title: '待补批|To approve', query: { state: 'taken', sort: 'due_at' } }], detail: () => import('@/recorder/SiteRecording.vue'), told: ['site_recording'], panels: [documents()] })
defineScreen({ path: 'case-parties', record: 'case_party', title: '当事人信息|Particulars of parties', icon: 'file', group: 'case', filters: ['violation_case'], columns: ['violation_case', 'vehicle_type', 'unit', 'created_at'], sort: '-created_at' })
defineScreen({ path: 'stays', record: 'stay', title: '停止执行|Stays of execution', icon: 'scale', group: 'case', filters: ['state', 'violation_case'], columns: ['document_no', 'state', 'violation_case', 'ordered_by', 'ordered_at', 'lifted_at', 'unit'], sort: '-created_at' })
defineScreen({ path: 'bank-files', record: 'bank_file', title: '银行对账文件|Daily files of banks', icon: 'import', group: 'oversight', filters: ['state', 'adapter', 'day'], columns: ['name', 'state', 'day', 'adapter', 'lines', 'total', 'booked', 'repeated', 'differences', 'our_lines', 'our_total'], sort: '-day',
	views: [{ title: '不符|Differing', query: { state: 'differs' } }] })
defineScreen({ path: 'payment-differences', record: 'payment_difference', title: '对账差异|Payment differences', icon: 'alarm', group: 'oversight', filters: ['state', 'kind', 'bank_file'], columns: ['number', 'state', 'kind', 'transaction', 'amount', 'paid_at', 'bank_file', 'payment_order', 'unit'], sort: '-created_at',
	views: [{ title: '待处理|Open', query: { state: 'open' } }] })
defineScreen({ path: 'full-scores', record: 'full_score', title: '满分教育|Study after twelve points', icon: 'alarm', group: 'case', filters: ['state', 'tests', 'test', 'permit'],
	columns: ['subject', 'state', 'due_at', 'points', 'turn', 'days', 'tests', 'test', 'exam_at', 'unit', 'reached_at'], sort: '-created_at',
	views: [{ title: '待通知|To notify', query: { state: 'reached' } }, { title: '待学习|To come', query: { state: 'notified', sort: 'due_at' } }, { title: '待清除|To clear', query: { state: 'passed' } }] })
defineScreen({ path: 'full-score-cases', record: 'full_score_case', title: '满分案件|Cases of full scores', icon: 'scale', group: 'case', filters: ['state', 'full_score', 'violation_case'], columns: ['full_score', 'violation_case', 'points', 'state', 'unit', 'created_at'], sort: '-created_at' })
defineScreen({ path: 'study-days', record: 'study_day', title: '满分学习日|Days of study', icon: 'calendar', group: 'case', filters: ['state', 'full_score', 'way'], columns: ['day', 'state', 'full_score', 'way', 'minutes', 'counts', 'unit'], sort: '-day' })
defineScreen({ path: 'study-exams', record: 'study_exam', title: '满分考试|Examinations after twelve points', icon: 'check', group: 'case', filters: ['state', 'full_score', 'test', 'passed'], columns: ['test', 'state', 'full_score', 'at', 'passed', 'examiner', 'recording', 'unit'], sort: '-at' })
defineScreen({ path: 'points-reductions', record: 'points_reduction', title: '记分减免|Points reductions', icon: 'check', group: 'case', filters: ['state', 'way'], columns: ['subject', 'state', 'way', 'points_off', 'taken_at', 'unit', 'created_at'], sort: '-created_at',
	views: [{ title: '待受理|Asked for', query: { state: 'asked' } }] })
defineScreen({ path: 'deferrals', record: 'deferral', title: '暂缓、分期缴纳|Deferrals', icon: 'file', group: 'case', filters: ['state', 'violation_case'], columns: ['number', 'state', 'violation_case', 'kind', 'until', 'approved_by', 'unit'], sort: '-created_at',
	views: [{ title: '待批准|Asked for', query: { state: 'asked' } }] })
defineScreen({ path: 'instalments', record: 'instalment', title: '分期缴款|Instalments', icon: 'file', group: 'case', filters: ['state', 'violation_case'], columns: ['number', 'state', 'violation_case', 'no', 'amount', 'pay_by', 'paid_at', 'unit'], sort: '-created_at' })
defineScreen({ path: 'offices', record: 'office', title: '办案机关信息|Offices', icon: 'scale', group: 'rule', filters: ['of_unit'], columns: ['name', 'of_unit', 'court', 'reconsideration_organ', 'phone'], sort: '-created_at' })
defineScreen({ path: 'number-forms', record: 'number_form', title: '文号格式|Forms of numbers', icon: 'scale', group: 'rule', sort: 'type' })
defineScreen({ path: 'blind-reviews', record: 'blind_review', title: '盲复核|Blind reviews', icon: 'target', group: 'oversight', filters: ['state', 'agrees'], columns: ['subject', 'state', 'due_at', 'verdict', 'agrees', 'judged_by', 'judged_at', 'unit'], sort: '-created_at' })
defineScreen({ path: 'exemptions', record: 'exemption', title: '许可与任务|Exemptions', icon: 'file', group: 'case', filters: ['state', 'kind'], columns: ['number', 'state', 'kind', 'plate', 'from_at', 'to_at', 'unit'], sort: '-created_at' })
defineScreen({ path: 'register-entries', record: 'register_entry', title: '上级系统登记|Register entries', icon: 'import', group: 'oversight', filters: ['state', 'kind', 'held'], columns: ['number', 'state', 'due_at', 'kind', 'register_no', 'refusal', 'sent', 'held', 'unit'], sort: '-created_at',
	views: [{ title: '已退回|Refused', query: { state: 'refused' } }] })
defineScreen({ path: 'adapters', record: 'adapter', title: '外部接口|Adapters', icon: 'import', group: 'system', filters: ['state', 'kind'], columns: ['code', 'state', 'kind', 'nontax_code'], sort: 'code' })
defineScreen({ path: 'adapter-messages', record: 'adapter_message', title: '接口消息|Adapter messages', icon: 'track', group: 'oversight', filters: ['outcome', 'adapter'], columns: ['at', 'adapter', 'kind', 'about', 'transaction', 'amount', 'outcome'], sort: '-at',
	views: [{ title: '签名不符或重放|Forged or replayed', query: { 'outcome.in': 'forged,replayed' } }] })
defineScreen({ path: 'authorities', record: 'authority', title: '处罚权限|Authorities', icon: 'scale', group: 'rule', filters: ['level', 'approver', 'unverified'], columns: ['act', 'code', 'level', 'officers', 'review', 'approver', 'article', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'discretion-factors', record: 'discretion_factor', title: '裁量情节|Discretion factors', icon: 'scale', group: 'rule', filters: ['effect'], columns: ['name', 'code', 'effect', 'article', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'evidence-rules', record: 'evidence_rule', title: '取证规则|Evidence rules', icon: 'scale', group: 'rule', filters: ['unverified'], columns: ['name', 'code', 'frames', 'interval_s', 'clock_ms', 'same_fact_min', 'source', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'speed-bands', record: 'speed_band', title: '超速处罚档次|Speed bands', icon: 'scale', group: 'rule', filters: ['road'], columns: ['code', 'road', 'over_from', 'over_to', 'fine', 'article', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({ path: 'enforcement-rules', record: 'enforcement_rule', title: '执法监督参数|Enforcement figures', icon: 'scale', group: 'rule', filters: [], columns: ['name', 'code', 'value', 'unit_of_value', 'valid_from', 'valid_to'], sort: 'code' })
defineScreen({
	path: 'campaigns', record: 'campaign', title: '专项整治|Campaigns', icon: 'flag', group: 'case', filters: ['state', 'kind'], columns: ['name', 'state', 'kind', 'from_day', 'to_day', 'updated_at'], sort: '-from_day',
	views: [{ title: '进行中|Running', query: { state: 'running' } }], detail: () => import('./CampaignTally.vue'),
})
defineScreen({
	path: 'joint-actions', record: 'joint_action', title: '统一行动|Joint actions', icon: 'calendar', group: 'case', filters: ['state', 'campaign'], columns: ['name', 'state', 'campaign', 'starts_at', 'ends_at', 'officers', 'checked'], sort: '-starts_at',
	views: [{ title: '待实施|Planned', query: { state: 'planned', sort: 'starts_at' } }, { title: '待报告|To be told of', query: { state: 'held' } }],
})
