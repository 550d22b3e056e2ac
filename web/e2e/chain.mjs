// SPDX-License-Identifier: Apache-2.0
// What becomes of an audited record: entered, notified, the driver established and told, heard, reviewed by the legal officer, approved,
// decided, served; not paid, with its surcharge; contested and upheld. On the pages, by those whose post it is; the clock goes on.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chip, dialog, step } from './repair.mjs'

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
const PIXEL = readFileSync(new URL('../../test/story/house/pixel.png', import.meta.url))
const HOUR = 3600_000, DAY = 24 * HOUR

/** A program beside luan says something, signed with its key. */
async function signed(s, code, body) {
	const c = await s.as('sysadmin@detachment'), now = Date.parse((await c.get('session')).json.server_time)
	const text = JSON.stringify(body), stamp = String(Math.floor(now / 1000)), nonce = Math.random().toString(36).slice(2).padEnd(12, 'x')
	const mac = createHmac('sha256', Buffer.from(KEY, 'hex')).update(`${stamp}\n${nonce}\n${text}\n`).digest('hex')
	return c.call('POST', `adapter_messages/from/${code}`, text, { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac, Authorization: '' })
}
async function adapter(s, code, kind, more = {}) {
	const made = (await (await s.as('secadmin@detachment')).post('adapters', { code, kind, secret: KEY, ...more })).json
	await (await s.as('sysadmin@detachment')).post(`adapters/${made.id}/start`)
}
async function clock(s, ms, run) {
	const set = await (await s.as('sysadmin@detachment')).post('clock', { now: new Date(ms).toISOString(), ...(run ? { run } : {}) })
	if (set.status !== 200) throw new Error(`clock: ${set.text}`)
}
/** A step as its post takes it: the button, the dialog's fields by their names, the button of the dialog. */
async function take(page, name, fields = {}) {
	await step(page, name).click()
	const d = dialog(page)
	await d.waitFor()
	for (const [label, value] of Object.entries(fields)) {
		const radio = d.getByRole('radiogroup', { name: label }).getByLabel(value, { exact: true })
		if (await radio.count()) { await radio.check(); continue }
		if (value === true) { await d.getByLabel(label, { exact: true }).first().check(); continue }
		const name = new RegExp(`^${label}(\\s*选填)?$`), field = d.getByRole('textbox', { name }).or(d.getByRole('combobox', { name })).first()
		if (await field.evaluate(e => e.tagName) === 'SELECT') await field.selectOption({ label: value })
		else await field.fill(value)
	}
	await d.getByRole('button', { name, exact: true }).click()
	await d.waitFor({ state: 'detached' })
}
const attach = async (s, user, id, slot) => { const r = await (await s.as(user)).call('POST', `violation_cases/${id}/files/${slot}`, PIXEL, { 'Content-Type': 'image/png', 'Content-Disposition': 'attachment; filename="proof.png"' }); if (r.status >= 300) throw new Error(`${slot}: ${r.status} ${r.text}`) }

/** The newest document of a kind in the file, and what is noted of it on paper. */
async function noted(s, user, id, type, ...notes) {
	const c = await s.as(user), doc = (await c.get(`documents?subject=violation_case&subject_row=${id}&type=${type}&state=issued&sort=-id`)).json.items[0]
	for (const [verb, body] of notes) { const r = await c.post(`documents/${doc?.id}/${verb}`, body); if (r.status !== 200) throw new Error(`${type} ${verb}: ${r.status} ${r.text}`) }
}

export async function chain(s, p) {
	const sec = await s.as('secadmin@detachment'), unused = (await sec.get('settings?code=unused_days')).json.items[0]
	await sec.call('PATCH', `settings/${unused.id}`, { value: 365 }, { 'If-Match': `"${unused.version}"` })
	await adapter(s, 'reg-story', 'register')
	await adapter(s, 'bank-story', 'payment', { nontax_code: '103050101' })
	const entry = (await (await s.as('reviewer@zhangdian')).get(`register_entries?camera_record=${p.id}&state=queued`)).json.items[0]
	const taken = await signed(s, 'reg-story', { kind: 'entered', number: entry.number, register_no: `G37-${Date.now() % 1e6}` })
	s.ok(taken.status === 200, 'the register takes the record', taken.text)

	const clerk = await s.window('clerk@zhangdian')
	await clerk.open(`/camera-records/${p.id}`)
	await take(clerk, '告知', { '告知方式': '短信' })
	s.ok(/已告知/.test(await chip(clerk)), 'the owner is notified', await chip(clerk))
	await clerk.shot('chain-notified')

	const officer = await s.as('case_officer@zhangdian'), second = (await (await s.as('case_officer2@zhangdian')).get('session')).json.person.id
	const made = await officer.post('violation_cases', { source: 'camera', camera_record: p.id, officer2: second, road: 'urban' })
	if (made.status !== 201) throw new Error(`case: ${made.text}`)
	const id = made.json.id, read = async () => (await (await s.as('case_officer@zhangdian')).get(`violation_cases/${id}`)).json
	const desk = async user => { const w = await s.window(user); await w.open(`/violation-cases/${id}`); return w }
	let page = await desk('case_officer@zhangdian')
	const who = { '责任人': '驾驶人', '当事人类别': '个人', '当事人': '试验样例', '证件号码': '370399199001010054', '本人车辆': true }
	await step(page, '认定责任人').click()
	await page.keyboard.press('Escape')
	const early = await officer.post(`violation_cases/${id}/establish`, { party: 'driver', party_kind: 'person', party_name: '试验样例', party_id: '370399199001010054', own_vehicle: true })
	s.ok(early.status === 409, 'a picture names no driver: without evidence of liability nobody is established', early.text)
	await attach(s, 'case_officer@zhangdian', id, 'liability')
	await page.open(`/violation-cases/${id}`)
	await take(page, '认定责任人', who)
	await take(page, '告知', { '程序': '一般程序', '处罚': '罚款', '罚款': '2000', '告知的事实和理由': '经测速140公里每小时，限速60公里每小时', '告知方式': '书面' })
	const told = await read()
	s.ok(told.state === 'told' && told.hearing_right === true && told.points === 12, 'established and told: two thousand yuan give the right to a hearing', told.state)
	await page.shot('chain-told')
	await noted(s, 'case_officer@zhangdian', id, 'intended_penalty', ['sign', { signature: 'hand' }])
	await page.open(`/violation-cases/${id}`)
	await take(page, '申请听证')
	const legal = await s.as('legal@zhangdian'), chair = (await legal.get('session')).json.person.id
	const at = Date.now() + 20 * DAY
	const notice = await legal.post(`violation_cases/${id}/notify_hearing`, { hearing_at: new Date(at).toISOString(), hearing_chair: chair })
	s.ok(notice.status === 200, 'notice of the hearing in time', notice.text)
	await noted(s, 'case_officer@zhangdian', id, 'hearing_notice', ['stamp', { seal: 'stamped' }], ['serve', { service: 'post', served_at: (await legal.get('session')).json.server_time }])

	await clock(s, at + HOUR)
	await attach(s, 'case_officer@zhangdian', id, 'hearing_record')
	await attach(s, 'case_officer@zhangdian', id, 'inquiry')
	page = await desk('legal@zhangdian')
	await take(page, '听证结束')
	await take(page, '法制审核通过', { '审核意见': '事实清楚、证据确凿、程序合法' })
	s.ok((await read()).state === 'reviewed', 'heard, and reviewed by the legal officer')
	await page.shot('chain-reviewed')
	page = await desk('leader@zhangdian')
	await take(page, '审批')
	const now = await s.as('case_officer@zhangdian')	// signed in anew: the clock has gone on
	const lacking = await now.post(`violation_cases/${id}/decide`)
	s.ok(lacking.status === 422 && /content\.household/.test(lacking.text), 'what the decision must name and the file does not hold refuses it by name', lacking.text)
	const party = await now.post('case_parties', { violation_case: id, address: '样例路3号', household: '样例省样例市', employer: '无', earlier: '无' })
	if (party.status !== 201) throw new Error(`party: ${party.text}`)
	page = await desk('case_officer@zhangdian')
	await take(page, '决定')
	const decided = await read()
	s.ok(decided.state === 'decided' && !!decided.decision_no, 'approved by the head and decided, with its number', decided.decision_no)
	const when = (await now.get('session')).json.server_time
	await noted(s, 'case_officer@zhangdian', id, 'general_decision', ['stamp', { seal: 'stamped' }], ['sign', { signature: 'hand' }], ['serve', { service: 'person', served_at: when }])
	await page.open(`/violation-cases/${id}`)
	await take(page, '送达', { '送达方式': '直接送达' })
	const served = await read()
	s.ok(served.state === 'served' && !!served.due_at, 'served; the fifteen days run', served.due_at)
	await page.shot('chain-served')

	const due = Date.parse(served.due_at), order = (await (await s.as('case_officer@zhangdian')).get(`payment_orders?violation_case=${id}`)).json.items[0]
	const owed = async () => (await signed(s, 'bank-story', { kind: 'owed', order: order.number })).json
	await clock(s, due + 2 * DAY, 'cases.due')
	let late
	for (let i = 0; i < 40 && late !== 'overdue'; i++) { await new Promise(done => setTimeout(done, 250)); late = (await read()).state }
	const first = await owed()
	s.ok(late === 'overdue' && first.surcharge === 3 * 6000, 'not paid: overdue, three per cent a day', [late, first])
	page = await desk('case_officer@zhangdian')
	await take(page, '复议诉讼受理')
	await page.shot('chain-contested')
	await clock(s, due + 12 * DAY)
	const still = await owed()
	s.ok(still.surcharge === first.surcharge, 'while it is reconsidered the surcharge stands still', still)
	page = await desk('legal@zhangdian')
	await take(page, '复议诉讼终结')
	await clock(s, due + 14 * DAY)
	const then = await owed()
	s.ok(then.surcharge > first.surcharge && then.surcharge <= then.fine, 'upheld, it goes on, never above the fine', then)
	await clock(s, due + 15 * DAY)
	const all = await owed(), paid = await signed(s, 'bank-story', { kind: 'paid', order: order.number, transaction: `W${Date.now()}`, amount: all.fine + all.surcharge, paid_at: new Date(due + 15 * DAY).toISOString() })
	s.ok(paid.status === 200 && (await read()).state === 'paid', 'paid at the bank to the fen', [paid.text, all])
	page = await desk('case_officer@zhangdian')
	await take(page, '办结')
	const history = (await (await s.as('case_officer@zhangdian')).get(`violation_cases/${id}/history`)).json.items.map(h => h.verb_title).join(' ')
	s.ok(['认定责任人', '告知', '申请听证', '听证通知', '听证结束', '法制审核通过', '审批', '决定', '送达', '逾期', '复议诉讼受理', '复议诉讼终结', '缴款', '办结'].every(w => history.includes(w)), 'its history tells every step', history)
	await page.shot('chain-closed')
}
