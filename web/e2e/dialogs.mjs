// SPDX-License-Identifier: Apache-2.0
// What opens over a page, a form that the server does not see, and the pages of those who are outside: axe finds nothing in either theme.
import { LIGHT, both, wear } from './faces.mjs'
import { settled, still } from './house.mjs'
import { device, dialog, report, step } from './repair.mjs'

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

export const stories = [{ name: 'dialogs and errors', run: dialogs, loud: /ERR_FAILED|EventSource/ }]
