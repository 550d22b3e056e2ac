// SPDX-License-Identifier: Apache-2.0
// The device desk: what the system ordered by itself stands there with its figures; from a trouble to its order, its readings and a report.
import { violations } from './axe.mjs'
import { settled } from './house.mjs'

const over = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const DESK = '/devices?tab=desk'
const first = page => page.locator('.ddesk .one').first()

async function desk(s) {
	const c = await s.as('device@detachment')
	let made = []
	for (let i = 0; i < 40 && !made.length; i++) {
		made = (await c.get('repair_orders?rule=fault_unread&state=open&limit=5')).json.items
		if (!made.length) await new Promise(done => setTimeout(done, 150))
	}
	s.ok(made.length && made[0].measured >= made[0].bound && made[0].sign === 'unread_permille', 'cameras that read too little have their orders by themselves', made[0])
	const page = await s.window('device@detachment', { size: 'wide' })
	await page.open(DESK)
	await first(page).waitFor()
	const filter = page.getByRole('group', { name: '按问题筛选' })
	await filter.getByRole('button', { name: /^识别率低/ }).click()
	await page.locator('.ddesk .subject').getByText(/号牌未识别（界限300‰）/).first().waitFor()
	s.ok(await filter.getByRole('button', { pressed: true }).count() === 1, 'they can be looked at alone')
	s.ok(/系统建单/.test(await page.locator('.ddesk .subject').innerText()), 'the order says that the system opened it')
	const vitals = await page.locator('.vitals').innerText()
	s.ok(['在线', '时钟', '过车', '未识别', '首次、最近收到', '设置地点公布', '检定有效期'].every(w => vitals.includes(w)), 'state, clock, rate, unread, first and last, published and verified stand there', vitals)
	await page.shot('device-desk')
	const axe = await violations(page)
	s.ok(!axe.length, 'axe finds nothing', axe.join('\n'))

	const name = await page.locator('.ddesk .subject .page-head h2').innerText()
	await page.keyboard.press('j')
	await page.waitForFunction(was => document.querySelector('.ddesk .subject .page-head h2')?.textContent !== was, name)
	await page.keyboard.press('k')
	await page.keyboard.press('r')
	await page.getByRole('region', { name: /办理进程/ }).waitFor()
	s.ok(/repair-orders\/\d+/.test(page.url()), 'a key opens its order', page.url())
	const beside = page.locator('.panel', { has: page.getByRole('heading', { name: '系统发现' }) })
	s.ok(/号牌未识别/.test(await beside.innerText()), 'the order says what was measured', await beside.innerText())
	await page.shot('device-order')
	await beside.getByRole('link', { name: '设备读数' }).click()
	await page.waitForURL(/device-readings\?.*device=/)
	s.ok(true, 'and leads to the readings')

	await page.open(DESK)
	await page.locator('.vitals a').first().click()
	await page.waitForURL(/device-readings\?/)
	s.ok(true, 'the figures of the desk do too')
	await page.open(DESK)
	await first(page).waitFor()
	await page.keyboard.press('m')
	await page.waitForURL(/repair-orders\/new\?/)
	const asked = new URL(page.url()).searchParams
	s.ok(asked.get('device') && asked.get('fault'), 'a key reports a fault with device and fault filled in', page.url())
	await settled(page)
	s.ok(await page.getByLabel('故障类型').inputValue() === asked.get('fault'), 'which stand in the form', await page.getByLabel('故障类型').inputValue())
}

async function faces(s) {
	const dark = await s.window('device@detachment', { size: 'wide', theme: 'dark', lang: 'en' })
	await dark.open(DESK)
	await first(dark).waitFor()
	await dark.shot('device-desk-dark')
	const axe = await violations(dark, true)
	s.ok(!axe.length, 'axe finds nothing in the dark', axe.join('\n'))
	s.ok(!/[\u4e00-\u9fff]{2}/.test((await dark.locator('.ddesk .subject .note').first().innerText())), 'what was measured is said in English', await dark.locator('.ddesk .subject .note').first().innerText())

	const phone = await s.window('device@detachment', { size: 'phone' })
	await phone.open(DESK)
	await first(phone).waitFor()
	await first(phone).tap()
	await phone.shot('device-desk-phone')
	s.ok(await over(phone) <= 0, 'on a phone nothing scrolls sideways', await over(phone))
	const small = await phone.evaluate(() => [...document.querySelectorAll('.strip .btn, .ddesk .one')].map(e => e.getBoundingClientRect().height).filter(h => h && h < 40).length)
	s.ok(!small, 'what is to be tapped is high enough', small)
	const thumb = await violations(phone)
	s.ok(!thumb.length, 'axe finds nothing on the phone', thumb.join('\n'))

	const empty = await s.window('device@detachment')
	const none = r => r.fulfill({ json: { items: [], next: null, count: 0, count_capped: false, at: new Date().toISOString(), seq: 0 } })
	for (const what of ['findings', 'devices', 'repair_orders']) await empty.route(new RegExp(`/api/v1/${what}\\?`), none)
	await empty.open(DESK)
	await empty.getByText('没有需要处理的设备').first().waitFor()
	await empty.shot('device-desk-empty')
	const clear = await violations(empty)
	s.ok(!clear.length, 'nothing to do is said so', clear.join('\n'))

	const broken = await s.window('device@detachment')
	await broken.route(/\/api\/v1\/findings\?/, r => r.fulfill({ status: 503, contentType: 'application/problem+json', json: { code: 'E_BUSY', title: '服务器繁忙', title_en: 'Busy', status: 503 } }))
	await broken.open(DESK)
	await broken.getByRole('button', { name: '重试' }).waitFor()
	await broken.shot('device-desk-error')
	await broken.unroute(/\/api\/v1\/findings\?/)
	await broken.getByRole('button', { name: '重试' }).click()
	await first(broken).waitFor()
	s.ok(true, 'what cannot be read is said, and tried again on request')
}

export const stories = [{ name: 'the device desk', run: desk }, { name: 'the device desk in every face', run: faces }]
