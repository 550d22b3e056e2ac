// SPDX-License-Identifier: Apache-2.0
// node web/e2e/fps.mjs --luan BIN --web DIST [--shots DIR] [--serve | --url URL --token T] - frames a second of the map of devices while it is panned, and of the wall
// with 1,000 patrols that move every second, painted by the processor alone (no GPU), on a base map of a made-up city. A figure, not a test.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { Client } from '../../test/tools/client.mjs'
import { Server, folder, init, luan, remove } from '../../test/tools/server.mjs'

const { values: o } = parseArgs({ options: { luan: { type: 'string', default: 'build/luan' }, web: { type: 'string', default: 'web/dist' }, shots: { type: 'string' }, seconds: { type: 'string', default: '6' }, url: { type: 'string' }, token: { type: 'string' }, serve: { type: 'boolean' } } })
const CENTRES = [[118.05, 36.81, '张店'], [117.96, 36.65, '淄川'], [117.86, 36.49, '博山'], [118.3, 36.82, '临淄'], [117.86, 36.8, '周村'], [118.1, 36.96, '桓台'], [117.83, 37.17, '高青'], [118.17, 36.19, '沂源']]

/** Streets of eight towns and the highways between them: some 12,000 lines, as dense as a city of four million. */
function network() {
	const features = []
	const add = (layer, cls, type, coordinates, name, ref) => features.push({ type: 'Feature', properties: { layer, class: cls, name, ref }, geometry: { type, coordinates } })
	for (const [lon, lat, town] of CENTRES) {
		add('place', 'district', 'Point', [lon, lat], `${town}区`)
		for (let i = -30; i <= 30; i++) for (const along of [0, 1]) {
			const cls = i % 15 === 0 ? 'primary' : i % 5 === 0 ? 'secondary' : i % 3 === 0 ? 'tertiary' : 'residential', off = i * 0.0022
			for (let k = -12; k < 12; k++) {
				const at = s => (along ? [lon + off + Math.sin(s) * 0.0004, lat + s * 0.0055] : [lon + s * 0.0055, lat + off + Math.cos(s) * 0.0004])
				add('road', cls, 'LineString', [0, 0.25, 0.5, 0.75, 1].map(s => at(k + s)), `${town}${along ? '经' : '纬'}${i + 31}路`)
			}
		}
		for (let i = 0; i < 300; i++) {
			const x = lon + ((i * 37) % 120 - 60) * 0.001, y = lat + ((i * 53) % 120 - 60) * 0.001, w = 0.0015
			add(i % 9 ? 'built' : 'landuse', i % 9 ? 'built' : 'park', 'Polygon', [[[x, y], [x + w, y], [x + w, y + w], [x, y + w], [x, y]]])
		}
	}
	CENTRES.forEach(([lon, lat], i) => { const [x, y] = CENTRES[(i + 1) % CENTRES.length]; add('road', 'motorway', 'LineString', [[lon, lat], [(lon + x) / 2 + 0.02, (lat + y) / 2], [x, y]], '高速公路', `G${20 + i}`) })
	add('water', 'river', 'LineString', Array.from({ length: 60 }, (_, i) => [117.9 + Math.sin(i / 5) * 0.05, 36.2 + i * 0.017]), '孝妇河')
	return { type: 'FeatureCollection', simulated: true, features }
}

/** A server of its own with a base map, or the one named by --url and --token. */
async function house() {
	if (o.url) return { base: o.url, token: o.token, close: async () => {} }
	const data = folder('fps')
	await init(o.luan, data)
	writeFileSync(join(data, 'net.geojson'), JSON.stringify(network()))
	const began = Date.now(), made = await luan(o.luan, ['import', 'map', join(data, 'net.geojson'), '--data', data])
	console.log(made.code ? 'map_import_s: none (luan was built without GDAL); figures are without a base map' : `map_import_s: ${((Date.now() - began) / 1000).toFixed(1)}`)
	const server = await new Server(o.luan, data, { args: ['--web', resolve(o.web), '--max-per-address', '1000'] }).start()
	const client = await new Client(server.base).signIn('device@detachment')
	if (o.serve) console.log(`--url ${server.base} --token ${client.token}`)
	return { base: server.base, token: client.token, close: async () => { await server.stop(); remove(data) } }
}
const h = await house()
if (o.serve) await new Promise(() => {})
try {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] })
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1, locale: 'zh-CN' })
	await context.addInitScript(p => localStorage.setItem('luan.prefs', p), JSON.stringify({ theme: 'light', lang: 'zh' }))
	await context.addInitScript(() => {
		const was = CanvasRenderingContext2D.prototype.clearRect
		window.frames_ = []
		CanvasRenderingContext2D.prototype.clearRect = function (...a) { if (this.canvas.className === 'sheet') window.frames_.push(performance.now()); return was.apply(this, a) }
	})
	await context.addCookies([{ name: 'luan_session', value: h.token, url: h.base, httpOnly: true, sameSite: 'Strict' }])
	const page = await context.newPage()
	await page.goto(`${h.base}/devices?tab=map`)
	await page.locator('.map canvas.sheet').waitFor({ state: 'attached', timeout: 60_000 })
	await page.waitForFunction(() => /10,\d\d\d/.test(document.querySelector('.legend')?.textContent ?? '') || performance.now() > 60_000, null, { timeout: 90_000 })
	await page.waitForTimeout(2000)

	/** Drags the map in circles, one move a frame, and counts what was painted. */
	const pan = (seconds, on = page) => on.evaluate(async s => {
		const view = document.querySelector('.map .ol-viewport'), box = view.getBoundingClientRect()
		const at = (x, y) => ({ clientX: box.left + x, clientY: box.top + y, pointerId: 1, isPrimary: true, bubbles: true, button: 0, buttons: 1, pointerType: 'mouse' })
		const fire = (target, type, x, y) => target.dispatchEvent(new PointerEvent(type, at(x, y)))
		const cx = box.width / 2, cy = box.height / 2, began = performance.now()
		window.frames_.length = 0
		fire(view, 'pointerdown', cx, cy)
		for (let t = 0; t < s * 1000; t = performance.now() - began) {
			const a = t / 900
			fire(document, 'pointermove', cx + Math.sin(a) * cx * 0.7, cy + Math.sin(a * 1.3) * cy * 0.7)
			await new Promise(done => requestAnimationFrame(done))
		}
		const frames = [...new Set(window.frames_.map(f => Math.round(f)))], took = (performance.now() - began) / 1000
		fire(document, 'pointermove', cx, cy)	// back to where it began: the next zoom is to be as full
		await new Promise(done => setTimeout(done, 400))
		fire(document, 'pointerup', cx, cy)
		const gaps = frames.slice(1).map((f, i) => f - frames[i]).sort((a, b) => a - b)
		return { fps: frames.length / took, p95: gaps[Math.floor(gaps.length * 0.95)] ?? 0, worst: gaps.at(-1) ?? 0 }
	}, seconds)

	if (o.shots) mkdirSync(o.shots, { recursive: true })
	let least = Infinity
	for (const [name, steps] of [['city', 0], ['district', 2], ['streets', 2]]) {
		for (let i = 0; i < steps; i++) await page.locator('.ol-zoom-in').click()
		await page.waitForTimeout(2500)
		const f = await pan(Number(o.seconds))
		least = Math.min(least, f.fps)
		console.log(`map_fps_${name}: ${f.fps.toFixed(1)} (p95 ${f.p95.toFixed(0)} ms between frames, longest ${f.worst.toFixed(0)} ms)`)
		if (o.shots) { await page.waitForTimeout(1200); await page.screenshot({ path: `${o.shots}/fps-${name}.png` }) }
	}
	console.log(`map_fps: ${least.toFixed(1)}`)
	await page.close()

	// The stream is played here, a picture each second as the server tells it: 1,000 patrols, 60 incidents with an order each.
	await context.addInitScript(() => {
		const N = 1000, at = i => [117.75 + 0.6 * ((i * 37) % 101) / 101, 36.4 + 0.7 * ((i * 53) % 97) / 97], since = new Date().toISOString()
		const row = (id, state, title, more) => ({ id, unit: 1, state, since, title, ...more })
		const many = (n, f) => Array.from({ length: n }, (_, i) => f(i + 1))
		const shown = {
			patrol: many(N, i => row(i, i % 5 ? 'free' : 'committed', `巡逻${i}`, { kind: i % 4 ? 'car' : 'motorcycle', vehicle: i })),
			incident: many(60, i => row(i, i % 3 ? 'ordered' : 'open', `财损事故 · 人民路${i}`, { kind: 'crash', priority: 3, place: at(i * 7) })),
			dispatch_order: many(60, i => row(i, 'under_way', `指令${i}`, { incident: i, patrol: i * 5, place: at(i * 7) })),
		}
		const units = t => many(N, i => { const [x, y] = at(i), a = t / 40_000 + i; return [i, Math.round((x + 0.01 * Math.sin(a)) * 1e6), Math.round((y + 0.01 * Math.cos(a)) * 1e6), Math.round(a * 57) % 360, 40, 1, i % 50 ? 0 : 1] })
		delete window.SharedWorker
		window.EventSource = class extends EventTarget {
			static OPEN = 1
			static CLOSED = 2
			readyState = 1
			constructor() {
				super()
				let seq = 100
				setTimeout(() => this.onopen?.(), 50)
				this.timer = setInterval(() => this.dispatchEvent(new MessageEvent('live', { data: JSON.stringify({ at: new Date().toISOString(), units: units(Date.now()), ...(seq % 2 ? {} : { shown }), seq: ++seq }) })), 1000)
			}
			close() { clearInterval(this.timer) }
		}
	})
	const wall = await context.newPage()
	await wall.goto(`${h.base}/wall`)
	await wall.getByRole('button', { name: '停在这一幕' }).click()
	await wall.locator('.list').getByText('财损事故').first().waitFor({ timeout: 60_000 })
	await wall.waitForTimeout(3000)
	const moving = await pan(Number(o.seconds), wall)
	console.log(`wall_fps_1000_patrols: ${moving.fps.toFixed(1)} (p95 ${moving.p95.toFixed(0)} ms between frames, longest ${moving.worst.toFixed(0)} ms)`)
	if (o.shots) await wall.screenshot({ path: `${o.shots}/fps-wall.png` })
	await browser.close()
} finally {
	await h.close()
}
process.exit()
