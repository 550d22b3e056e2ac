// SPDX-License-Identifier: Apache-2.0
// From an alarm to those ahead: the forecast on the interception desk, a station ordered by one key, stopped, dealt with and pictured, the entry
// withdrawn, the driver's violation decided on the spot, and the station's place among the others.
import { begin as beginStop, act, driver, next, photo, recording, rights, sign } from './stop.mjs'
import { camera, drawn, plateFor } from './street.mjs'
import { dialog } from './repair.mjs'
import { violations as axe } from './axe.mjs'

const WHO = 'officer@zhangdian-1'
const marked = plate => `${plate.slice(0, 2)}·${plate.slice(2)}`
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const button = (page, name) => page.getByRole('button', { name })

/** A camera, a station just behind the next one, and a crew of two in it. */
async function street(s) {
	const cam = await camera(s), ahead = await camera(s), duty = await s.as('duty@zhangdian-1')
	const station = (await duty.get(`stations?name=${encodeURIComponent('马尚执法服务站')}`)).json.items[0]
	const whole = (await duty.get(`stations/${station.id}`)).json
	const changed = await duty.call('PATCH', `stations/${station.id}`, JSON.stringify({ approach: [{ tollgate: ahead.gate.id, metres: 400 }] }), { 'Content-Type': 'application/json', 'If-Match': `"${whole.version}"` })
	if (changed.status !== 200) throw new Error(`station: ${changed.status} ${changed.text}`)
	const people = await Promise.all([WHO, 'officer2@zhangdian-1', 'leader@zhangdian-1'].map(async u => (await (await s.as(u)).get('session')).json.person.id))
	const crew = await duty.post('patrols', { unit: whole.unit, call_sign: '马尚站1', kind: 'station', road: 'main_road', leader: people[0], shift_ends: new Date(Date.now() + 6 * 3600_000).toISOString(), crew: people.map(person => ({ person, part: 'officer' })) })
	if (crew.status !== 201) throw new Error(`crew: ${crew.status} ${crew.text}`)
	return { cam, ahead, station: whole, patrol: crew.json }
}
async function alarmed(s, plate, cam, pictures) {
	const c = await s.as(WHO)
	const entry = (await c.post('watch_entries', { category: 'unpaid', subject: '多次违法未处理', basis: '违法行为处理程序规定第五十七条', plate, plate_class: '02', reach: 'own', visibility: 'area', to_at: new Date(Date.now() + 864e5).toISOString(), priority: 1, action: 'intercept', instruction: '拦截后核对驾驶人' })).json
	await (await s.as('leader@zhangdian-1')).post(`watch_entries/${entry.id}/approve`)
	await new Promise(done => setTimeout(done, 1500))
	await cam.passage({ plate, tollgate: cam.gate.code, pictures })
	for (let i = 0; i < 40; i++) {
		const a = (await c.post('alarms/search', { where: { watch_entry: entry.id }, reason: '核对' })).json.items[0]
		if (a) return { entry, alarm: a }
		await new Promise(done => setTimeout(done, 250))
	}
	throw new Error('no alarm')
}
const ranked = async s => {
	const v = (await (await s.as('duty@zhangdian-1')).get(`views/station_ranking?from=${new Date(Date.now() - 864e5).toISOString()}&to=${new Date(Date.now() + 864e5).toISOString()}`)).json
	const at = n => v.columns.findIndex(c => c.name === n)
	return station => { const r = v.rows.find(x => x[at('station')] === station); return { ordered: r[at('ordered')], stopped: r[at('stopped')], answer: r[at('answer_s')] } }
}

async function main(s) {
	const bad = [], look = async (page, name) => { const found = await axe(page); if (found.length) bad.push(`${name}: ${found.join(' ')}`); await page.shot(name) }
	const plate = plateFor(), { cam, station, patrol } = await street(s)
	const { entry, alarm } = await alarmed(s, plate, cam, [{ type: '01', data: await drawn(s, plate), width: 960, height: 720 }])
	const before = (await ranked(s))(station.id)
	const desk = await s.window('duty@zhangdian-1', { size: 'wide' })
	await desk.open(`/alarm-desk?row=${alarm.id}`)
	await desk.locator('.vlist .one').filter({ hasText: marked(plate) }).click()
	await desk.getByRole('region', { name: '预警原因' }).waitFor()
	s.ok(await desk.getByRole('link', { name: /拦截/ }).filter({ has: desk.locator('kbd') }).count() === 0, 'before somebody has compared it nothing is to be intercepted')
	await desk.keyboard.press('c')
	await desk.getByRole('link', { name: '拦截' }).filter({ has: desk.locator('kbd') }).waitFor()
	await desk.keyboard.press('s')
	await desk.locator('.subject .chip', { hasText: '处置中' }).first().waitFor()
	await desk.keyboard.press('i')
	await desk.waitForURL(/intercept-desk/)
	const ahead = desk.getByRole('region', { name: '预计卡口' })
	await ahead.locator('.next > li').first().waitFor()
	const rows = await ahead.locator('.next > li').count(), first = await ahead.locator('.next > li').first().innerText()
	s.ok(rows >= 3 && /\d+(\.\d+)?%/.test(first) && /后|随时/.test(first) && /到达/.test(first), 'places ahead with chance, countdown and window', first)
	const told = (await (await s.as('duty@zhangdian-1')).get(`alarms/${alarm.id}/forecast`)).json
	s.ok(told.next.every((x, i) => !i || told.next[i - 1].permille >= x.permille) && told.ring.length === 36 && told.next.reduce((n, x) => n + x.permille, told.elsewhere) === 1000, 'chances make a whole, likeliest first, with a ring', told.next.map(x => x.permille))
	await ahead.getByText('马尚执法服务站').first().waitFor()
	await look(desk, 'intercept-forecast')
	const posts = ahead.locator('.posts li').filter({ hasText: '马尚执法服务站' }).first(), digit = await posts.locator('kbd').innerText()
	await desk.keyboard.press(digit)
	await posts.getByText('已下达').waitFor()
	await desk.locator('.subject .chip', { hasText: '拦截中' }).first().waitFor()
	s.ok(true, 'a station is ordered by one key, which begins the interception')
	await look(desk, 'intercept-ordered')
	const c = await s.as(WHO)
	const run = (await c.get(`interceptions?alarm=${alarm.id}`)).json.items[0], order = (await c.get(`dispatch_orders?alarm=${alarm.id}`)).json.items[0]
	s.ok(order?.state === 'issued' && order.patrol === patrol.id && !order.task.includes(plate) && /不得追缉/.test(order.task), 'the crew has its order, without the plate, and is told not to pursue', order)
	await c.post(`dispatch_orders/${order.id}/acknowledge`)

	const page = await s.window(WHO, { size: 'phone' }), wide = []
	await page.open(`/interceptions/${run.id}`)
	await page.getByRole('region', { name: '设点和拦截提示' }).waitFor()
	s.ok(/不驾车追缉/.test(await page.getByRole('region', { name: '设点和拦截提示' }).innerText()), 'on the phone of the post stands what to see to')
	if (await over(page) > 0) wide.push('interception')
	await look(page, 'intercept-phone')
	await page.getByRole('button', { name: '已拦下' }).tap()
	const ask = dialog(page)
	await ask.getByLabel('拦下地点').fill('马尚执法服务站')
	await ask.getByRole('button', { name: '已拦下', exact: true }).tap()
	await ask.locator('.fault, [role=alert]').filter({ hasText: '人数不足' }).first().waitFor()
	s.ok(true, 'one officer alone is not enough on the highway where he was posted')
	await ask.getByRole('combobox', { name: '另一民警' }).fill('模拟马尚民警2')
	await ask.locator('.combo [role=option]').filter({ hasText: '模拟马尚民警2' }).first().click()
	await ask.getByRole('button', { name: '已拦下', exact: true }).tap()
	await ask.waitFor({ state: 'detached' })
	await page.locator('.detail-head .chip', { hasText: '已拦下' }).first().waitFor()
	s.ok(true, 'stopped by two')

	await desk.locator('.subject .chip', { hasText: '已拦下' }).first().waitFor()
	await desk.keyboard.press('e')
	await dialog(desk).getByLabel('现场依法处理').check()
	await dialog(desk).getByLabel('处置情况').fill('核对无误，现场依法处理')
	await dialog(desk).getByRole('button', { name: '处置完毕', exact: true }).click()
	await dialog(desk).getByText('须上传现场照片').first().waitFor()
	s.ok(true, 'without a picture it is not dealt with')
	await dialog(desk).locator('input[type=file]').setInputFiles({ name: '拦截现场.jpg', mimeType: 'image/jpeg', buffer: await photo(s) })
	await dialog(desk).getByText(/将上传 1 张/).waitFor()
	await look(desk, 'intercept-close')
	await dialog(desk).getByRole('button', { name: '处置完毕', exact: true }).click()
	await dialog(desk).waitFor({ state: 'detached' })
	const end = (await c.get(`interceptions/${run.id}`)).json, was = (await c.get(`alarms/${alarm.id}`)).json, list = (await c.get(`watch_entries/${entry.id}`)).json
	s.ok(end.state === 'closed' && end.files.scene.length === 1 && end.entry_withdrawn === true, 'closed with its picture', end)
	s.ok(was.state === 'closed' && was.outcome === 'intercepted' && was.files.scene.length === 1, 'the alarm is closed by its own step, with the same picture', was)
	s.ok(list.state === 'withdrawn', 'the entry is withdrawn (事故处理程序规定 46)', list.state)

	await page.open(`/interceptions/${run.id}`)
	await page.getByRole('button', { name: '现场处理违法' }).first().tap()
	await page.waitForURL(/\/stop$/)
	await page.getByText('已带入所拦截车辆').waitFor()
	s.ok((await page.getByLabel('号牌号码').inputValue()) === plate && !/%E9%B2%81|鲁/.test(page.url()), 'the stop page has the plate, and no address has it', page.url())
	await beginStop(page, s, plate, await photo(s))
	await act(page, '1102')
	await page.getByLabel('罚款（元）').fill('100')
	await driver(page, '370399199001010054')
	await rights(page)
	await sign(page)
	await next(page, '提交')
	const decide = button(page, '当场决定')
	await decide.waitFor()
	await recording(s, WHO)
	await decide.tap()
	await page.locator('main .chip', { hasText: '已决定' }).waitFor()
	const made = (await c.post('violation_cases/search', { where: { plate }, sort: '-id', limit: 5, reason: '核对' })).json.items
	s.ok(made.length === 1 && made[0].state === 'decided' && made[0].fine === 10000, 'decided on the spot', made.map(x => x.state))

	const after = (await ranked(s))(station.id)
	s.ok(after.ordered === before.ordered + 1 && after.stopped === before.stopped + 1 && after.answer != null, 'the ranking has it', { before, after })
	await desk.open('/station-ranking')
	const line = desk.locator('table.list tbody tr').filter({ hasText: '马尚执法服务站' })
	s.ok((await line.innerText()).includes(`${after.stopped} / ${after.ordered}`) && /次数过少/.test(await line.innerText()), 'shown with its denominator, and as too few to be ranked', await line.innerText())
	await look(desk, 'station-ranking')
	s.ok(!/罚款金额|罚款数/.test(await desk.locator('table.list').innerText()), 'no number of penalties stands there')
	// The interception is closed; the crew ends its own order when the vehicle is dealt with.
	const duty = await s.as('duty@zhangdian-1'), orders = (await duty.get(`dispatch_orders?patrol=${patrol.id}`)).json.items
	for (const verb of ['set_out', 'arrive']) await c.post(`dispatch_orders/${order.id}/${verb}`)
	await c.post(`dispatch_orders/${order.id}/finish`, { note: '已查处，车辆放行' })
	const off = await duty.post(`patrols/${patrol.id}/sign_off`)
	s.ok(off.status === 200, 'the crew is free again and signs off', { orders: orders.map(x => x.state), text: off.text })
	s.ok(!wide.length, 'nothing scrolls sideways on the phone', wide)
	s.ok(!bad.length, 'axe finds nothing', bad.join('\n'))
}

/** Kind by a digit, plate, figures; what they show is said before it is sent and stands among the findings. */
async function register(s) {
	const page = await s.window(WHO), c = await s.as(WHO), plate = plateFor()
	await page.open('/station-check')
	const station = page.getByRole('combobox', { name: '执法站' })
	await station.fill('马尚')
	await page.getByRole('option', { name: /马尚执法服务站/ }).first().click()
	await page.locator('h1').click()
	await page.keyboard.press('1')
	await page.getByLabel('号牌号码').fill(plate)
	await page.getByLabel('实载人数').fill('52')
	await page.getByLabel('核定载客').fill('49')
	await page.getByText('超员：核定 49 人，实载 52 人').waitFor()
	s.ok(await button(page, '登记').last().isDisabled() || await page.getByText('发现问题的不得直接放行').count() === 1, 'an overcrowded coach is not let pass')
	await button(page, '消除违法状态后放行').click()
	const found = await axe(page)
	s.ok(!found.length, 'axe finds nothing', found.join(' '))
	await page.shot('station-check')
	const newest = async () => (await c.get('station_checks?sort=-id&limit=1')).json.items[0], before = (await newest())?.id
	await page.getByLabel('号牌号码').press('Control+Enter')
	let row = await newest()
	for (let i = 0; i < 60 && row?.id === before; i++) { await page.waitForTimeout(250); row = await newest() }
	const whole = (await c.get(`station_checks/${row.id}`)).json
	s.ok(whole.problems === 1 && whole.finding[0].what === 'overcrowded' && whole.result === 'corrected', 'noted with what the figures show', whole)
	await page.waitForFunction(() => [...document.querySelectorAll('input')].some(i => i.labels?.[0]?.textContent.includes('号牌号码') && !i.value)).catch(() => {})
	s.ok((await page.getByLabel('号牌号码').inputValue()) === '', 'and the next vehicle stands there')
}

export const stories = [{ name: 'from an alarm to a stop and its decision', run: main, alone: true }, { name: 'the register of a station', run: register }]
