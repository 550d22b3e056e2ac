// SPDX-License-Identifier: Apache-2.0
// An officer's stop on a phone of 390 px: plate, what is known, behaviour, rights, statement, signature, decision, handed over; then one
// without a connection: kept on the phone, sent once and in order, nothing numbered meanwhile.
import { createHash, createHmac } from 'node:crypto'
import { PASSWORD } from './house.mjs'
import { violations as axe } from './axe.mjs'

const WHO = 'officer@zhangdian-1'
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
export const next = (page, name = '下一步') => page.getByRole('button', { name, exact: true }).tap()
const heading = (page, name) => page.getByRole('heading', { name: new RegExp(name), level: 2 }).waitFor()
const digits = () => String(Date.now()).slice(-5)

export async function begin(page, s, plate, photo) {
	await page.getByLabel('查处地点').fill('张店区人民西路与柳泉路路口')
	await page.locator('input[type=file]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo })
	await page.getByLabel('号牌号码').fill(plate)
}
export async function act(page, code) {
	await next(page)
	await heading(page, '违法行为')
	await page.getByLabel('违法代码或者行为').fill(code)
	await page.locator('.codes button').first().tap()
}
export async function driver(page, id) {
	await next(page)
	await heading(page, '当事人')
	await page.getByLabel('姓名').fill('试验样例')
	await page.getByLabel('证件号码').fill(id)
	await next(page)
	await heading(page, '告知')
}
export async function rights(page) {
	for (const box of await page.locator('.rights input').all()) await box.check()
	await next(page, '已口头告知')
	await heading(page, '陈述和签名')
}
export async function sign(page) {
	const box = await page.locator('canvas').boundingBox()
	await page.mouse.move(box.x + 40, box.y + 90)
	await page.mouse.down()
	for (let i = 0; i < 12; i++) await page.mouse.move(box.x + 40 + i * 20, box.y + 90 + (i % 2 ? 30 : -30))
	await page.mouse.up()
}
export async function photo(s) {
	const page = await s.house.browser.newPage({ viewport: { width: 480, height: 360 } })
	await page.setContent('<body style="margin:0;background:#66707a;font:600 30px sans-serif;color:#ffd84d;display:grid;place-items:center;height:360px">模拟 SIMULATED 现场</body>')
	const data = await page.screenshot({ type: 'jpeg', quality: 70 })
	await page.close()
	return data
}
const casesOf = async (c, plate) => (await c.post('violation_cases/search', { where: { plate }, sort: '-id', limit: 10, reason: '核对' })).json.items

/** Where the server asks for a recording: the one issued to the officer says that it records. */
const asksRecorder = async s => (await (await s.as('device@detachment')).get('recorders?limit=1')).status === 200
export async function recording(s, who, says = true) {
	const number = who.toUpperCase().replace(/[^0-9A-Z]/g, '-'), now = Date.now()
	const text = JSON.stringify({ kind: 'presence', recorder: `ZFJ-${number}`, terminal: `JWT-${number}`, at: new Date(now).toISOString(), recording: says, ...(says ? { since: new Date(now - 12 * 3600_000).toISOString() } : {}) })
	const stamp = String(Math.floor(now / 1000)), nonce = Math.random().toString(36).slice(2).padEnd(12, 'x')
	const mac = createHmac('sha256', Buffer.from(createHash('sha256').update(PASSWORD).digest('hex'), 'hex')).update(`${stamp}\n${nonce}\n${text}\n`).digest('hex')
	const r = await (await s.as('device@detachment')).call('POST', 'adapter_messages/from/recorders', text, { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac, Authorization: '' })
	if (r.status !== 200) throw new Error(`recorder: ${r.status} ${r.text}`)
}

async function online(s) {
	const plate = `鲁C${digits()}`, c = await s.as(WHO), shot = await photo(s), wide = []
	const watch = (await c.post('watch_entries', { category: 'temporary', subject: '演练：现场核查', basis: '本单位内部规定', plate, plate_class: '02', reach: 'own', visibility: 'unit', to_at: new Date(Date.now() + 864e5).toISOString(), priority: 3, action: 'check' })).json
	await (await s.as('leader@zhangdian-1')).post(`watch_entries/${watch.id}/approve`)
	const page = await s.window(WHO, { size: 'phone' })
	const look = async name => { const n = await over(page), found = await axe(page); if (n > 0) wide.push(`${name}: ${n}px`); if (found.length) wide.push(`${name}: ${found.join(' ')}`); await page.shot(`stop-${name}`) }
	await page.open('/stop')
	await next(page)
	await page.getByRole('alert').filter({ hasText: '请填写查处地点' }).waitFor()
	s.ok(true, 'what is missing is said in words')
	await begin(page, s, plate, shot)
	await page.getByRole('button', { name: '查询车辆' }).tap()
	await page.getByRole('region', { name: '查询结果' }).waitFor()
	const known = await page.getByRole('region', { name: '查询结果' }).innerText()
	s.ok(/布控车辆/.test(known) && /登记库中没有该车/.test(known), 'registration and watch list answer', known)
	await look('vehicle')
	await act(page, '1102')
	await page.getByLabel('罚款（元）').fill('500')
	await next(page)
	await page.getByRole('alert').filter({ hasText: '幅度' }).first().waitFor()
	await page.getByLabel('罚款（元）').fill('100')
	const sum = await page.locator('.sum').innerText()
	s.ok(/100 元/.test(sum) && /1/.test(sum), 'fine and points are reckoned', sum)
	await look('act')
	await driver(page, '370399199001010011')
	await next(page, '已口头告知')
	await page.getByRole('alert').filter({ hasText: '还有 4 项没有告知' }).waitFor()
	await look('tell')
	await rights(page)
	await page.getByLabel('陈述和申辩').fill('灯光刚坏，正要去修')
	await page.getByLabel('复核意见').fill('不影响违法事实的认定')
	await sign(page)
	await look('say')
	await next(page, '提交')
	const decide = page.getByRole('button', { name: '当场决定' })
	await decide.waitFor()
	await look('end')
	const made = await casesOf(c, plate)
	s.ok(made.length === 1 && made[0].state === 'told' && made[0].decision_no == null, 'one case, told, not yet decided', made.map(x => x.state))
	const kept = (await c.get(`violation_cases/${made[0].id}`)).json
	s.ok(kept.files?.scene?.length === 1 && kept.files?.statement?.length === 1, 'with the picture and the signature in the file', kept.files)
	if (await asksRecorder(s)) {
		await decide.tap()
		await page.locator('main .fault').waitFor()
		s.ok(await page.getByRole('link', { name: '报告记录仪故障' }).count() === 1, 'without a recording the decision is refused, and a failure can be reported', await page.locator('main').innerText())
		await look('recorder')
		await recording(s, WHO)
	}
	const writes = []
	page.on('request', r => { if (/\/decide$/.test(r.url())) writes.push(r.headers()['idempotency-key']) })
	await decide.evaluate(b => { b.click(); b.click() })
	await page.locator('main .chip', { hasText: '已决定' }).or(page.locator('main .fault')).first().waitFor()
	s.ok(new Set(writes).size === 1, 'pressed twice it is decided once', writes)
	await look('decided')
	await page.getByRole('button', { name: '当场交付决定书' }).tap()
	await page.getByText('已当场交付').waitFor()
	await look('served')
	const end = (await c.get(`violation_cases/${made[0].id}`)).json
	s.ok(end.state === 'served' && end.decided_at && end.fine === 10000, 'decided and handed over', end.state)
	const places = (await page.evaluate(async () => { const all = []; for (const d of await indexedDB.databases()) all.push(d.name); return JSON.stringify([all, Object.entries(localStorage)]) }))
	s.ok(!/370399199001010011|试验样例/.test(places), 'nothing about the driver in the storage of the page', places)
	s.ok(!wide.length, 'nothing scrolls sideways, axe finds nothing', wide.join('\n'))
	return page
}

/** What a phone holds, as text: everything in its database. */
const held = page => page.evaluate(() => new Promise((done, fail) => {
	const ask = indexedDB.open('luan-stop')
	ask.onerror = () => fail(ask.error)
	ask.onsuccess = () => {
		const t = ask.result.transaction(['jobs', 'kept']), jobs = t.objectStore('jobs').getAll(), draft = t.objectStore('kept').getAllKeys(), kept = t.objectStore('kept').getAll()
		t.oncomplete = () => { ask.result.close(); done(JSON.stringify([jobs.result, draft.result, kept.result.filter(k => !k.codes)])) }
	}
}))

async function offline(s) {
	const plate = `鲁C${digits()}`, c = await s.as(WHO), shot = await photo(s)
	const page = await s.window(WHO, { size: 'phone' })
	await page.open('/stop')
	await page.getByText('本页已存本机').waitFor()
	await page.waitForFunction(() => new Promise(done => { const ask = indexedDB.open('luan-stop'); ask.onsuccess = () => { const r = ask.result.transaction('kept').objectStore('kept').get('law'); r.onsuccess = () => { ask.result.close(); done(!!r.result) } } }))
	const csp = await page.evaluate(() => fetch('/sw.js').then(r => r.headers.get('content-security-policy')))
	s.ok(/script-src 'self'/.test(csp) && !/unsafe-eval/.test(csp), 'the strict policy stands for the worker too', csp)
	const app = await page.evaluate(() => fetch(document.querySelector('link[rel=manifest]').href).then(r => r.json()))
	s.ok(app.start_url === '/stop' && app.display === 'standalone', 'the page can be installed', app)

	await page.context().setOffline(true)
	await page.reload()
	await page.getByText('离线', { exact: true }).waitFor()
	s.ok(true, 'without a connection the page starts')
	await begin(page, s, plate, shot)
	await page.shot('stop-offline')
	await act(page, '1102')
	await page.getByLabel('罚款（元）').fill('50')
	await driver(page, '370399199001010038')
	await rights(page)
	await page.getByRole('checkbox', { name: /拒绝签名/ }).check()
	await next(page, '提交')
	await page.getByText(/离线：已存本机 \d+ 项/).waitFor()
	await page.shot('stop-offline-kept')
	s.ok(await page.getByRole('button', { name: '当场决定' }).count() === 0, 'nothing can be decided without a connection')
	s.ok((await casesOf(c, plate)).length === 0, 'and nothing has reached the server')
	await page.reload()
	await page.getByText(/离线：已存本机 \d+ 项/).waitFor()
	s.ok(true, 'a phone that restarts has lost nothing')

	// The first answer is lost on its way: it is asked again with the same key.
	const keys = []
	let lost = 0
	await page.context().route('**/api/v1/violation_cases', async r => {
		if (r.request().method() !== 'POST') return r.continue()
		keys.push(r.request().headers()['idempotency-key'])
		if (lost++) return r.continue()
		await r.fetch()
		return r.abort()
	})
	const order = []
	page.on('request', r => { if (r.method() === 'POST' && /violation_cases/.test(r.url())) order.push(new URL(r.url()).pathname.replace(/^.*violation_cases\/?\d*\/?/, '') || 'new') })
	await page.context().setOffline(false)
	await page.getByRole('button', { name: '当场决定' }).waitFor({ timeout: 40_000 })
	const made = await casesOf(c, plate)
	s.ok(made.length === 1 && made[0].state === 'told' && made[0].decision_no == null, 'with the connection back it is sent: one case, told', made.map(x => `${x.id} ${x.state}`))
	s.ok(keys.length === 2 && keys[0] === keys[1], 'an answer lost on the way makes no second case', keys)
	s.ok([...new Set(order)].join() === 'new,files/scene,establish,tell,defend,answer', 'in its order', order)
	const row = (await c.get(`violation_cases/${made[0].id}`, { 'Luan-Reason': encodeURIComponent('核对') })).json
	s.ok(/拒绝签名/.test(row.defence ?? '') || row.masked?.includes('defence'), 'that he refused to sign is noted', row.defence)
	const left = await held(page)
	s.ok(!/370399199001010038|试验样例/.test(left), 'nothing about the driver stays on the phone', left.slice(0, 400))
	await page.shot('stop-sent')
	await page.getByRole('button', { name: '下一次查处' }).tap()
	await heading(page, '车辆和地点')
	await page.waitForTimeout(500)
	s.ok(!(await held(page)).includes(plate), 'and with the next stop not the plate either')
}

export const stories = [{ name: 'a stop on the phone', run: online, alone: true }, { name: 'a stop without a connection', run: offline, alone: true, loud: /ERR_|Failed to fetch|EventSource|net::/ }]
