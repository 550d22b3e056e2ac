// SPDX-License-Identifier: Apache-2.0
// Every address of the application for a post that sees it, its dialogs and its error states: axe finds nothing, in both
// themes and both languages; the browser has nothing to complain about.
import { violations } from './axe.mjs'
import { settled } from './house.mjs'
import { device, dialog, report, step } from './repair.mjs'

const LISTS = ['repair-orders', 'notices', 'receipts', 'handovers', 'devices', 'findings', 'violation-codes', 'legal-terms', 'calendar-days', 'units', 'persons', 'grants', 'break-glass', 'settings', 'alarms', 'watch-entries', 'watch-lists', 'registry-vehicles', 'checkpoint-rules', 'tollgates', 'passage-corrections', 'passage-searches', 'search-samples', 'legal-holds', 'staff-vehicles', 'passage-days', 'recorders', 'recorder-issues', 'recorder-failures', 'clips', 'site-recordings', 'recording-duties', 'clip-retentions']
const TABS = ['devices?tab=map', 'findings?tab=desk', 'violation-codes?tab=versions', 'legal-terms?tab=reckon', 'calendar-days?tab=year', 'units?tab=tree', 'devices?tab=desk', 'watch-entries?tab=desk', 'watch-lists?tab=desk', 'search-samples?tab=desk', 'passage-corrections?tab=desk']
/** Who walks where: a post that sees the screen and may make a new row, where there is one. */
const POST = { 'repair-orders': 'device', 'devices': 'device', 'notices': 'leader', 'receipts': 'leader', 'handovers': 'duty', 'findings': 'supervisor', 'violation-codes': 'legal', 'legal-terms': 'legal', 'calendar-days': 'legal', 'units': 'sysadmin', 'persons': 'sysadmin', 'grants': 'secadmin', 'break-glass': 'supervisor', 'settings': 'secadmin', 'alarms': 'duty', 'watch-entries': 'leader', 'watch-lists': 'leader', 'registry-vehicles': 'leader', 'checkpoint-rules': 'device', 'tollgates': 'device', 'passage-corrections': 'leader', 'passage-searches': 'auditor', 'search-samples': 'auditor', 'legal-holds': 'legal', 'staff-vehicles': 'personnel', 'passage-days': 'device', 'recorders': 'device', 'recorder-issues': 'duty', 'recorder-failures': 'officer', 'clips': 'legal', 'site-recordings': 'supervisor', 'recording-duties': 'legal', 'clip-retentions': 'legal' }
const MORE = { device: ['', 'views', 'views/device_state', 'views/repair_figures', 'views/recorder_state', 'account', 'account/sessions', 'account/password', 'account/totp'], leader: ['', 'views/receipt_figures', 'views/alarm_figures', 'views/alarm_cameras', 'views/passage_figures'], auditor: ['', 'audit', 'audit?part=looked', 'audit?part=chain'], sysadmin: ['', 'health'], officer: ['', 'stop'], reviewer: ['review-desk', 'views/reviewer_figures'], duty: ['', 'alarm-desk', 'passages', 'wall'] }

/** First a look that changes nothing; then a picture and axe. */
async function check(s, page, name, look = false) {
	await page.waitForTimeout(150)
	const found = await violations(page, look)
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
	if (process.env.LUAN_SHOTS) await page.shot(`walk-${name.replace(/[^a-z0-9]+/gi, '-')}`)
	s.ok(!found.length && wide <= 0, `${name}: axe finds nothing`, [...found, ...(wide > 0 ? [`scrolls sideways by ${wide}px`] : [])].join('\n'))
}

async function addresses(s) {
	const by = {}
	for (const list of LISTS) {
		const c = await s.as(`${POST[list]}@detachment`)
		const first = (await c.get(`${list.replaceAll('-', '_')}?limit=1`)).json?.items?.[0]
		const paths = by[POST[list]] ??= []
		paths.push(list)
		if (first) paths.push(`${list}/${first.id}`)
	}
	for (const [post, paths] of Object.entries(MORE)) (by[post] ??= []).push(...paths)
	for (const tab of TABS) by[POST[tab.split('?')[0]]].push(tab)
	for (const list of ['repair-orders', 'notices', 'handovers', 'devices', 'violation-codes', 'units', 'persons', 'grants', 'watch-entries', 'tollgates', 'legal-holds', 'recorders', 'recorder-issues', 'recorder-failures', 'recording-duties']) by[POST[list]].push(`${list}/new`)
	by.device.push(`devices/${(await device(s)).id}/edit`)
	return by
}

function walk(theme, lang, posts) {
	return async s => {
		const by = await addresses(s)
		for (const post of Object.keys(by).filter(p => posts(p))) {
			const page = await s.window(`${post}@detachment`, { theme, lang, size: theme === 'dark' ? 'wide' : 'desk' })
			for (const path of by[post]) {
				await page.open(`/${path}`)
				await check(s, page, `${post} /${path} ${theme} ${lang}`, theme === 'dark')
			}
			const broken = page.failed.filter(f => !/\/session$/.test(f))
			s.ok(!broken.length, `${post}: every request was answered`, broken.join('\n'))
			await s.close(page)
		}
	}
}

async function dialogs(s, theme) {
	const { id } = await report(s, 'officer@detachment', await device(s), '雨后进水')
	const page = await s.window('device@detachment', { theme })
	const at = async (name, open) => {
		await open()
		await dialog(page).first().waitFor()
		await check(s, page, `${name} ${theme}`)
		await page.keyboard.press('Escape')
		await dialog(page).waitFor({ state: 'detached' })
	}
	await page.open(`/repair-orders/${id}`)
	await at('step dialog', () => step(page, '受理').click())
	await at('step with reason', () => step(page, '作废').click())
	await at('keys', () => page.keyboard.press('?'))
	await at('palette', () => page.keyboard.press('/'))
	await page.open('/devices')
	await at('export dialog', () => page.getByRole('button', { name: '导出' }).click())
	await at('import dialog', () => page.getByRole('button', { name: '导入' }).click())
	await at('filter dialog', () => page.keyboard.press('f'))
	await page.getByRole('button', { name: '列', exact: true }).click()
	await check(s, page, `column menu ${theme}`)
	await page.keyboard.press('Escape')
	await page.locator('tbody input[type=checkbox]').first().check()
	await check(s, page, `bulk bar ${theme}`)
	await page.open('/repair-orders/new')
	await page.getByRole('button', { name: '提交' }).click()
	await page.locator('.error').first().waitFor()
	await check(s, page, `form with errors ${theme}`)

	await page.open('/nowhere')
	await check(s, page, `no such page ${theme}`)
	await page.open('/repair-orders/999999')
	await check(s, page, `no such record ${theme}`)
	await page.open('/handovers')
	await check(s, page, `not for this post ${theme}`)
	await page.open('/devices?name=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7%E7%9A%84')
	await check(s, page, `an empty list ${theme}`)
	await page.context().route('**/api/v1/**', r => r.abort())
	await page.getByRole('button', { name: '清除筛选' }).click()
	await page.getByRole('alert').first().waitFor()
	await check(s, page, `server gone ${theme}`)
	await page.context().unroute('**/api/v1/**')
	const nobody = await s.window(null, { theme })
	await nobody.open('/sign-in')
	await check(s, nobody, `sign in ${theme}`)
	await settled(nobody)
}

const first = p => ['device', 'leader', 'duty', 'officer'].includes(p)
export const stories = [
	{ name: 'every page, light', run: walk('light', 'zh', first) }, { name: 'every page, light, offices', run: walk('light', 'zh', p => !first(p)) },
	{ name: 'every page, dark, English', run: walk('dark', 'en', first) }, { name: 'every page, dark, English, offices', run: walk('dark', 'en', p => !first(p)) },
	{ name: 'dialogs and errors, light', run: s => dialogs(s, 'light'), loud: /ERR_FAILED|EventSource/ }, { name: 'dialogs and errors, dark', run: s => dialogs(s, 'dark'), loud: /ERR_FAILED|EventSource/ },
]
