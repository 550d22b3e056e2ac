// SPDX-License-Identifier: Apache-2.0
// The whole way on a phone of 390 x 844: nothing scrolls sideways, everything is within reach of the thumb.
import { chip, device, dialog, report, step } from './repair.mjs'
import { PASSWORD, settled, still } from './house.mjs'

const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function phone(s) {
	const dev = await device(s)
	const { id } = await report(s, 'officer@detachment', dev, '立杆被车辆刮碰，需现场加固')
	const page = await s.window(null, { size: 'phone' })
	const wide = []
	const look = async name => { const n = await over(page); if (n > 0) wide.push(`${name}: ${n}px`); await page.shot(`phone-${name}`) }
	await page.open('/sign-in')
	await look('sign-in')
	await page.getByLabel('用户名').fill('maintainer@detachment')
	await page.getByLabel('密码').fill(PASSWORD)
	await page.getByRole('button', { name: '登录' }).tap()
	await page.getByRole('button', { name: /我的账号/ }).waitFor()
	await settled(page)
	await look('home')
	await page.getByRole('navigation', { name: '常用页面' }).getByRole('link', { name: '维修工单' }).tap()
	await page.locator('ul.cards > li').first().waitFor()
	s.ok(await page.locator('table.list').isHidden(), 'the list shows cards instead of a table')
	await look('list')
	const small = await page.evaluate(() => [...document.querySelectorAll('nav.thumbs > *, ul.cards > li > a')].map(e => e.getBoundingClientRect().height).filter(h => h && h < 44).length)
	s.ok(small === 0, 'places to tap are at least 44 px high', small)
	await page.getByRole('button', { name: '更多' }).tap()
	await still(page)
	await look('menu')
	await page.open(`/repair-orders/${id}`)
	await look('detail')
	await step(page, '受理').tap()
	await look('step')
	await dialog(page).getByRole('button', { name: '受理', exact: true }).tap()
	await dialog(page).waitFor({ state: 'detached' })
	s.ok(await chip(page) === '维修中' && (await (await s.as('device@detachment')).get(`repair_orders/${id}`)).json.state === 'accepted', 'a step is taken with the thumb')
	for (const [name, path] of [['device', `/devices/${dev.id}`], ['devices', '/devices'], ['view', '/views/repair_figures'], ['notices', '/notices'], ['account', '/account/sessions'], ['form', `/repair-orders/new?device=${dev.id}`]]) {
		await page.open(path)
		await look(name)
	}
	s.ok(!wide.length, 'no page scrolls sideways', wide.join('\n'))
}

export const stories = [{ name: 'on a phone', run: phone }]
