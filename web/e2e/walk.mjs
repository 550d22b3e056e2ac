// SPDX-License-Identifier: Apache-2.0
// Every address of the application for a post that sees it, its dialogs and its error states: axe finds nothing, in both
// themes and both languages; no page scrolls sideways; the browser has nothing to complain about. The walk stays inside the
// application, and a page that was looked at in one theme puts on the other where it stands.
import { model } from '../../test/tools/model.mjs'
import { violations } from './axe.mjs'
import { House, SIZES, settled, still } from './house.mjs'
import { answer, down, refused } from './invent.mjs'
import { device, dialog, report, step } from './repair.mjs'
import { plan } from './routes.mjs'

const LIGHT = { theme: 'light', lang: 'zh' }, DARK = { theme: 'dark', lang: 'en' }
/** A window at most this long: a post that sees much is walked by several. */
const WINDOW = 24
const LANES = 3
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Theme and language as another window of the same machine would change them. */
async function wear(page, face) {
	await page.evaluate(p => { localStorage.setItem('luan.prefs', p); window.dispatchEvent(new StorageEvent('storage', { key: 'luan.prefs', newValue: p })) }, JSON.stringify(face))
	await still(page)
	page.face = face
}
/** What is wrong with a page in the theme it wears; `within`: only that part of it. */
async function faults(page, within) {
	const found = await violations(page, page.face === DARK, within), wide = await over(page), said = `${page.face.theme} ${page.face.lang}`
	return [...found.map(f => `${said}: ${f}`), ...(wide > 0 ? [`${said}: scrolls sideways by ${wide}px`] : [])]
}
/** In the theme it wears, then in the other. */
async function both(page, within) {
	const first = await faults(page, within)
	await wear(page, page.face === LIGHT ? DARK : LIGHT)
	return [...first, ...await faults(page, within)]
}
async function narrow(page) {
	await page.setViewportSize(SIZES.phone)
	const wide = await over(page)
	await page.setViewportSize(SIZES.desk)
	return wide > 0 ? [`on a phone: scrolls sideways by ${wide}px`] : []
}

/** One address: as it opens; on a phone; its dialog or its form with errors; and, where it is a kind of its own, without the server. */
async function visit(s, w, v) {
	const { page } = w, name = `${v.post.split('@')[0]} /${v.path}`, here = () => new URL(page.url()).pathname.slice(1)
	w.row = v.invented && { ...v, model: w.models[v.record] }
	if (v.kind === 'page' && here() === v.path.split('?')[0]) await page.open(`/${v.path}`)
	else await page.go(`/${v.path}`)
	const kind = v.kind === 'page' || v.kind === 'tab' || v.detail ? v.path.replace(/\d+/, 'n') : v.kind
	const whole = !w.kinds.has(kind)
	w.kinds.add(kind)
	const told = said => { if (process.env.LUAN_SHOTS) return page.shot(`walk-${name.replace(/[^a-z0-9]+/gi, '-')}${said}-${page.face.theme}`) }
	await told('')
	const found = [...await both(page, whole ? null : 'main'), ...await narrow(page)]
	if (v.kind === 'one') found.push(...await asked(page))
	if (v.kind === 'new') found.push(...await sent(w, page, v))
	await told('-then')
	s.ok(!found.length, `${name}: axe finds nothing`, found.join('\n'))
	if (whole && v.kind !== 'new') s.ok(...await without(w, page, v, name))
}
/** The dialog of the first step that may be taken. */
async function asked(page) {
	const button = page.locator('.steps button:not([aria-disabled])').last()
	if (!await button.count()) return []
	await button.click()
	await dialog(page).waitFor()
	await still(page)
	const found = await both(page, '[role="dialog"]')
	await page.keyboard.press('Escape')
	await dialog(page).waitFor({ state: 'detached' })
	return found.map(f => `step dialog, ${f}`)
}
/** A form sent empty: what is missing is said at its field, by the page or by the server. */
async function sent(w, page, v) {
	w.fields = w.models[v.record].fields.filter(f => !f.flags.sys).map(f => f.name).slice(0, 3)
	await page.locator('form button[type=submit]').click()
	await page.locator('form .error').first().waitFor()
	await still(page)
	return (await both(page, 'main')).map(f => `form with errors, ${f}`)
}
async function without(w, page, v, name) {
	await page.go('/nowhere')
	w.down = true
	if (v.path.includes('?')) await page.go(`/${v.path}`)
	else await page.go(`/${v.path}`)
	const alert = await page.locator('[role="alert"]').count(), found = await both(page, null)
	w.down = false
	await page.go('/nowhere')
	return [!found.length, `${name}: without the server axe finds nothing${alert ? ', and it says so' : ''}`, found.join('\n')]
}

/** A window of a post. Nothing is written in it; invented rows and the missing server come from here. */
async function window(s, house, models, post, windows) {
	const page = await house.window(post, LIGHT), w = { page, models, kinds: new Set(), row: null, down: false, fields: [] }
	windows.push(page)
	page.face = LIGHT
	await page.context().route('**/api/v1/**', r => {
		const ask = r.request(), path = new URL(ask.url()).pathname
		if (/\/(session|events)$/.test(path)) return r.continue()
		if (w.down) return down(r)
		if (ask.method() !== 'GET' && !/\/search$|\/views\//.test(path)) return refused(r, w.fields)
		return w.row ? answer(r, w.row.model, w.row.invented) : r.continue()
	})
	await page.open('/nowhere')
	await still(page)
	return w
}

/** One house for all lanes of the walk: a year of violations is in it, so that the lists of cases are not empty. */
let common
async function shared(s) {
	const { binary, web, shots, chrome } = s.house
	const house = await new House({ binary, web, shots, chrome, year: 400 }).open()
	const models = await model(binary), page = await house.window('sysadmin@detachment')
	await page.open('/')
	const { visits, unknown } = await plan({ as: u => house.as(u) }, page, models)
	await page.context().close()
	s.ok(!unknown.length, 'every route of the application is walked by somebody', unknown.join(' '))
	const shown = visits.filter(v => v.invented && v.kind === 'one').map(v => v.path)
	s.say(`${visits.length} addresses; the demonstration has no row of ${shown.join(' ')}: invented ones are shown`)
	const queue = []
	for (const post of new Set(visits.map(v => v.post))) {
		const mine = visits.filter(v => v.post === post)
		for (let i = 0; i < mine.length; i += WINDOW) queue.push(mine.slice(i, i + WINDOW))
	}
	return { house, models: models.records, queue, left: LANES }
}

async function walk(s) {
	const w = await (common ??= shared(s)), windows = []
	try {
		for (let mine; (mine = w.queue.shift());) {
			const one = await window(s, w.house, w.models, mine[0].post, windows)
			for (const v of mine) await visit(s, one, v)
			const { heard, foreign, failed } = one.page, loud = heard.filter(m => !/Failed to load resource/.test(m)), broken = failed.filter(f => !/^(422|500) |\/session$|999999/.test(f))
			s.ok(!loud.length && !foreign.length && !broken.length, `${mine[0].post}: nothing in the console of the browser, every request answered here`, [...loud, ...foreign, ...broken].slice(0, 8).join('\n'))
			await one.page.context().close()
		}
	} finally {
		if (--w.left === 0) await w.house.close()
	}
}

/** What opens over a page, a form that the server does not see, and the pages of those who are outside. */
async function dialogs(s) {
	const { id } = await report(s, 'officer@detachment', await device(s), '雨后进水')
	const page = await s.window('device@detachment', LIGHT)
	const clean = async (name, within) => { await still(page); const found = await both(page, within); s.ok(!found.length, `${name}: axe finds nothing`, found.join('\n')) }
	page.face = LIGHT
	const at = async (name, open) => {
		if (page.face !== LIGHT) await wear(page, LIGHT)
		await open()
		await dialog(page).first().waitFor()
		await clean(name, '[role="dialog"]')
		await page.keyboard.press('Escape')
		await dialog(page).waitFor({ state: 'detached' })
	}
	await page.open(`/repair-orders/${id}`)
	await at('step with reason', () => step(page, '作废').click())
	await at('keys', () => page.keyboard.press('?'))
	await at('palette', () => page.keyboard.press('/'))
	await page.go('/devices')
	await at('export dialog', () => page.getByRole('button', { name: '导出' }).click())
	await at('import dialog', () => page.getByRole('button', { name: '导入' }).click())
	await at('filter dialog', () => page.keyboard.press('f'))
	await wear(page, LIGHT)
	await page.getByRole('button', { name: '列', exact: true }).click()
	await clean('column menu')
	await page.keyboard.press('Escape')
	await page.locator('tbody input[type=checkbox]').first().check()
	await clean('bulk bar')

	await page.go('/repair-orders/999999')
	await clean('no such record', 'main')
	await page.go('/handovers')
	await clean('not for this post', 'main')
	await page.go('/devices?name=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7%E7%9A%84')
	await clean('an empty list', 'main')
	await wear(page, LIGHT)
	await page.context().route('**/api/v1/**', r => r.abort())
	await page.getByRole('button', { name: '清除筛选' }).click()
	await page.getByRole('alert').first().waitFor()
	await clean('server gone')
	await page.context().unroute('**/api/v1/**')
	await outside(s)
}
async function outside(s) {
	for (const [name, path] of [['sign in', '/sign-in'], ['first password', '/first-password']]) {
		const page = await s.window(null, LIGHT)
		page.face = LIGHT
		await page.open('/sign-in')
		if (path !== '/sign-in') {
			await page.getByLabel('用户名').fill(s.house.newcomer.waits)
			await page.getByLabel('密码').fill(s.house.newcomer.password)
			await page.getByRole('button', { name: '登录' }).click()
			await page.getByRole('heading', { name: '修改初始密码' }).waitFor()
		}
		const asked = await both(page, null)
		await page.locator('form button[type=submit]').click()
		await page.locator('form .error, [role="alert"]').first().waitFor()
		await still(page)
		const found = [...asked, ...await both(page, null)]
		s.ok(!found.length, `${name}, empty and with errors: axe finds nothing`, found.join('\n'))
		await settled(page)
	}
}

export const stories = [
	...Array.from({ length: LANES }, (_, i) => ({ name: `every page, lane ${i + 1}`, run: walk })),
	{ name: 'dialogs and errors', run: dialogs, loud: /ERR_FAILED|EventSource/ },
]
