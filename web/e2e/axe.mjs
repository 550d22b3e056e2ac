// SPDX-License-Identifier: Apache-2.0
// axe on a page as it stands, against WCAG 2.2 AA and its own good practice.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What may differ from one theme to the other; the structure of a page is the same in both. */
const LOOK = ['color-contrast', 'link-in-text-block', 'focus-order-semantics', 'html-lang-valid', 'html-has-lang', 'document-title', 'page-has-heading-one', 'label', 'button-name', 'link-name', 'target-size']

export async function violations(page, look = false) {
	await page.evaluate(`if (!window.axe) { ${source} }`)
	return page.evaluate(async rules => {
		// Fifty rows are alike: the first dozen say what there is to say.
		const rows = [...document.querySelectorAll('main table tbody tr:nth-child(n+13), main ul > li:nth-child(n+25)')].map(e => [e])
		const found = await window.axe.run({ exclude: rows }, { runOnly: rules, resultTypes: ['violations'] })
		return found.violations.map(v => `${v.id}: ${v.help}; ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? ''})`).join('; ')}`)
	}, look ? LOOK : RULES)
}
