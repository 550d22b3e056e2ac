// SPDX-License-Identifier: Apache-2.0
// The desks on a phone of 390 px with five hundred open alarms: nothing scrolls sideways, the list holds few elements, a tap leads to
// what was tapped, a step is within reach of the thumb.
import { violations } from './axe.mjs'
import { settled } from './house.mjs'
import { dialog, step } from './repair.mjs'
import { camera } from './street.mjs'

const MANY = 500
/** By how much the page, or a part that fills it, is wider than the phone. */
const over = page => page.evaluate(() => Math.max(...[document.documentElement, ...document.querySelectorAll('.wall, .wall .list, .alarm-desk, .rdesk, .search-desk, .ddesk')].map(e => Math.max(e.scrollWidth - e.clientWidth, Math.round(e.getBoundingClientRect().right) - document.documentElement.clientWidth))))
/** Longest time in which the page did nothing else, while `what` is done. */
async function freeze(page, what) {
	await page.evaluate(() => { window.longest = 0; window.seen ??= new PerformanceObserver(l => { for (const e of l.getEntries()) window.longest = Math.max(window.longest, e.duration) }); window.seen.observe({ entryTypes: ['longtask'] }) })
	await what()
	await page.waitForTimeout(300)
	return Math.round(await page.evaluate(() => window.longest))
}
async function flood(s) {
	const officer = await s.as('officer@detachment'), leader = await s.as('leader@detachment')
	const entry = (await officer.post('watch_entries', { category: 'temporary', subject: '演练：式样布控', basis: '道路交通安全法 5', plate: '鲁CP1???', plate_class: '02', reach: 'city', visibility: 'area', to_at: new Date(Date.now() + 3 * 864e5).toISOString(), priority: 2, action: 'report', case_no: 'A2026-0500' })).json
	const approved = await leader.post(`watch_entries/${entry.id}/approve`)
	if (approved.status !== 200) throw new Error(`${JSON.stringify(entry)} ${approved.text}`)
	const cam = await camera(s)
	await new Promise(done => setTimeout(done, 2000))
	for (let from = 0; from < MANY; from += 50) {
		const sent = await cam.passages(Array.from({ length: 50 }, (_, i) => ({ plate: `鲁CP1${String(from + i).padStart(3, '0')}`, tollgate: cam.gate.code, serial: from + i })))
		if (sent.status >= 300) throw new Error(`passages: ${sent.status} ${sent.text}`)
	}
	const count = async () => (await (await s.as('duty@detachment')).get('alarms?state=raised&count=true&limit=1')).json.count
	for (let i = 0; i < 60 && await count() < MANY; i++) await new Promise(done => setTimeout(done, 500))
	return count()
}
async function alarmDesk(s, wide) {
	const n = await flood(s)
	s.ok(n >= MANY, `${n} alarms are open`, n)
	const page = await s.window('duty@detachment', { size: 'phone' })
	const look = async name => { const px = await over(page); if (px > 0) wide.push(`${name}: ${px}px`); await page.shot(`pocket-${name}`) }
	const took = Date.now()
	await page.open('/alarm-desk')
	const list = page.locator('.alarm-desk .vlist')
	await list.locator('.one').first().waitFor()
	s.say(`alarm desk with ${n} alarms ready after ${Date.now() - took} ms`)
	s.ok(await list.locator('li').count() < 60, 'of five hundred rows only those in sight stand in the page', await list.locator('li').count())
	await look('alarms')
	const scrolled = await freeze(page, () => list.evaluate(async el => { for (let y = 0; y < el.scrollHeight; y += 900) { el.scrollTop = y; await new Promise(requestAnimationFrame) } }))
	const picked = await freeze(page, async () => { await list.evaluate(el => { el.scrollTop = 76 * 250 }); await page.waitForTimeout(100); await list.locator('.one').nth(8).tap(); await page.locator('.alarm-desk .subject h2').first().waitFor() })
	s.say(`longest task while scrolling ${scrolled} ms, while picking ${picked} ms`)
	await settled(page)
	const top = await page.locator('.alarm-desk .subject h2').first().evaluate(el => el.getBoundingClientRect().top)
	s.ok(top >= 0 && top < 844 - 160, 'what was tapped is in sight', top)
	await look('alarm')
	const bar = page.locator('.alarm-desk .subject').getByRole('button', { name: /核实无误/ })
	const box = await bar.boundingBox()
	s.ok(box && box.y + box.height <= 844 && box.height >= 44, 'its next step is within reach of the thumb', box)
	const id = new URL(page.url()).searchParams.get('row')
	await bar.tap()
	const asked = dialog(page)
	if (await asked.count()) await asked.getByRole('button', { name: '核实无误', exact: true }).tap()
	let state
	for (let i = 0; i < 30 && state !== 'confirmed'; i++) { await page.waitForTimeout(300); state = (await (await s.as('duty@detachment')).get(`alarms/${id}`)).json.state }
	s.ok(state === 'confirmed', 'and is taken with it', state)
	const axe = await violations(page)
	s.ok(!axe.length, 'axe finds nothing', axe.join('\n'))
	return page
}
async function others(s, wide) {
	const look = async (page, name) => { const px = await over(page); if (px > 0) wide.push(`${name}: ${px}px`); await page.shot(`pocket-${name}`) }
	const leader = await s.window('leader@detachment', { size: 'phone' })
	await (await s.as('officer@detachment')).post('watch_entries', { category: 'temporary', subject: '演练：待审批的布控，事由写得很长以便看手机上如何折行', basis: '道路交通安全法 5', plate: '鲁CQ2222', plate_class: '02', reach: 'city', visibility: 'area', to_at: new Date(Date.now() + 864e5).toISOString(), priority: 3, action: 'report', case_no: 'A2026-0501' })
	await leader.open('/watch-entries?tab=desk')
	await leader.locator('.rdesk .one').first().waitFor()
	await look(leader, 'watch')
	const waiting = leader.locator('.rdesk .one').filter({ hasText: '待审批的布控' }), list = leader.locator('.rdesk .vlist')
	for (let y = 0; y < 6400 && !await waiting.count(); y += 160) { await list.evaluate((el, to) => { el.scrollTop = to }, y); await leader.waitForTimeout(60) }
	await waiting.first().tap()
	await leader.locator('.rdesk .subject h2').first().waitFor()
	await look(leader, 'watch-subject')
	const approve = await step(leader, '批准').first().boundingBox()
	s.ok(approve && approve.height >= 44 && approve.y + approve.height <= 844, 'the step of the approval desk is within reach of the thumb', approve)

	const officer = await s.window('officer@detachment', { size: 'phone' })
	await officer.open('/passages')
	await look(officer, 'search')
	await officer.getByLabel('目的').selectOption('case')
	await officer.getByLabel('事由').fill('核查演练车辆去向')
	await officer.getByLabel('号牌号码').fill('鲁CP1001')
	await officer.getByRole('button', { name: '查询', exact: true }).tap()
	await officer.locator('.search-desk .vlist .one').first().waitFor()
	const seen = await officer.locator('.search-desk .vlist .one').first().evaluate(el => el.getBoundingClientRect().top)
	s.ok(seen < 844 - 120, 'what was found is in sight', seen)
	await look(officer, 'search-found')
	const axe = await violations(officer)
	s.ok(!axe.length, 'axe finds nothing on the search desk', axe.join('\n'))

	const wall = await s.window('officer@detachment', { size: 'phone' })
	await wall.open('/wall')
	for (const [scene, word] of [['alarms', '布控预警'], ['devices', '设备'], ['flow', '流量']]) {
		await wall.getByRole('button', { name: new RegExp(word) }).first().tap()
		await wall.waitForTimeout(600)
		await look(wall, `wall-${scene}`)
	}
}
async function pocket(s) {
	const wide = []
	await alarmDesk(s, wide)
	await others(s, wide)
	s.ok(!wide.length, 'no desk scrolls sideways', wide.join('\n'))
}
export const stories = [{ name: 'the desks on a phone', alone: true, run: pocket }]
