// SPDX-License-Identifier: Apache-2.0
// From a call to a closed incident: taken by keyboard, a unit recommended with reasons, ordered by one key; the officer's phone acknowledges
// and arrives with the connection gone, sent once and in order when it is back; closed, its timeline and report; replayed.
import { violations as axe } from './axe.mjs'

const WHO = 'officer@zhangdian-1', AT = [118.0690, 36.8585]
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** On foot, so that no car is needed; signed on by the duty officer. */
async function patrol(s, sign, who = WHO) {
	const duty = await s.as('duty@zhangdian-1'), me = (await (await s.as(who)).get('session')).json.person.id
	const made = await duty.post('patrols', { call_sign: sign, kind: 'foot', road: 'street', leader: me, shift_ends: new Date(Date.now() + 8 * 36e5).toISOString(), crash_kit: true, crew: [{ person: me, part: 'officer' }] })
	if (made.status !== 201) throw new Error(`patrol: ${made.status} ${made.text}`)
	return { id: made.json.id, free: async () => { await duty.post(`patrols/${made.json.id}/sign_off`) } }
}
async function phoneOf(s) {
	const page = await s.window(WHO, { size: 'phone' })
	await page.context().grantPermissions(['geolocation'])
	await page.context().setGeolocation({ longitude: AT[0] - 0.004, latitude: AT[1] - 0.002, accuracy: 12 })
	return page
}
const last = async (c, what) => (await c.get(`incidents?sort=-id&limit=20`)).json.items.find(x => x.what === what)

async function whole(s) {
	const what = `两车追尾无人受伤 ${Date.now()}`, wide = []
	const unit = await patrol(s, '步巡E1'), c = await s.as('dispatcher@detachment')
	const phone = await phoneOf(s)
	const look = async (page, name) => { const n = await over(page), found = await axe(page); if (n > 0) wide.push(`${name}: ${n}px`); if (found.length) wide.push(`${name}: ${found.join(' ')}`); await page.shot(`dispatch-${name}`) }
	await phone.open('/my-orders')
	await phone.getByText('没有指令').waitFor()
	await phone.waitForResponse(r => r.url().endsWith('/positions') && r.status() === 200, { timeout: 20_000 })
	s.ok(true, 'the phone tells where it is')

	// The call, by keyboard alone.
	const desk = await s.window('dispatcher@detachment', { size: 'wide' })
	await desk.open('/dispatch-desk')
	await desk.getByRole('heading', { name: '指挥调度' }).waitFor()
	await desk.keyboard.press('n')
	await desk.getByRole('form', { name: '接警' }).waitFor()
	await desk.waitForFunction(() => document.activeElement?.getAttribute('name') === 'kind')
	await desk.keyboard.press('Tab')
	await desk.keyboard.press('Tab')
	await desk.keyboard.type('13900017777')
	await desk.keyboard.press('Tab')
	await desk.keyboard.type('试验甲')
	await desk.keyboard.press('Tab')
	await desk.keyboard.press('Tab')
	await desk.keyboard.type('马尚中队门前')
	await desk.getByText('没有以往来电').waitFor()
	await desk.keyboard.press('Control+Enter')
	await desk.locator('form .error').first().waitFor()
	s.ok(await desk.locator('textarea[aria-invalid=true]').count() === 1, 'what is missing is said at its field')
	await desk.getByLabel('情况', { exact: true }).fill(what)
	await desk.locator('summary').click()
	await desk.getByPlaceholder('118.047820').fill(`${AT[0]}, ${AT[1]}`)
	await desk.getByPlaceholder('118.047820').press('Tab')
	await desk.getByRole('form', { name: '接警' }).getByLabel('道路类别').selectOption('street')
	await desk.getByText(/^(责任单位：.+（按.+）|没有登记这一位置的责任单位)$/).waitFor()
	await look(desk, 'call')
	await desk.keyboard.press('Control+Enter')
	await desk.getByRole('button', { name: '派 步巡E1' }).waitFor()
	const made = await last(c, what)
	s.ok(made?.state === 'open' && made.due_at, 'registered, with its clock running', made)
	const why = await desk.getByRole('region', { name: '推荐警力' }).innerText()
	s.ok(/按路网/.test(why) && /民警1名/.test(why) && /带勘查器材/.test(why) && /没有位置|失联/.test(why) === false, 'recommended with reasons, by road', why)
	await look(desk, 'desk')

	// Two dispatchers at one patrol: by one key each; the second is refused and told why.
	const other = await s.window('dispatcher@detachment', { size: 'desk' })
	await other.open(`/dispatch-desk?row=${made.id}`)
	await other.getByRole('button', { name: '派 步巡E1' }).waitFor()
	await other.context().route('**/api/v1/events*', r => r.abort())
	await desk.locator('.time').click()
	await desk.keyboard.press('1')
	await desk.getByText('已派 步巡E1').waitFor()
	const second = await c.post('dispatch_orders', { incident: made.id, patrol: unit.id, task: '再派' })
	s.ok(second.status === 409 && /不能派出/.test(second.text), 'one key sends; a second order to the same patrol is refused with what it is on', second.text)
	await desk.getByText('处置中').first().waitFor()

	// The phone: arrives by itself, is acknowledged, then the connection goes.
	const go = phone.getByRole('button', { name: '签收', exact: true })
	await go.waitFor()
	await phone.getByText('东北').first().waitFor()
	await look(phone, 'phone')
	await phone.context().setOffline(true)
	await phone.getByText('离线', { exact: true }).waitFor()
	await go.tap()
	await phone.getByRole('button', { name: '出发', exact: true }).tap()
	await phone.getByRole('button', { name: '到达', exact: true }).tap()
	await phone.getByRole('button', { name: '报告情况' }).tap()
	await phone.getByLabel('报告情况').fill('两车可以移动')
	await phone.locator('.ask .main').tap()
	await phone.getByText('待发 4 项').first().waitFor()
	s.ok(await phone.getByText('现场处置').count() > 0, 'without a connection it goes on and says what waits')
	await look(phone, 'phone-offline')
	await phone.getByRole('button', { name: /紧急求援/ }).tap()
	await phone.getByRole('button', { name: /再按一次/ }).tap()
	await phone.getByText('请同时用电台呼叫').waitFor()
	s.ok((await c.get(`dispatch_orders?incident=${made.id}`)).json.items[0].state === 'issued', 'nothing has left the phone')
	const sent = []
	phone.on('request', r => { if (r.method() === 'POST' && /dispatch_orders\/\d+\/|\/incidents$/.test(r.url())) sent.push(`${r.url().split('/').pop()} ${r.headers()['idempotency-key']}`) })
	await phone.context().setOffline(false)
	await phone.getByText('在线', { exact: true }).waitFor({ timeout: 20_000 })
	await phone.waitForFunction(() => !document.body.innerText.includes('待发'), null, { timeout: 20_000 })
	await phone.getByText('求援已发出').waitFor()
	const order = (await c.get(`dispatch_orders?incident=${made.id}`)).json.items[0]
	s.ok(order.state === 'on_scene' && order.note === '两车可以移动' && order.acknowledged_at <= order.under_way_at && order.under_way_at <= order.on_scene_at, 'back again: everything in its order', order)
	const names = sent.map(x => x.split(' ')[0])
	s.ok(names.filter(x => x !== 'incidents').join() === 'acknowledge,set_out,arrive,add_note' && new Set(sent).size === 5, 'each sent once and in order', sent)
	s.ok(names.indexOf('incidents') <= 1, 'the call for help before all that was not already on its way', names)
	const help = (await c.get('incidents?kind=sos&sort=-id&limit=1')).json.items[0]
	s.ok(help?.priority === 1 && Array.isArray(help.place), 'the call for help is an incident of the highest priority, with the place', help)
	await c.post(`incidents/${help.id}/close`, { closing_code: 'false_call', outcome: '演练' })

	// The end on the phone: the scene is guarded before it is finished.
	await phone.getByRole('button', { name: '完成', exact: true }).tap()
	await phone.getByRole('button', { name: '双方自行协商，已撤离' }).tap()
	await phone.locator('.ask .main').tap()
	await phone.getByText(/须先确定专人/).waitFor()
	await phone.getByRole('button', { name: '不再发送' }).tap()
	await phone.getByRole('button', { name: '现场防护' }).tap()
	await phone.getByRole('button', { name: '本人' }).tap()
	await phone.locator('.ask .main').tap()
	await phone.getByRole('button', { name: '路线' }).tap()
	await phone.getByText(/按路网/).waitFor()
	await look(phone, 'phone-way')
	await phone.getByRole('button', { name: '路线' }).tap()
	await phone.getByRole('button', { name: '完成', exact: true }).tap()
	await phone.getByRole('button', { name: '双方自行协商，已撤离' }).tap()
	await phone.locator('.ask .main').tap()
	await phone.getByText('没有指令').waitFor()

	// Closed at the desk, once what the law asks is on record.
	await desk.getByText('待结警').first().waitFor()
	await c.call('PATCH', `incidents/${made.id}`, { injured: 0, dead: 0, vehicle: [{ type: '小型客车' }], answer: [{ question: 'crash_goods', answer: '没有' }, { question: 'crash_fled', answer: '没有' }] }, { 'If-Match': `"${(await c.get(`incidents/${made.id}`)).json.version}"` })
	await desk.locator('.time').click()
	await desk.keyboard.press('r')
	await desk.keyboard.press('a')
	const dialog = desk.getByRole('dialog')
	await dialog.getByLabel('结警类别').selectOption('handled')
	await dialog.getByLabel('处置结果').fill('双方自行协商，已撤离')
	await dialog.getByRole('button', { name: '结警' }).click()
	await desk.waitForFunction(() => !document.querySelector('dialog[open]'))
	const end = (await c.get(`incidents/${made.id}`)).json
	s.ok(end.state === 'closed' && end.closing_code === 'handled', 'closed with its code', end)
	await desk.open(`/incidents/${made.id}`)
	const told = desk.getByRole('region', { name: '过程', exact: true })
	await told.getByText(/现场交通专人：本人/).first().waitFor()
	const tale = await told.innerText()
	s.ok(/断网补传/.test(tale) && /两车可以移动/.test(tale) && /现场交通专人：本人/.test(tale) && /结警/.test(tale), 'the timeline tells it all, and what came late', tale)
	await look(desk, 'incident')
	const pdf = await c.post(`incidents/${made.id}/report`, {})
	s.ok(pdf.status === 200 || /未安装/.test(pdf.text), 'the report is a PDF', pdf.status)

	// And replayed: as it stood when it was made.
	const again = await s.window('leader@detachment')
	await again.open(`/incidents/${made.id}`)
	await again.getByRole('link', { name: '回放此警情' }).click()
	const purpose = again.getByRole('dialog')
	await purpose.getByRole('button', { name: '警情处置复盘' }).click()
	await purpose.getByRole('button', { name: '开始回放' }).click()
	const then = again.locator('.replay .list li').filter({ hasText: '马尚中队门前' })
	await then.waitFor()
	s.ok(/待派警/.test(await then.innerText()), 'replayed: it is open again, as it was then', await then.innerText())
	await again.shot('dispatch-replay')
	await unit.free()
	s.ok(!wide.length, 'nothing runs over and every page is usable', wide.join('\n'))
}

/** The browser is lost between the key and the answer: the order is asked again with the same key. */
async function lost(s) {
	const unit = await patrol(s, '步巡E2', 'officer2@zhangdian-1'), c = await s.as('dispatcher@detachment'), at = new Date().toISOString()
	const officer = await s.as('officer2@zhangdian-1')
	await officer.post('positions', { items: [{ at, place: AT }] })
	const made = (await c.post('incidents', { kind: 'jam', source: 'other', priority: 3, called_at: at, address: '马尚路', road_class: 'street', place: [AT[0] + 0.003, AT[1]], what: '车多缓行' })).json
	const page = await s.window('dispatcher@detachment')
	await page.open(`/dispatch-desk?row=${made.id}`)
	await page.getByRole('button', { name: '派 步巡E2' }).waitFor()
	// It reaches the server, the answer does not reach the browser.
	let key = '', posts = 0
	await page.context().route('**/api/v1/dispatch_orders', async r => { if (r.request().method() !== 'POST' || posts++) return r.continue(); key = r.request().headers()['idempotency-key']; await r.fetch(); await new Promise(() => {}) })
	await page.getByRole('button', { name: '派 步巡E2' }).click()
	for (let i = 0; i < 50 && !(await c.get(`dispatch_orders?incident=${made.id}`)).json.items.length; i++) await new Promise(done => setTimeout(done, 100))
	const again = []
	page.on('request', r => { if (r.method() === 'POST' && r.url().endsWith('/dispatch_orders')) again.push(r.headers()['idempotency-key']) })
	await page.reload()
	await page.getByText('浏览器中断前下达的指令已确认').waitFor()
	const list = (await c.get(`dispatch_orders?incident=${made.id}`)).json.items
	s.ok(list.length === 1 && again.length === 1 && again[0] === key, 'asked again with the same key, one order', { n: list.length, again, key })
	await c.post(`dispatch_orders/${list[0].id}/recall`, { reason: '演练结束' })
	await c.post(`incidents/${made.id}/close`, { closing_code: 'not_found' })
	await unit.free()
}

export const stories = [{ name: 'a call to its end', run: whole, alone: true, loud: /ERR_|Failed to fetch|EventSource|net::/ }, { name: 'a browser lost in the middle of an order', run: lost, alone: true, loud: /ERR_|net::/ }]
