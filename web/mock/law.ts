// SPDX-License-Identifier: Apache-2.0
// A few terms, holidays and codes for the mock.
import { addDays } from './days.ts'
import { add, models } from './world.ts'

export function termRows(): void {
	const rows: [string, string, number, string, string, string][] = [
		['camera_audit', '技术监控记录审核录入', 5, 'working_day', '违法处理程序规定', '19'], ['camera_notify', '违法事实通知当事人', 5, 'working_day', '违法处理程序规定', '20/1'],
		['camera_accept_handling', '接受处理期限', 30, 'calendar_day', '违法处理程序规定', '20/1'], ['objection_review', '异议审查', 5, 'working_day', '违法处理程序规定', '5/3'],
		['reconsideration', '申请行政复议', 60, 'calendar_day', '行政复议法', '20'], ['repair_accept', '维修受理', 2, 'hour', '科技设施管理规定', '8'],
		['repair_finish', '维修完成', 3, 'working_day', '科技设施管理规定', '9'], ['repair_check', '维修验收', 2, 'working_day', '科技设施管理规定', '10'],
		['notice_sign', '通知签收', 1, 'working_day', '内部管理', '—'], ['handover_take', '接班签名', 1, 'hour', '内部管理', '—'], ['finding_follow_up', '问题整改', 5, 'working_day', '内部管理', '—'],
	]
	for (const [code, name, length, measure, law, article] of rows) {
		add(models.legal_term, { code, name, length, measure, law, article, roll: true, quantity: false, valid_from: '2020-05-01', valid_to: null, area: law === '内部管理' ? 'internal' : 'violation', counts_from: '收到违法行为通知（告知）', must_happen: '审核记录内容，无误后录入系统', counting_rule: '工作日：违法处理程序规定81；首日不计：行政案件程序规定35', warn_s: 86400, unverified: false })
	}
}
const HOLIDAYS: [string, string, number, string[]][] = [
	['元旦', '2026-01-01', 3, ['2026-01-04']], ['春节', '2026-02-15', 9, ['2026-02-14', '2026-02-28']], ['清明节', '2026-04-04', 3, []], ['劳动节', '2026-05-01', 5, ['2026-05-09']],
	['端午节', '2026-06-19', 3, []], ['中秋节', '2026-09-25', 3, []], ['国庆节', '2026-10-01', 7, ['2026-09-20', '2026-10-10']],
	['元旦', '2025-01-01', 1, []], ['春节', '2025-01-28', 8, ['2025-01-26', '2025-02-08']],
]
export function calendarRows(): void {
	for (const [name, from, n, work] of HOLIDAYS) {
		const base = { name, source: '国务院办公厅关于部分节假日安排的通知', decreed: '2025-11-04' }
		for (let i = 0; i < n; i++) add(models.calendar_day, { ...base, date: addDays(from, i), kind: 'off' })
		for (const date of work) add(models.calendar_day, { ...base, date, kind: 'work' })
	}
}
export function codeRows(): void {
	const old = { valid_from: '2008-01-01', valid_to: '2022-04-01' }, fresh = { valid_from: '2022-04-01', valid_to: null }
	add(models.violation_code, { code: '1344', behaviour: '驾驶机动车违反禁令标志指示的', points: 3, ...old })
	add(models.violation_code, { code: '1116', behaviour: '驾驶机动车违反禁令标志指示的', points: 1, replaces: '1344', ...fresh })
	add(models.violation_code, { code: '1625', behaviour: '驾驶机动车违反道路交通信号灯通行的', points: 6, ...old })
	add(models.violation_code, { code: '1625', behaviour: '驾驶机动车违反道路交通信号灯通行的', points: 6, ...fresh })
	for (let i = 0; i < 40; i++) { add(models.violation_code, { code: String(2001 + i * 13), points: 3, ...old }); add(models.violation_code, { code: String(2001 + i * 13), points: i % 3, ...fresh }) }
}
