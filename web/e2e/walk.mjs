// SPDX-License-Identifier: Apache-2.0
// Every address of the application for a post that sees it, its dialogs and its error states: axe finds nothing, in both
// themes and both languages; no page scrolls sideways; the browser has nothing to complain about. The walk stays inside the
// application, and a page that was looked at in one theme puts on the other where it stands.
import { model } from '../../test/tools/model.mjs'
import { LIGHT, both, faults, narrow, shot } from './faces.mjs'
import { House, still } from './house.mjs'
import { answer, down, few, refused } from './invent.mjs'
import { dialog } from './repair.mjs'
import { plan } from './routes.mjs'

/** LUAN_WALK=EXPRESSION walks only addresses that it fits. */
const { LUAN_WALK: ONLY = '' } = process.env
/** A window at most this long: a post that sees much is walked by several. */
const WINDOW = 24
const LANES = 2
/** One address: as it opens; on a phone; its dialog or its form with errors; and, where it is a kind of its own, without the server. */
async function visit(s, w, v) {
	const { page } = w, name = `${v.post.split('@')[0]} /${v.path}`, here = new URL(page.url()).pathname.slice(1)
	w.row = v.invented && { ...v, model: w.models[v.record] }
	if (v.kind === 'page' && here === v.path.split('?')[0]) await page.open(`/${v.path}`)
	else await page.go(`/${v.path}`)
	const kind = v.kind === 'page' || v.kind === 'tab' || v.detail ? v.path.replace(/\d+/, 'n') : v.kind
	const whole = !w.kinds.has(kind) || w.fresh
	const alone = !w.kinds.has(kind) && v.kind !== 'new'
	w.kinds.add(kind)
	w.fresh = false
	await shot(page, name)
	// A form is looked at again with its errors, in both themes; a change has the fields of the form that makes.
	const once = v.kind === 'new' || v.kind === 'edit'
	const found = once ? await faults(page, whole ? null : 'main') : await both(page, whole ? null : 'main')
	if (v.kind !== 'edit') found.push(...await narrow(page, name))
	if (v.kind === 'one') found.push(...await asked(page))
	if (v.kind === 'new') found.push(...await sent(w, page, v))
	await shot(page, name)
	s.ok(!found.length, `${name}: axe finds nothing`, found.join('\n'))
	if (alone) s.ok(...await without(w, page, v, name))
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
/** The server fails: for the whole page or, on a page with a part of its own, for what that part asks beside the row. */
async function without(w, page, v, name) {
	await page.go('/nowhere')
	w.down = v.detail ? `/${w.models[v.record].plural}/${v.path.split('/')[1]}` : true
	await page.go(`/${v.path}`)
	const alert = await page.locator('[role="alert"]').count(), found = await both(page, 'main')
	w.down = false
	if (v.kind === 'tab' || v.kind === 'page') await page.go('/nowhere')
	return [!found.length, `${name}: without the server axe finds nothing${alert ? ', and it says so' : ''}`, found.join('\n')]
}

/** A window of a post. Nothing is written in it; invented rows and the missing server come from here. */
async function window({ house, models, kinds }, post) {
	const page = await house.window(post, LIGHT), w = { page, models, kinds, fresh: true, row: null, down: false, fields: [] }
	page.face = LIGHT
	await page.context().route('**/api/v1/**', r => {
		const ask = r.request(), path = new URL(ask.url()).pathname
		if (/\/(session|events)$/.test(path)) return r.continue()
		if (w.down === true || w.down && !path.includes(w.down)) return down(r)
		if (ask.method() !== 'GET' && !/\/search$|\/views\//.test(path)) return refused(r, w.fields)
		if (w.row && answer(r, w.row.model, w.row.invented)) return
		return /[?&]limit=50\b/.test(ask.url()) ? few(r) : r.continue()
	})
	await page.open('/nowhere')
	await still(page)
	return w
}

/** One house for all lanes of the walk: a year of violations is in it, so that the lists of cases are not empty. */
let common
async function shared(s) {
	const { binary, web, shots, chrome, browser } = s.house
	const house = await new House({ binary, web, shots, chrome, browser, year: 400 }).open()
	const models = await model(binary), page = await house.window('sysadmin@detachment')
	await page.open('/')
	const { visits, unknown } = await plan({ as: u => house.as(u) }, page, models)
	await page.context().close()
	s.ok(!unknown.length, 'every route of the application is walked by somebody', unknown.join(' '))
	const shown = visits.filter(v => v.invented && v.kind === 'one').map(v => v.path)
	s.say(`${visits.length} addresses; the demonstration has no row of ${shown.join(' ')}: invented ones are shown`)
	const queue = []
	for (const post of new Set(visits.map(v => v.post))) {
		const mine = visits.filter(v => v.post === post && new RegExp(ONLY).test(v.path))
		for (let i = 0; i < mine.length; i += WINDOW) queue.push(mine.slice(i, i + WINDOW))
	}
	return { house, models: models.records, kinds: new Set(), queue, left: LANES }
}

async function walk(s) {
	const w = await (common ??= shared(s))
	try {
		for (let mine; (mine = w.queue.shift());) {
			const one = await window(w, mine[0].post)
			for (const v of mine) await visit(s, one, v)
			const { heard, foreign, failed } = one.page, loud = heard.filter(m => !/Failed to load resource/.test(m)), broken = failed.filter(f => !/^(422|500) |\/session$/.test(f) && !(/^404 /.test(f) && mine.some(v => v.invented)))
			s.ok(!loud.length && !foreign.length && !broken.length, `${mine[0].post}: nothing in the console of the browser, every request answered here`, [...loud, ...foreign, ...broken].slice(0, 8).join('\n'))
			await one.page.context().close()
		}
	} finally {
		if (--w.left === 0) await w.house.close()
	}
}

export const stories = Array.from({ length: LANES }, (_, i) => ({ name: `every page, lane ${i + 1}`, run: walk }))
