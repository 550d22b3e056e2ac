// SPDX-License-Identifier: Apache-2.0
// node web/e2e/run.mjs --luan BIN --web DIST [--only WORD] [--shots DIR] - what people do, in a real browser at a real server.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Tap } from '../../test/tools/tap.mjs'

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, web: { type: 'string', default: 'web/dist' }, only: { type: 'string', default: '' }, shots: { type: 'string', default: 'build/e2e' } } })
const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium'
const tap = new Tap()
const skip = why => { tap.skip('the console in a browser', why); tap.end(); process.exit() }
if (!existsSync(chrome)) skip(`${chrome} is not there`)
if (!existsSync(new URL('../node_modules/playwright-core', import.meta.url))) skip('web/node_modules is not there')
if (!existsSync(`${o.web}/index.html`)) { tap.ok(false, `${o.web} holds the built console`); tap.end(); process.exit() }

const { House } = await import('./house.mjs')
/** The long ones first, so that none is left alone at the end. */
const FILES = ['walk', 'dispatch', 'review', 'dialogs', 'signin', 'repair', 'race', 'export', 'phone', 'org', 'law', 'console', 'map', 'search', 'alarm', 'taken', 'device', 'stop', 'intercept', 'interlock', 'plan', 'pocket', 'replay', 'duty', 'watch']
const stories = []
for (const name of FILES) {
	const file = new URL(`./${name}.mjs`, import.meta.url)
	if (existsSync(file)) stories.push(...(await import(file)).stories.map(s => ({ ...s, file: name })))
}
const chosen = stories.filter(s => !o.only || `${s.file} ${s.name}`.includes(o.only))
const make = browser => new House({ binary: o.luan, web: resolve(o.web), shots: resolve(o.shots), chrome, browser }).open()

async function play(story, house) {
	const began = Date.now(), pages = []
	const s = {
		house,
		ok: (good, name, why) => tap.ok(!!good, `${story.name}: ${name}`, typeof why === 'string' || why === undefined ? why : JSON.stringify(why)),
		say: text => tap.say(`${story.name}: ${text}`),
		as: user => house.as(user),
		window: async (user, how) => { const p = await house.window(user, how); pages.push(p); return p },
		close: page => page.context().close(),
	}
	try {
		await story.run(s)
	} catch (e) {
		for (const [i, p] of pages.entries()) await p.shot(`failed-${story.file}-${story.name.replace(/\W+/g, '-')}-${i}`).catch(() => {})
		s.ok(false, 'plays to its end', `${e.stack ?? e}\n${pages.map(p => { try { return p.url() } catch { return '' } }).join(' ')}`)
	}
	const loud = pages.flatMap(p => p.heard).filter(m => !/Failed to load resource/.test(m) && !story.loud?.test(m))
	s.ok(!loud.length, 'no error in the console of the browser', loud.slice(0, 5).join('\n'))
	const foreign = pages.flatMap(p => p.foreign)
	s.ok(!foreign.length, 'nothing is asked of another host', foreign.slice(0, 5).join('\n'))
	for (const p of pages) await p.context().close().catch(() => {})
	tap.say(`${story.name}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

/** Stories that disturb others (a restart, a flood, a decree) play in a house of their own, one after the other, beside the rest; what moves the clock comes last. */
const LANES = 3
const queue = chosen.filter(s => !s.alone), apart = chosen.filter(s => s.alone).sort((a, b) => !!a.clock - !!b.clock)
const house = await make(), ends = []
const lane = async () => { for (let s; (s = queue.shift());) await play(s, house) }
async function aside() {
	if (apart.length) {
		const other = await make(house.browser)
		for (const s of apart) await play(s, other)
		ends.push(await other.close())
	}
	await lane()	// done with them it helps with the rest
}
await Promise.all([...Array.from({ length: LANES }, lane), aside()])
ends.push(await house.close())
tap.ok(ends.every(e => e?.code === 0), 'the servers stop cleanly after all that', JSON.stringify(ends))
tap.end()
process.exit()
