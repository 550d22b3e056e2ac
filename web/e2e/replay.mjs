// SPDX-License-Identifier: Apache-2.0
// One picture, any time: two walls with the same number of the event log show the same, a neighbour's shows nothing of it; the incident is closed
// and then replayed from its own page, for a purpose, by pointer and by keyboard; nobody can take it for now.
import { violations } from './axe.mjs'

const seqOf = async wall => Number((await wall.locator('.seq').innerText()).replace(/\D/g, ''))
const list = wall => wall.locator('.wall .list').innerText()
/** Reads number and list of both walls until the numbers agree: what then differs is a fault. */
async function agree(a, b) {
	for (let i = 0; i < 40; i++) {
		const first = [await seqOf(a), await seqOf(b)], texts = [await list(a), await list(b)], then = [await seqOf(a), await seqOf(b)]
		if (first[0] && new Set([...first, ...then]).size === 1) return { seq: first[0], texts }
		await a.waitForTimeout(150)
	}
	return null
}
async function onDuty(s, user, sign) {
	const duty = await s.as('duty@zhangdian-1'), officer = await s.as(user), me = (await officer.get('session')).json.person.id
	for (const p of (await duty.get('patrols?state.in=free,busy&limit=100')).json.items)	// a story before may have left him on duty
		if ((await duty.get(`patrols/${p.id}`)).json.crew.some(x => x.person === me)) await duty.post(`patrols/${p.id}/sign_off`)
	const made = await duty.post('patrols', { call_sign: sign, kind: 'foot', leader: me, shift_ends: new Date(Date.now() + 6 * 3600_000).toISOString(), crew: [{ person: me, part: 'officer' }] })
	s.ok(made.status === 201, 'a patrol signs on', made.text)
	const told = await officer.post('positions', { items: [{ at: new Date().toISOString(), place: [118.06, 36.85], speed: 4, course: 90 }] })
	s.ok(told.status < 300, 'and its phone says where it is', told.text)
	return made.json
}
async function picture(s) {
	const desk = await s.as('dispatcher@detachment'), sign = `回${Date.now() % 1000}`, patrol = await onDuty(s, 'officer@zhangdian-1', sign)
	const a = await s.window('dispatcher@detachment', { size: 'wide' }), b = await s.window('leader@detachment', { size: 'wide' }), c = await s.window('officer@linzi-2', { size: 'wide' })
	await Promise.all([a, b, c].map(w => w.open('/wall')))
	for (const w of [a, b, c]) { await w.getByRole('button', { name: '警情处置' }).click(); await w.locator('.seq').waitFor() }
	const address = `回放路${Date.now() % 1000}号`
	const made = await desk.post('incidents', { kind: 'obstacle', source: 'patrol', priority: 2, called_at: new Date().toISOString(), address, road_class: 'street', place: [118.05, 36.84], what: '路面遗撒' })
	s.ok(made.status === 201, 'an incident comes in', made.text)
	await Promise.all([a, b].map(w => w.locator('.list').getByText(address).waitFor()))
	const one = await agree(a, b)
	s.ok(one && one.texts[0] === one.texts[1] && one.texts[0].includes(address), 'both walls show it, under the same number of the event log', one)
	await c.waitForTimeout(1500)
	s.ok(!(await c.locator('main').innerText()).includes(address) && await seqOf(c) >= one.seq, "the neighbour's wall has come as far and shows nothing of it")
	const order = await desk.post('dispatch_orders', { incident: made.json.id, patrol: patrol.id, task: '清理路面' })
	s.ok(order.status === 201, 'the patrol is sent', order.text)
	await a.locator('.list').getByText(new RegExp(`${sign} 待签收`)).waitFor()
	s.ok(true, 'the wall says who is on it')
	await a.getByRole('button', { name: '警力在岗' }).click()
	await a.locator('.list').getByText(sign).waitFor()
	await a.locator('.map canvas.sheet').first().waitFor({ state: 'attached' })
	await a.shot('wall-duty')
	const crew = await s.as('officer@zhangdian-1')
	for (const verb of ['acknowledge', 'set_out', 'arrive']) await crew.post(`dispatch_orders/${order.json.id}/${verb}`)
	await crew.post(`dispatch_orders/${order.json.id}/finish`, { note: '已清理' })
	const closed = await desk.post(`incidents/${made.json.id}/close`, { closing_code: 'handled', outcome: '已清理' })
	s.ok(closed.status === 200, 'dealt with and closed', closed.text)
	await b.locator('.list').getByText(address).waitFor({ state: 'detached' })
	s.ok(true, 'it leaves the wall')
	await (await s.as('duty@zhangdian-1')).post(`patrols/${patrol.id}/sign_off`)
	await replay(s, made.json, address, sign)
}
async function replay(s, incident, address, sign) {
	const p = await s.window('leader@detachment')
	await p.open(`/incidents/${incident.id}`)
	await p.getByRole('link', { name: '回放此警情' }).click()
	const ask = p.getByRole('dialog')
	await ask.waitFor()
	s.ok(await p.locator('.replay .list li').count() === 0, 'before a purpose is given nothing is shown')
	await ask.getByRole('button', { name: '警情处置复盘' }).click()
	await ask.getByRole('button', { name: '开始回放' }).click()
	const row = p.locator('.replay .list li').filter({ hasText: address })
	await row.waitFor()
	s.ok(/待派警/.test(await row.innerText()), 'it begins when the incident was made: it is open')
	s.ok(await p.locator('.replay .list li').filter({ hasText: sign }).filter({ hasText: '待命' }).count() === 1, 'and the patrol free, as it stood then')
	const then = (await (await s.as('leader@detachment')).get(`replay?at=${incident.created_at}`, { 'Luan-Reason': encodeURIComponent('浏览器测试') })).json
	s.ok(then.units.length === 1 && Math.abs(then.units[0][1] - 118_060_000) < 10, 'where its phone had said', then.units)
	s.ok(await p.getByRole('heading', { name: /回放/ }).isVisible() && await p.locator('.stamp').isVisible(), 'and says that it is a replay')
	s.ok(/#[\d,]+/.test(await p.locator('.replay .seq').innerText()), 'with the number of the event log at that moment')
	s.ok(await p.locator('.line .mark').count() > 0, 'the day has its incidents as marks')
	const found = await violations(p)
	s.ok(!found.length, 'axe finds nothing on the replay', found.join('\n'))
	await p.shot('replay')
	await p.locator('.replay .clock').click()
	const before = await p.locator('.time').innerText()
	await p.keyboard.press('ArrowRight')
	await p.waitForFunction(t => document.querySelector('.time').textContent !== t, before)
	s.ok(true, 'the right arrow goes to the next event')
	await p.getByRole('button', { name: '30×' }).click()
	await p.keyboard.press('ArrowUp')
	s.ok(await p.getByRole('button', { name: '60×' }).getAttribute('aria-pressed') === 'true', 'the arrows set the speed')
	await p.locator('.replay .clock').click()
	await p.keyboard.press(' ')
	await row.waitFor({ state: 'detached' })
	s.ok(true, 'played on at 60 times, the incident is closed and gone')
	s.ok(/#[\d,]+$/.test((await p.locator('.seq').innerText()).trim()), 'and the number of the event log is told while it plays', await p.locator('.seq').innerText())
	await s.close(p)
	const audit = (await (await s.as('auditor@detachment')).get('audit?verb=replay')).json.items
	s.ok(audit.some(x => x.reason === '警情处置复盘'), 'who looked at what moment and why stands in the audit', audit[0])
}

export const stories = [{ name: 'picture', run: picture, alone: true }]
