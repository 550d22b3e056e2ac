// SPDX-License-Identifier: Apache-2.0
// axe on a page as it stands, against WCAG 2.2 AA and its own good practice.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What may differ from one theme or language to the other; the structure of a page is the same in both. */
const LOOK = ['color-contrast', 'link-in-text-block', 'focus-order-semantics', 'html-lang-valid', 'html-has-lang', 'document-title', 'page-has-heading-one', 'label', 'button-name', 'link-name', 'target-size']

/**
 * What axe finds, a line for each. look: only what a theme or a language can change. within: a selector, where the rest of the page
 * was looked at already (the shell is the same on every page; what is about the page as a whole is then left out).
 */
export async function violations(page, look = false, within = null) {
	if (!await page.evaluate(() => !!window.axe)) await page.evaluate(source)
	return page.evaluate(async ([rules, within]) => {
		// Fifty rows are alike: the first eight say what there is to say.
		const exclude = [...document.querySelectorAll('main table tbody tr:nth-child(n+9), main ul > li:nth-child(n+17)')].map(e => [e])
		const include = within && document.querySelector(within) ? [[within]] : undefined
		const found = await window.axe.run({ ...(include ? { include } : {}), exclude }, { runOnly: rules, resultTypes: ['violations'], preload: false })
		return found.violations.map(v => `${v.id}: ${v.help}; ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`)
	}, [look ? LOOK : RULES, within])
}
