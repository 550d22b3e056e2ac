// SPDX-License-Identifier: Apache-2.0
// One server over one demo folder and one browser for all stories; a window is a person's own browser context.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { Client } from '../../test/tools/client.mjs'
import { PASSWORD, Server, folder, freePort, init, luan, remove } from '../../test/tools/server.mjs'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
export const SIZES = { desk: { width: 1366, height: 768 }, wide: { width: 1920, height: 1080 }, phone: { width: 390, height: 844 }, wall: { width: 3840, height: 2160 } }
export { PASSWORD }

export class House {
	/** city: the simulated city drives in it, upon its own base map, so many passages a second; year: so many violations of the last year; browser: that of another house, which keeps it */
	constructor({ binary, web, shots, chrome, city = 0, year = 0, browser = null }) {
		Object.assign(this, { binary, web, shots, chrome, city, year, browser, guest: !!browser, tokens: new Map() })
	}

	async open() {
		mkdirSync(this.shots, { recursive: true })
		this.data = folder('browser')
		await init(this.binary, this.data, { year: this.year })
		// Before the server starts: accounts as an operator's script would add them, one that signs in and one that stays at the door.
		this.newcomer = { user: 'newcomer@zhangdian-1', waits: 'walker@zhangdian-1', password: 'First-word-of-2026' }
		for (const user of [this.newcomer.user, this.newcomer.waits]) {
			const made = await luan(this.binary, ['user', 'add', '--data', this.data, '--user', user, '--name', '新到民警', '--role', 'officer', '--password', this.newcomer.password])
			if (made.code !== 0) throw new Error(`luan user add: ${made.stderr}`)
		}
		if (this.city) {
			const map = join(this.data, 'city.geojson')
			for (const args of [['city', '--write-map', map], ['import', 'map', map, '--data', this.data]]) { const r = await luan(this.binary, args); if (r.code !== 0) console.error(`luan ${args.join(' ')}: ${r.stderr}`) }
		}
		const port = await freePort()
		this.devices = `http://127.0.0.1:${port}`
		this.server = new Server(this.binary, this.data, { args: ['--web', this.web, '--max-per-address', '1000', '--device', `127.0.0.1:${port}`] })
		this.server.fixed = await freePort()
		await this.server.start()
		this.base = this.server.base
		if (this.city) this.driver = spawn(this.binary, ['city', '--http', new URL(this.base).host, '--device', new URL(this.devices).host, '--passages-per-second', String(this.city), '--log-level', 'warn'], { env: { ...process.env, LUAN_DEMO_PASSWORD: PASSWORD }, stdio: ['ignore', 'ignore', 'inherit'] })
		this.browser ??= await chromium.launch({ executablePath: this.chrome, headless: true, args: FLAGS })
		return this
	}

	/** The interface as a person uses it without a screen: to prepare a story and to see what the server says. */
	async as(user) {
		const c = new Client(this.base)
		if (!this.tokens.has(user)) this.tokens.set(user, c.signIn(user).then(x => x.token))
		c.token = await this.tokens.get(user)
		c.user = user
		if ((await c.get('session')).status === 401) {	// another story has signed this person out
			c.token = undefined
			this.tokens.set(user, c.signIn(user).then(x => x.token))
			c.token = await this.tokens.get(user)
		}
		return c
	}

	/** A window of somebody who is signed in; without `user`, of nobody. */
	async window(user, { size = 'desk', lang = 'zh', theme = 'light' } = {}) {
		const phone = size === 'phone'
		const context = await this.browser.newContext({ viewport: SIZES[size], hasTouch: phone, isMobile: phone, deviceScaleFactor: 1, locale: lang === 'zh' ? 'zh-CN' : 'en-US', timezoneId: 'Asia/Shanghai', acceptDownloads: true, reducedMotion: 'reduce' })
		context.setDefaultTimeout(15_000)
		await context.addInitScript(p => { if (!localStorage.getItem('luan.prefs')) localStorage.setItem('luan.prefs', p) }, JSON.stringify({ theme, lang }))
		if (user) {
			const c = await this.as(user)
			await context.addCookies([{ name: 'luan_session', value: c.token, url: this.base, httpOnly: true, sameSite: 'Strict' }])
		}
		const page = await context.newPage()
		page.heard = []
		page.foreign = []
		page.failed = []
		page.on('response', r => { if (r.status() >= 400) page.failed.push(`${r.status()} ${r.request().method()} ${new URL(r.url()).pathname}`) })
		page.on('console', m => { if (m.type() === 'error' || m.type() === 'warning') page.heard.push(m.text().slice(0, 300)) })
		page.on('pageerror', e => page.heard.push(String(e?.stack ?? e).slice(0, 500)))
		context.on('request', r => { if (!r.url().startsWith(this.base) && !/^(data|blob|chrome-extension):/.test(r.url())) page.foreign.push(r.url().slice(0, 200)) })
		page.open = async path => { await page.goto(this.base + path); await settled(page) }
		page.go = async path => { await page.evaluate(to => document.querySelector('#app').__vue_app__.config.globalProperties.$router.push(to), path); await still(page) }
		page.shot = name => page.screenshot({ path: `${this.shots}/${name}.png` })
		return page
	}

	async close() {
		if (!this.guest) await this.browser?.close()
		if (this.driver && this.driver.exitCode === null) { const over = new Promise(done => this.driver.on('exit', done)); this.driver.kill('SIGTERM'); await Promise.race([over, new Promise(done => setTimeout(done, 10_000))]) }
		const end = await this.server?.stop()
		if (this.data) remove(this.data)
		return end
	}
}

/** The page has its data: nothing loading, the heading there. */
export async function settled(page) {
	await page.locator('h1').first().waitFor({ state: 'attached' })
	await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy="true"]'), null, { polling: 40 })
}

/** Inside the application: every request is answered, nothing is loading, and nothing has changed for a moment. What moves for ever is let be. */
export const still = page => page.evaluate(() => new Promise(done => {
	const asked = window.luanAsked ??= (() => { const n = { open: 0 }, ask = window.fetch; window.fetch = (...a) => { n.open++; return ask(...a).finally(() => n.open--) }; return n })()
	const QUIET_MS = 60, LONG_MS = 4000, began = performance.now()
	let last = began
	const watch = new MutationObserver(() => { last = performance.now() })
	watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
	const look = () => {
		const now = performance.now(), busy = asked.open > 0 || !document.querySelector('h1') || document.querySelector('.skeleton, [aria-busy="true"]')
		if ((!busy && now - last >= QUIET_MS) || now - began > LONG_MS * (busy ? 4 : 1)) { watch.disconnect(); done(!busy) } else setTimeout(look, 20)
	}
	look()
}))
