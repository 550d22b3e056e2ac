// SPDX-License-Identifier: Apache-2.0
// The recorder interlock (行政处罚法 47; the gate is the force's own rule): what is decided on the spot is refused without a recording, issued with it,
// verified by anybody, paid, proven by the audit; who tried is seen; a failing recorder takes its own road.
import { Platform } from '../../test/fault/pay_standin.mjs'
import { measured, panel, printed, proven, states, verified } from './casefile.mjs'
import { choose } from './org.mjs'
import { chip, dialog, step } from './repair.mjs'
import { act, begin, driver, next, photo, recording, rights, sign } from './stop.mjs'

const WHO = 'officer2@zhangdian-1', LEADER = 'leader@zhangdian-1'
/** A rule asked now, as its timer would; its finding, as supervision reads it. */
async function finding(s, rule, about) {
	const set = await (await s.as('sysadmin@detachment')).post('clock', { now: null, run: rule })
	if (set.status !== 200) throw new Error(`clock: ${set.text}`)
	for (let i = 0; i < 40; i++) {
		const row = (await (await s.as('supervisor@detachment')).get(`findings?rule=${rule}&sort=-id&limit=1${about ? `&about_row=${about}` : ''}`)).json.items[0]
		if (row) return row
		await new Promise(done => setTimeout(done, 150))
	}
	return null
}
/** A step with its dialog: fields by their labels. */
async function take(page, name, fields = {}) {
	await step(page, name).click()
	await dialog(page).waitFor()
	for (const [label, value] of Object.entries(fields)) await dialog(page).getByLabel(label).first().fill(value)
	await dialog(page).getByRole('button', { name, exact: true }).click()
	await dialog(page).waitFor({ state: 'detached' })
}

async function refused(s, page) {
	await page.open('/stop')
	await begin(page, s, `鲁C${String(Date.now()).slice(-5)}`, await photo(s))
	await act(page, '1102')
	await page.getByLabel('罚款（元）').fill('100')
	await driver(page, '370399199001010062')
	await rights(page)
	await sign(page)
	await next(page, '提交')
	const decide = page.getByRole('button', { name: '当场决定' })
	await decide.waitFor()
	for (let i = 0; i < 3; i++) {
		const answer = page.waitForResponse(r => /\/decide$/.test(r.url()))
		await decide.tap()
		s.ok((await answer).status() === 409, `without a recording the decision is refused (${i + 1})`)
	}
	await page.locator('main .fault').waitFor()
	const words = await page.locator('main').innerText()
	s.ok(/本单位规定，不是法定条件/.test(words), 'the screen says that it is the force\'s own rule, not a condition of law', words)
	await page.shot('interlock-refused')
	const row = (await (await s.as(WHO)).get('violation_cases?source=stop&sort=-id&limit=1')).json.items[0]
	s.ok(row.state === 'told' && row.decision_no == null, 'nothing was decided, nothing got a number', row)
	return row.id
}

async function attempts(s, id) {
	const page = await s.window('supervisor@detachment'), found = await finding(s, 'refused_often')
	await page.open(`/recording-refusals?sort=-at`)
	const rows = await page.locator('table.list tbody tr').allInnerTexts()
	s.ok(rows.length >= 3 && rows.slice(0, 3).every(r => /当场处罚决定/.test(r) && /无在录信号/.test(r)), 'the supervisor sees each refused attempt: which document, why', rows.slice(0, 4))
	await page.shot('interlock-attempts')
	s.ok(!!found, 'three attempts of one officer are a finding', found)
	if (found) {
		await page.open(`/findings/${found.id}`)
		s.ok(/无记录时出具文书被拒绝/.test(await page.locator('h1').innerText()), 'which stands on the desk of supervision', await page.locator('h1').innerText())
	}
	s.ok((await (await s.as(WHO)).get('recording_refusals')).status === 403 && id > 0, 'and nobody keeps a list of them against himself')
	return page
}

async function issued(s, page, id) {
	await recording(s, WHO)
	await page.getByRole('button', { name: '当场决定' }).tap()
	await page.locator('main .chip', { hasText: '已决定' }).waitFor()
	await page.getByRole('button', { name: '当场交付决定书' }).tap()
	await page.getByText('已当场交付').waitFor()
	const row = (await (await s.as(WHO)).get(`violation_cases/${id}`)).json
	s.ok(row.state === 'served' && !!row.decision_no && !!row.site_recording, 'with a recording it is issued, with its number and its recording', row.state)
	return row
}

async function paid(s, id, page) {
	const bank = new Platform(), made = (await (await s.as('secadmin@detachment')).post('adapters', bank.adapter(`wx-${Date.now()}`))).json
	const sys = await s.as('sysadmin@detachment')
	await sys.post(`adapters/${made.id}/start`)
	const order = (await (await s.as(WHO)).get(`payment_orders?violation_case=${id}`)).json.items[0]
	const body = bank.body({ order: order.number, transaction: `42${Date.now()}`, amount: order.fine })
	const told = await sys.call('POST', `adapter_messages/from/${made.code}`, body, { ...bank.headers(body), Authorization: '' })
	s.ok(told.status === 200 && told.json.outcome === 'taken', 'the stand-in of WeChat Pay tells of the payment, signed and sealed', told.text)
	await page.locator('.detail-head .meta .chip', { hasText: '已缴款' }).waitFor()
	s.ok(true, 'and the page of the case shows it by itself')
}

/** The recorder fails: reported at once, issued under that mark, the superior takes note, explained in writing, examined by supervision. */
async function failing(s, page, supervisor) {
	await recording(s, WHO, false)
	const c = await s.as(WHO), made = (await c.post('violation_cases', { source: 'stop', code: '1102', happened_at: new Date(Date.now() - 60_000).toISOString(), address: '昌国路', road: 'urban' })).json
	await c.post(`violation_cases/${made.id}/establish`, { party: 'driver', party_kind: 'person', party_name: '试验样例', party_id: '370399199001010070', own_vehicle: true })
	await c.post(`violation_cases/${made.id}/tell`, { procedure: 'simple', penalty: 'warning', facts: '灯光', told_way: 'oral' })
	await page.open(`/violation-cases/${made.id}`)
	const bar = page.getByRole('region', { name: '办理', exact: true })
	s.ok(await step(page, '决定').getAttribute('aria-disabled') === 'true' && /本单位规定，不是法定条件/.test(await bar.innerText()), 'at a desk too the step is shut and says by what rule', await bar.innerText())
	await page.shot('interlock-shut')
	await page.open('/recorder-failures/new')
	await page.getByLabel('故障').selectOption({ label: '不能录像' })
	await page.getByLabel('现场情况').fill('镜头起雾，画面全白')
	await choose(page.getByLabel('报告对象'), (await (await s.as(LEADER)).get('session')).json.person.name)
	await page.getByRole('button', { name: '提交' }).click()
	await page.waitForURL(/recorder-failures\/\d+/)
	await page.locator('.detail-head').waitFor()
	const failure = Number(/recorder-failures\/(\d+)/.exec(page.url())[1]), told = async () => (await c.get(`recorder_failures/${failure}`)).json
	const reported = await told()
	s.ok(reported.state === 'reported' && reported.due_term === 'recorder_explain' && !!reported.due_at, 'the failure is reported at once; the term of the explanation runs', reported.due_at)
	await page.shot('interlock-failure')
	await page.open(`/violation-cases/${made.id}`)
	await take(page, '决定')
	const site = (await c.get(`violation_cases/${made.id}`)).json.site_recording
	s.ok(/已决定/.test(await chip(page)) && (await c.get(`site_recordings/${site}`)).json.state === 'under_failure', 'it is decided, under the mark of the failure')
	await panel(page).getByText('故障下出具待审查').waitFor()
	await page.shot('interlock-under-failure')
	const leader = await s.window(LEADER)
	await leader.open(`/recorder-failures/${failure}`)
	await take(leader, '上级知悉')
	s.ok(Date.parse((await told()).known_at) <= Date.parse(reported.known_by), 'the superior takes note within his ten minutes', await told())
	await s.close(leader)
	await page.open(`/recorder-failures/${failure}`)
	await take(page, '书面说明', { '书面说明': '镜头内起雾，返回后更换备用机' })
	s.ok((await told()).state === 'explained', 'the officer explains in writing, before the term ends')
	const found = await finding(s, 'decided_under_failure', site)
	s.ok(!!found, 'supervision is told of what was issued under a failure', found)
	if (found) await supervisor.open(`/findings/${found.id}`)
	await supervisor.shot('interlock-finding')
	await supervisor.open(`/site-recordings/${site}`)
	await take(supervisor, '审查', { '督察意见': '故障属实，与事后核查一致' })
	await supervisor.open(`/recorder-failures/${failure}`)
	await take(supervisor, '认可', { '督察意见': '说明成立' })
	s.ok((await told()).state === 'accepted' && (await c.get(`site_recordings/${site}`)).json.state === 'closed', 'and examines document and failure')
}

async function interlock(s) {
	const phone = await s.window(WHO, { size: 'phone' })
	const id = await refused(s, phone), supervisor = await attempts(s, id)
	const row = await issued(s, phone, id)
	const { page, pdf, hash } = await printed(s, WHO, id, row.decision_no)
	await verified(s, pdf, hash, row.decision_no)
	await paid(s, id, page)
	await proven(s, id, page, row.decision_no)
	await measured(s, WHO, 'officer@zhangdian-1', id)
	await failing(s, page, supervisor)
	await states(s, WHO, id)
}

export const stories = [{ name: 'no decision on the spot without a recording', run: interlock, alone: true, loud: /ERR_FAILED|Failed to fetch/ }]
