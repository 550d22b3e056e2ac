// SPDX-License-Identifier: Apache-2.0
// A page in both themes and both languages, as axe sees it, and in the width of a phone.
import { glance } from './axe.mjs'
import { SIZES, still } from './house.mjs'

export const LIGHT = { theme: 'light', lang: 'zh' }, DARK = { theme: 'dark', lang: 'en' }
/** To look with one's own eyes: LUAN_SHOTS=1 keeps pictures in both themes and on a phone. */
const { LUAN_SHOTS: SHOTS } = process.env
export const shot = (page, name) => (SHOTS ? page.shot(`walk-${name.replace(/[^a-z0-9]+/gi, '-')}-${page.face.lang}-${page.viewportSize().width}`) : null)
const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Theme and language as another window of the same machine would change them. */
export async function wear(page, face) {
	await page.evaluate(p => { localStorage.setItem('luan.prefs', p); window.dispatchEvent(new StorageEvent('storage', { key: 'luan.prefs', newValue: p })) }, JSON.stringify(face))
	await still(page)
	page.face = face
}
/** What is wrong with a page in the theme it wears; `within`: only that part of it. */
export async function faults(page, within) {
	const found = await glance(page, page.face.theme, { within, colours: page.face === DARK }), wide = await over(page), said = `${page.face.theme} ${page.face.lang}`
	return [...found.map(f => `${said}: ${f}`), ...(wide > 0 ? [`${said}: scrolls sideways by ${wide}px`] : [])]
}
const other = face => (face === LIGHT ? DARK : LIGHT)
/** In the theme it wears, then in the other. */
export async function both(page, within) {
	const first = await faults(page, within)
	await wear(page, other(page.face))
	return [...first, ...await faults(page, within)]
}
export async function narrow(page, name) {
	await page.setViewportSize(SIZES.phone)
	await shot(page, name)
	const wide = await over(page)
	await page.setViewportSize(SIZES.desk)
	return wide > 0 ? [`on a phone: scrolls sideways by ${wide}px`] : []
}
