// SPDX-License-Identifier: Apache-2.0
// Chromium as the browser tests start it, and axe on a page.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A browser of its own with a fresh profile; `close` takes both away. */
export async function open(options = {}) {
	const dir = mkdtempSync(join(tmpdir(), 'luan-e2e-'))
	const context = await chromium.launchPersistentContext(dir, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
	const close = async () => { await context.close(); rmSync(dir, { recursive: true, force: true }) }
	return { context, close }
}
/** The violations of WCAG 2.2 AA on the page as it stands. */
export async function violations(page) {
	await page.evaluate(`if (!window.axe) { ${axe} }`)
	return page.evaluate(async () => {
		const found = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
		return found.violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} :: ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`) }))
	})
}
