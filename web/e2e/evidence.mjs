// SPDX-License-Identifier: Apache-2.0
// Evidence for the stories, drawn and marked as simulated: a crossing camera that reports violations of the signal with a composite
// of three pictures and the plate, among them one fact twice, a vehicle with a permit, a police vehicle,
// one at more than twice the limit and an unclear picture.
import { camera, plateFor } from './street.mjs'

const PAINT = { blue: ['#1f4fa3', '#fff'], white: ['#f4f4f0', '#111'], green: ['#bfe6c8', '#10331c'] }
const BODY = { 1: '#1b1d20', 2: '#e9ecef', 3: '#8b929a', 4: '#a3262b', 5: '#244f9e' }
const car = (p, step) => {
	const [bg, ink] = PAINT[p.paint ?? 'blue'], body = BODY[p.colour ?? 2], size = 1 - step * 0.16
	return `<div style="position:relative;overflow:hidden;background:linear-gradient(#93a1ae 38%,#4c545d 38%)">
	<div style="position:absolute;left:0;right:0;top:82%;height:5px;background:#f3f3ee"></div><div style="position:absolute;left:52%;top:38%;width:4px;height:62%;background:#e5d48a"></div>
	<div style="position:absolute;right:22px;top:26px;width:26px;height:70px;border-radius:6px;background:#16191d"><div style="width:18px;height:18px;border-radius:9px;margin:5px 4px;background:#ff3b30;box-shadow:0 0 14px #ff3b30"></div></div>
	<div style="position:absolute;left:50%;top:${84 - step * 14}%;width:300px;height:220px;transform:translate(-50%,-100%) scale(${size});transform-origin:bottom">
	<div style="position:absolute;inset:20% 0 0;border-radius:46px 46px 22px 22px;background:${body}"></div><div style="position:absolute;left:14%;right:14%;top:0;height:42%;border-radius:40px 40px 0 0;background:#27313c;border:6px solid ${body}"></div>
	<div style="position:absolute;left:6%;top:52%;width:44px;height:24px;border-radius:12px;background:#fff6cf"></div><div style="position:absolute;right:6%;top:52%;width:44px;height:24px;border-radius:12px;background:#fff6cf"></div>
	<div style="position:absolute;left:50%;top:74%;transform:translateX(-50%);width:132px;height:38px;border-radius:4px;background:${bg};color:${ink};font:700 25px/38px sans-serif;text-align:center;white-space:nowrap">${p.plate}</div></div></div>`
}
const close = p => { const [bg, ink] = PAINT[p.paint ?? 'blue']; return `<div style="display:grid;place-items:center;background:#2a2f35"><div style="width:88%;padding:8px 0;border-radius:8px;border:3px solid #fff;background:${bg};color:${ink};font:700 76px/90px sans-serif;text-align:center;white-space:nowrap;letter-spacing:4px">${p.plate}</div></div>` }
const scene = (p, at) => `<body style="margin:0;width:1120px;height:800px;display:grid;grid-template:1fr 1fr 34px/1fr 1fr;gap:3px;background:#000;${p.unclear ? 'filter:blur(9px)' : ''}">${[0, 1, 2].map(i => car(p, i)).join('')}${close(p)}<div style="grid-column:1/3;color:#ffd84d;font:600 19px/34px sans-serif;padding:0 10px">模拟 SIMULATED　${new Date(at + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')}　人民西路与柳泉路路口东向　1车道　${p.speed ? `${p.speed} km/h 限速60` : '闯红灯'}</div></body>`

async function paint(s, list) {
	const page = await s.house.browser.newPage({ viewport: { width: 1120, height: 800 } })
	for (const p of list) {
		await page.setContent(scene(p, p.at.getTime()))
		p.pictures = [{ type: '07', data: await page.screenshot({ type: 'jpeg', quality: 82 }), width: 1120, height: 800 }]
	}
	await page.close()
}

/** n records that wait for their first review; the kind says what is the matter with each. */
export async function violations(s, n = 20) {
	const cam = await camera(s), engineer = await s.as('device@detachment'), clerk = await s.as('clerk@zhangdian')
	const dev = (await engineer.get(`devices?code=${cam.code}`)).json.items[0]
	const patched = await engineer.call('PATCH', `devices/${dev.id}`, { verified_until: '2039-12-31', published_on: '2019-01-01', reviewed_on: '2019-01-01', warning_sign_on: '2019-01-01' }, { 'If-Match': `"${dev.version}"` })
	if (patched.status !== 200) throw new Error(`device: ${patched.text}`)
	const limited = await engineer.call('PATCH', `tollgates/${cam.gate.id}`, { limit_kmh: 60 }, { 'If-Match': `"${cam.gate.version}"` })
	if (limited.status !== 200) throw new Error(`tollgate: ${limited.text}`)
	const began = Date.now() - 3600_000, read = await engineer.post('device_readings', { device: dev.id, at: new Date(began).toISOString(), online: true, clock_ms: 120 })
	if (read.status !== 201) throw new Error(`reading: ${read.text}`)
	const list = Array.from({ length: n }, (_, i) => ({ kind: 'good', plate: plateFor(), colour: 1 + (i % 5), serial: 4000 + i, at: new Date(began + 60_000 + i * 60_000) }))
	const set = (i, more) => Object.assign(list[i], more)
	set(4, { kind: 'same', plate: list[3].plate, colour: list[3].colour })
	set(7, { kind: 'permit' })
	set(9, { kind: 'police', plate: `鲁C${String(Date.now()).slice(-4)}警`, class: '23', paint: 'white', plateColour: 2, colour: 2 })
	set(11, { kind: 'unclear', unclear: true })
	set(6, { kind: 'speed', illegal: '1721', speed: 140 })
	const permit = await clerk.post('exemptions', { kind: 'permit', number: `XK-${Date.now()}`, plate: list[7].plate, plate_class: '02', family: 'red_light', from_at: new Date(began - 864e5).toISOString(), to_at: new Date(began + 864e5).toISOString(), basis: '山东省实施办法56' })
	const confirmed = await (await s.as('leader@zhangdian')).post(`exemptions/${permit.json?.id}/confirm`)
	if (confirmed.status !== 200) throw new Error(`exemption: ${permit.text} ${confirmed.text}`)
	for (const [i, p] of list.entries()) if (p.kind === 'good' && i % 3 === 0) await clerk.post('registry_vehicles', { code: `02-${p.plate}`, colour: ['black', 'white', 'gray', 'red', 'blue'][p.colour - 1], type: 'K33', brand: '样例牌 轿车', inspected_until: '2039-01-01' })
	await paint(s, list)
	for (const p of list) {
		const sent = await cam.passage({ plate: p.plate, tollgate: cam.gate.code, at: p.at.getTime(), serial: p.serial, colour: p.colour, class: p.class, plateColour: p.plateColour, illegal: p.illegal ?? '1625', speed: p.speed, pictures: p.pictures })
		if (sent.status >= 300) throw new Error(`passage: ${sent.status} ${sent.text}`)
	}
	const c = await s.as('reviewer@zhangdian')
	for (let i = 0; ; i++) {
		const rows = (await c.post('camera_records/search', { where: { device: dev.id }, sort: 'captured_at', limit: 200, reason: '核对' })).json.items
		if (rows.length >= n) { for (const [k, r] of rows.entries()) list[k].id = r.id; return { cam, dev, list } }
		if (i > 60) throw new Error(`only ${rows.length} of ${n} records came`)
		await new Promise(done => setTimeout(done, 250))
	}
}
