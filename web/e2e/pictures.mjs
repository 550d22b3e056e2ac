// SPDX-License-Identifier: Apache-2.0
// node web/e2e/pictures.mjs --luan BIN --web DIST [--out doc/img] [--only WORD] - the pictures of the README, of the simulated
// demo: the main job with the city driving, the house as it stands.
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { House } from './house.mjs'
import { recording } from './stop.mjs'

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, web: { type: 'string', default: 'web/dist' }, out: { type: 'string', default: 'doc/img' }, only: { type: 'string', default: '' }, rate: { type: 'string', default: '60' }, wait: { type: 'string', default: '90' } } })
const common = { binary: o.luan, web: resolve(o.web), shots: resolve(o.out), chrome: process.env.CHROMIUM ?? '/usr/bin/chromium' }
const asked = name => name.includes(o.only)
/** The report of the week before this one, over a simulated year, as who approves it sees it. */
async function report() {
	const year = await new House({ ...common, year: 60_000 }).open()
	const now = Date.parse((await (await year.as('leader@zhangdian')).get('session')).json.server_time) + 8 * 3600_000, day = new Date(now).getUTCDay() || 7
	const made = await (await year.as('officer@zhangdian')).post('reports', { kind: 'week', from_day: new Date(now - (day + 6) * 864e5).toISOString().slice(0, 10) })
	if (made.status !== 201) throw new Error(`report: ${made.text}`)
	const page = await year.window('leader@zhangdian')
	await page.open(`/reports/${made.json.id}`)
	await page.locator('.sheet').evaluate(e => e.scrollIntoView())
	await page.shot('report')
	await year.close()
}
if (asked('report')) await report()
if (o.only === 'report') process.exit()
const house = await new House({ ...common, city: Number(o.rate) }).open()
/** A decision on the spot as it is printed: the first page of its PDF. */
async function document() {
	const who = 'officer2@zhangdian-1', officer = await house.as(who)
	const must = async (path, body = {}) => { const r = await officer.post(path, body); if (r.status >= 300) throw new Error(`${path}: ${r.text}`); return r }
	const { id } = (await must('violation_cases', { source: 'stop', code: '1102', happened_at: new Date(Date.now() - 60_000).toISOString(), address: '张店区人民西路与柳泉路路口', road: 'urban', plate: '鲁C12345', plate_class: '02' })).json
	await must(`violation_cases/${id}/establish`, { party: 'driver', party_kind: 'person', party_name: '试验样例', party_id: '370399199001010062', own_vehicle: true })
	await must(`violation_cases/${id}/tell`, { procedure: 'simple', penalty: 'fine', fine: 10000, facts: '夜间未按规定使用灯光', told_way: 'oral' })
	await recording({ as: user => house.as(user) }, who)
	await must(`violation_cases/${id}/decide`)
	const made = (await officer.get(`documents?subject=violation_case&subject_row=${id}&type=simple_decision`)).json.items[0]
	const file = `${house.shots}/document.pdf`
	writeFileSync(file, (await must('documents/print', { document: made.id, reason: '说明文件的样张' })).bytes)
	execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', file, `${house.shots}/document`])
	rmSync(file)
}
if (asked('document')) await document()
if (o.only === 'document') { await house.close(); process.exit() }
const c = await house.as('device@detachment')
const order = (await c.get('repair_orders?state=closed&limit=1')).json.items[0].id
const open = (await c.get('repair_orders?state=open&limit=1')).json.items[0].id
await new Promise(done => setTimeout(done, Number(o.wait) * 1000))

/** The vehicle of the newest alarm, as its desk sees it. */
async function wanted() {
	const d = await house.as('dispatcher@detachment')
	return (await d.post('alarms/search', { where: { 'state.in': 'raised,confirmed,signed' }, sort: '-sightings', limit: 1, reason: '处置预警' })).json?.items?.[0] ?? null
}
async function found(page) {
	await page.getByLabel('目的').selectOption('alarm')
	await page.getByLabel('事由').fill('处置预警：核查车辆去向')
	const alarm = await wanted()
	await page.getByLabel('案件或预警编号').fill(String(alarm?.id ?? '1'))
	if (alarm) await page.getByLabel('号牌号码').fill(alarm.plate)
	await page.getByRole('button', { name: '查询', exact: true }).click()
	await page.locator('.vlist .row').first().waitFor()
	await page.getByRole('button', { name: '轨迹', exact: true }).click()
	await page.locator('.track ol li').first().waitFor()
}
/** A stop at the question what was done. */
async function stopped(page) {
	await page.getByLabel('查处地点').fill('张店区人民西路与柳泉路路口')
	await page.getByLabel('号牌号码').fill('鲁C12345')
	await page.getByRole('button', { name: '下一步', exact: true }).tap()
	await page.getByLabel('违法代码或者行为').fill('1102')
	await page.locator('.codes button').first().tap()
	await page.getByLabel('罚款（元）').fill('100')
}
const PICTURES = [
	['wall', 'dispatcher@detachment', '/wall', { size: 'wide' }], ['alarm-desk', 'dispatcher@detachment', '/alarm-desk', { size: 'wide', theme: 'dark' }, async page => { for (let i = 0; i < 3; i++) await page.keyboard.press('j'); await page.locator('.compare img').first().waitFor({ timeout: 5000 }).catch(() => {}) }],
	['passages', 'dispatcher@detachment', '/passages', { size: 'wide' }, found],
	['review-desk', 'reviewer@detachment', '/review-desk', { size: 'wide' }, async page => { await page.locator('.stage img').waitFor({ timeout: 5000 }) }], ['phone-stop', 'officer@zhangdian-1', '/stop', { size: 'phone' }, stopped],
	['home', 'device@detachment', '/', {}], ['list-dark', 'device@detachment', '/repair-orders', { theme: 'dark' }],
	['repair-order', 'device@detachment', `/repair-orders/${order}`, {}], ['figures', 'leader@detachment', '/views/repair_figures', {}],
	['calendar', 'legal@detachment', '/calendar-days?tab=year&year=2020', {}], ['phone-step', 'maintainer@detachment', `/repair-orders/${open}`, { size: 'phone' }],
]
for (const [name, user, path, how, act] of PICTURES.filter(p => asked(p[0]))) {
	const page = await house.window(user, how)
	await page.open(path)
	await page.waitForTimeout(2500)
	if (act) await act(page).catch(e => console.error(`${name}: ${e.message.split('\n')[0]}`))
	await page.waitForTimeout(1500)
	await page.shot(name)
	await page.context().close()
}
await house.close()
