// SPDX-License-Identifier: Apache-2.0
// Twenty camera records by keyboard alone: one fact twice, a permit, a police vehicle on a task and an unclear picture among them;
// two persons, what cannot be used is said before, a slip taken back; the next picture stands there within a tenth of a second.
import { violations as axe } from './axe.mjs'
import { chain } from './chain.mjs'
import { violations } from './evidence.mjs'
import { still } from './house.mjs'

/** The least time of a look while it is tried, and in the run, where nobody should wait sixty times. */
const LONG_MS = 600_000, NONE_MS = 0
const FIRST = { good: ['d', 'a'], speed: ['d', 'a'], same: ['0'], permit: ['e'], police: ['d', 'n', 'a'], unclear: ['1'] }
const desk = page => page.locator('.review-desk')
export const onDesk = page => desk(page).locator('.head').getAttribute('data-row').then(Number)
/** Until another record stands there with its picture. */
const next = (page, id) => page.waitForFunction(was => { const h = document.querySelector('.review-desk .head'); return !h || Number(h.dataset.row) !== was }, id)
const pressed = async (page, keys) => { for (const k of keys) await page.keyboard.press(k) }

async function go(page, by, keys, mine) {
	const times = []
	while (mine.size) {
		const id = await onDesk(page)
		if (!mine.has(id)) { await page.keyboard.press('j'); await next(page, id); continue }
		await still(page)
		const p = mine.get(id)
		if (p.kind === 'same') await page.getByText(/同一事实已有记录|First verdict|初审结论/).first().waitFor()
		await by?.(p, page)
		mine.delete(id)
		await pressed(page, keys(p))
		if (mine.size) await next(page, id)
	}
	times.push(...await page.evaluate(() => performance.getEntriesByName('luan-review-next').map(e => Math.round(e.duration))))
	return times
}
const middle = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/** A house of its own: the clock goes on by months afterwards. */
async function review(outer) {
	const { House } = await import('./house.mjs'), { binary, web, shots, chrome, browser } = outer.house
	const house = await new House({ binary, web, shots, chrome, browser }).open(), windows = []
	const window = async (user, how) => { const w = await house.window(user, how); windows.push(w); return w }
	try { await twenty({ ...outer, house, as: u => house.as(u), window }) } finally {
		const loud = windows.flatMap(w => w.heard).filter(m => !/Failed to load resource|401|EventSource|ERR_/.test(m))
		outer.ok(!loud.length, 'no error in the console of the browser of that house', loud.slice(0, 5).join('\n'))
		await house.close()
	}
}
async function twenty(s) {
	const { list } = await violations(s)
	const page = await s.window('reviewer@zhangdian', { size: 'wide' }), c = await s.as('reviewer@zhangdian')
	const record = async id => (await c.get(`camera_records/${id}`)).json
	const until = async (p, state) => { let r; for (let i = 0; i < 40; i++) { r = await record(p.id); if (r.state === state) return r; await page.waitForTimeout(150) } return r }
	const law = await s.as('legal@detachment')
	const figure = async (code, value) => {
		const now = (await law.get(`enforcement_rules?code=${code}&limit=1`)).json.items[0], set = await law.call('PATCH', `enforcement_rules/${now.id}`, { value }, { 'If-Match': `"${now.version}"` })
		if (set.status !== 200) throw new Error(`${code}: ${set.text}`)
	}
	await figure('review_least_ms', LONG_MS)
	await page.open('/review-desk')
	await desk(page).locator('.stage img:not(.unseen)').waitFor()
	await page.shot('review-first')
	const keysShown = await page.getByRole('region', { name: '键盘' }).innerText()
	s.ok(/采用/.test(keysShown) && /撤回/.test(keysShown) && /同一违法事实/.test(keysShown), 'the keys stand on the screen', keysShown)
	s.ok(/\d+ 件/.test(await desk(page).locator('p.due').innerText()), 'and what is due today', await desk(page).locator('p.due').innerText())

	// Too fast, not lawful, taken back: before the run.
	const fast = await onDesk(page)
	await page.keyboard.press('j')
	await next(page, fast)
	await page.keyboard.press('k')
	await desk(page).locator(`.head[data-row="${fast}"]`).waitFor()
	await pressed(page, ['a'])
	await page.getByRole('status').filter({ hasText: '不能采用' }).or(page.locator('.toast', { hasText: '不能采用' })).first().waitFor()
	s.ok((await record(fast)).state === 'captured', 'what the rule still asks is said, and nothing is sent')
	await pressed(page, ['1'])
	await page.getByText('看得太快').waitFor()
	s.ok((await record(fast)).state === 'captured', 'a verdict faster than the least time is asked once more')
	await page.keyboard.press('1')
	await next(page, fast)
	await until({ id: fast }, 'first_reject')
	await page.keyboard.press('z')
	await desk(page).locator(`.head[data-row="${fast}"]`).waitFor()
	s.ok((await until({ id: fast }, 'captured')).state === 'captured' && (await record(fast)).first_by == null, 'a slip of the hand is taken back while nobody else has looked', await record(fast))
	await figure('review_least_ms', NONE_MS)
	await page.open('/review-desk')
	await desk(page).locator('.stage img:not(.unseen)').waitFor()

	const said = new Map()
	const times = await go(page, async (p, w) => { if (!['good', 'speed'].includes(p.kind)) { said.set(p.kind, await w.getByRole('region', { name: '取证规则' }).innerText()); await w.shot(`review-${p.kind}`) } }, p => FIRST[p.kind], new Map(list.map(p => [p.id, p])))
	s.say(`next record with its picture after ${middle(times)} ms (median of ${times.length}), ${Math.max(...times)} ms at most: ${times.join(' ')}`)
	s.ok(times.length >= 15, 'with each verdict the next record stands there', times)
	s.ok(/同一事实已有记录/.test(said.get('same')) && /许可有效/.test(said.get('permit')) && /紧急车辆/.test(said.get('police')), 'one fact twice, a permit and an emergency vehicle are told in words', [...said])
	for (const p of list) p.row = await until(p, { same: 'first_reject', permit: 'first_reject', unclear: 'first_reject' }[p.kind] ?? 'first_pass')
	s.ok(list.every(p => p.row.state === ({ same: 'first_reject', permit: 'first_reject', unclear: 'first_reject' }[p.kind] ?? 'first_pass')), 'twenty first reviews by keyboard alone', list.map(p => `${p.kind} ${p.row.state}`))
	s.ok(list.find(p => p.kind === 'same').row.reject_code === 'same_fact' && list.find(p => p.kind === 'permit').row.reject_code === 'exempt' && list.find(p => p.kind === 'police').row.on_duty === 'no', 'each with its code')
	await page.keyboard.press('s')
	await page.getByText('没有可由您复审的记录').first().waitFor()
	s.ok(true, 'what one reviewed first is not offered to him again')

	await figure('blind_permille', 1000)	// every finished review is drawn
	const second = await s.window('reviewer2@zhangdian', { size: 'wide', theme: 'dark' })
	await second.open('/review-desk')
	await second.keyboard.press('s')
	await desk(second).locator('.head').waitFor()
	await still(second)
	await second.shot('review-second-dark')
	const times2 = await go(second, async (p, w) => { if (p.kind === 'unclear') { s.ok(/维修工单/.test(await w.getByRole('region', { name: '审核结论' }).innerText()), 'that a repair order follows is shown'); await w.shot('review-second-unclear') } }, p => (p.row.state === 'first_reject' ? ['c'] : ['a']), new Map(list.map(p => [p.id, p])))
	s.say(`second reviewer: ${middle(times2)} ms (median of ${times2.length}), ${Math.max(...times2)} ms at most`)
	for (const p of list) p.row = await until(p, p.row.state === 'first_pass' ? 'entered' : 'rejected')
	s.ok(list.every(p => p.row.state === (['same', 'permit', 'unclear'].includes(p.kind) ? 'rejected' : 'entered')), 'another person finishes all twenty by keyboard', list.map(p => `${p.kind} ${p.row.state}`))
	s.ok(!!list.find(p => p.kind === 'unclear').row.repair_order, 'the unclear picture has opened a repair order')
	await second.keyboard.press('z')
	await second.locator('.toast', { hasText: '复审结论即时生效' }).waitFor()
	s.ok(true, 'a second review is not taken back')
	await blind(s, list)
	await chain(s, list.find(p => p.kind === 'speed'))
}

/** A third person judges without being told what the first two found. */
async function blind(s, list) {
	const third = await s.window('reviewer3@zhangdian', { size: 'wide' }), c = await s.as('reviewer3@zhangdian')
	await third.open('/review-desk')
	await pressed(third, ['s', 's'])
	await desk(third).locator('.head').waitFor()
	const judged = async id => { for (let i = 0; i < 40; i++) { const r = (await c.get(`blind_reviews?about=${id}`)).json.items[0]; if (r?.state === 'judged') return r; await third.waitForTimeout(150) } return null }
	const text = await desk(third).innerText()
	s.ok(!/初审结论|待复审|已录入|位移可见/.test(text.replace(/键盘[\s\S]*$/, '')), 'the third is not told what the first two found', text)
	await third.shot('review-blind')
	for (const key of ['a', '8']) {
		const id = await onDesk(third), was = list.find(p => p.id === id).row.state
		await still(third)
		await third.keyboard.press(key)
		await next(third, id)
		const r = await judged(id)
		s.ok(r && r.verdict === (key === 'a' ? 'use' : 'reject') && r.agrees === ((was === 'entered') === (key === 'a')), `judged blind by key ${key}: ${r?.agrees ? 'the same' : 'another verdict'}`, r)
	}
}

/** Nothing waiting, the server gone, a phone, English; and nobody without the post. */
async function states(s) {
	const page = await s.window('reviewer3@zhangdian')
	await page.open('/review-desk')
	await page.keyboard.press('s')
	await page.keyboard.press('s')
	await page.getByText('没有待盲复核的记录').first().waitFor().catch(() => {})
	await page.shot('review-empty')
	await page.context().route('**/api/v1/camera_records/**', r => r.abort())
	await page.open('/review-desk').catch(() => {})
	await page.getByRole('alert').first().waitFor()
	await page.shot('review-error')
	await page.context().unroute('**/api/v1/camera_records/**')
	await page.getByRole('button', { name: '重试' }).first().click()
	await desk(page).locator('.list-pane').waitFor()

	await violations(s, 12)
	for (const [name, how] of [['phone', { size: 'phone' }], ['english', { lang: 'en', theme: 'dark' }], ['contrast', { theme: 'contrast' }]]) {
		const w = await s.window('reviewer3@zhangdian', how)
		await w.open('/review-desk')
		await desk(w).locator('.stage img:not(.unseen)').waitFor()
		await still(w)
		await w.shot(`review-${name}`)
		const found = await axe(w), wide = await w.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
		s.ok(!found.length && wide <= 0, `${name}: axe finds nothing, nothing scrolls sideways`, [...found, wide].join('\n'))
		if (name === 'phone') {
			const use = await w.getByRole('button', { name: '采用', exact: true }).boundingBox()
			s.ok(use && use.height >= 44 && use.y + use.height <= 844, 'the verdict is within reach of the thumb', use)
		}
		await s.close(w)
	}
	s.ok((await (await s.as('reviewer@zhangdian')).get('session')).json.roles.includes('reviewer'), 'the post is a reviewer')
}

export const stories = [{ name: 'twenty records by keyboard', run: review }, { name: 'the review desk in its states', run: states, alone: true, loud: /ERR_FAILED/ }]
