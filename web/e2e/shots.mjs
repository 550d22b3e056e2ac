// SPDX-License-Identifier: Apache-2.0
// Pictures of screens for looking at, with axe beside: node e2e/shots.mjs OUT SIZE THEME LANG [path ...]
import { mkdirSync } from 'node:fs'
import { open, violations } from './browser.mjs'

const [out = '/tmp/shots', size = '1366x768', theme = 'light', lang = 'zh', ...paths] = process.argv.slice(2)
const base = process.env.LUAN_URL ?? 'http://127.0.0.1:5199'
const [width, height] = size.split('x').map(Number)
mkdirSync(out, { recursive: true })
const { context, close } = await open({ viewport: { width, height }, hasTouch: width < 600, isMobile: width < 600 })
await context.addInitScript(p => localStorage.setItem('luan.prefs', p), JSON.stringify({ theme, lang }))
const page = await context.newPage()
const errors = []
page.on('console', m => { if (m.type() === 'error') errors.push(`${m.text()} ${m.location().url}`.slice(0, 200)) })
page.on('pageerror', e => errors.push(String(e).slice(0, 300)))
if (process.env.LUAN_USER) {
	const answer = await context.request.post(`${base}/api/v1/session`, { data: { user: process.env.LUAN_USER, password: process.env.LUAN_PASSWORD }, headers: { 'Idempotency-Key': `shots${Date.now()}` } })
	if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)
}
let bad = 0
for (const spec of paths) {
	const [path, ...acts] = spec.split('@')
	await page.goto(base + path)
	await page.waitForTimeout(Number(process.env.LUAN_WAIT ?? 900))
	for (const act of acts) {
		const [what, arg] = [act.slice(0, act.indexOf('=')), act.slice(act.indexOf('=') + 1)]
		if (what === 'key') await page.keyboard.press(arg)
		else if (what === 'type') await page.keyboard.type(arg)
		else if (what === 'wait') await page.waitForTimeout(Number(arg))
		else if (what === 'click') await page.locator(arg).first().click({ timeout: 3000 }).catch(e => errors.push(`click ${arg}: ${String(e).slice(0, 80)}`))
		await page.waitForTimeout(450)
	}
	const name = `${process.env.LUAN_USER ? process.env.LUAN_USER.replace('@', '-') + '-' : ''}${(spec.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home').slice(0, 60)}-${size}-${theme}-${lang}`
	await page.screenshot({ path: `${out}/${name}.png` })
	const found = await violations(page)
	bad += found.length
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	console.log(`${name}${found.length ? ` AXE ${JSON.stringify(found, null, 1)}` : ''}${wide > 0 ? ` OVERFLOW ${wide}` : ''}${errors.length ? ` ERR ${errors.splice(0).join(' | ')}` : ''}`)
}
await close()
process.exit(bad ? 1 : 0)
