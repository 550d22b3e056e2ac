// SPDX-License-Identifier: Apache-2.0
// axe on a page as it stands, against WCAG 2.2 AA and its own good practice.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What may differ from one theme or language to the other; the structure of a page is the same in both. */
const LOOK = ['color-contrast', 'link-in-text-block', 'focus-order-semantics', 'html-lang-valid', 'html-has-lang', 'document-title', 'page-has-heading-one', 'label', 'button-name', 'link-name', 'target-size']

const ready = async page => { if (!await page.evaluate(() => !!window.axe)) await page.evaluate(source) }

/**
 * What axe finds, a line for each. look: only what a theme or a language can change. within: a selector, where the rest of the page
 * was looked at already (the shell is the same on every page; what is about the page as a whole is then left out).
 */
export async function violations(page, look = false, within = null) {
	await ready(page)
	return page.evaluate(async ([rules, within]) => {
		// Fifty rows are alike: the first eight say what there is to say.
		const exclude = [...document.querySelectorAll('main table tbody tr:nth-child(n+9), main ul > li:nth-child(n+17)')].map(e => [e])
		const include = within && document.querySelector(within) ? [[within]] : undefined
		const found = await window.axe.run({ ...(include ? { include } : {}), exclude }, { runOnly: rules, resultTypes: ['violations'], preload: false })
		return found.violations.map(v => `${v.id}: ${v.help}; ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`)
	}, [look ? LOOK : RULES, within])
}

/**
 * The same for somebody who walks from page to page in one window: the rules of structure (not where `colours` is said to be all), and
 * contrast of such text as was not seen three times before in this theme: colour, ground, size and weight decide it, and those
 * are few. Nothing is taken for seen that is hidden or shut, since axe passes it over.
 */
export async function glance(page, theme, { within = null, colours = false } = {}) {
	await ready(page)
	return page.evaluate(async ([rules, within, theme]) => {
		const root = (within && document.querySelector(within)) || document.body, seen = ((window.luanSeen ??= {})[theme] ??= new Map())
		const grounds = new Map(), ground = el => {
			if (!el) return ''
			if (!grounds.has(el)) { const c = getComputedStyle(el), own = `${c.backgroundColor}${c.backgroundImage === 'none' ? '' : c.backgroundImage}${c.opacity === '1' ? '' : c.opacity}`; grounds.set(el, /^rgb\(/.test(own) ? own : `${own}<${ground(el.parentElement)}`) }
			return grounds.get(el)
		}
		const fresh = []
		for (const el of root.querySelectorAll('*')) {
			if (!(el.value || el.placeholder || [...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()))) continue
			const box = el.getBoundingClientRect()
			if (box.width < 2 || box.height < 2 || el.closest('[disabled], [aria-disabled="true"]') || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
			const c = getComputedStyle(el), look = `${c.color} ${ground(el)} ${c.fontSize} ${c.fontWeight}`, times = seen.get(look) ?? 0
			if (times < 3) { seen.set(look, times + 1); fresh.push(el) }
		}
		const options = { resultTypes: ['violations'], preload: false }, found = []
		const exclude = [...document.querySelectorAll('main table tbody tr:nth-child(n+9), main ul > li:nth-child(n+17)')].map(e => [e])
		if (rules) found.push(await window.axe.run({ ...(root === document.body ? {} : { include: [[root]] }), exclude }, { ...options, runOnly: rules, rules: { 'color-contrast': { enabled: false } } }))
		if (fresh.length) found.push(await window.axe.run({ include: fresh.map(e => [e]) }, { ...options, runOnly: ['color-contrast', 'link-in-text-block'] }))
		return found.flatMap(f => f.violations).map(v => `${v.id}: ${v.help}; ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`)
	}, [colours ? null : RULES, within, theme])
}
