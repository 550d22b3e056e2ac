// SPDX-License-Identifier: Apache-2.0
// A device's repair order from the report to the check by another person, and the steps that are refused on the way.
import { settled } from './house.mjs'

/** A device in use that no open order names; every story takes its own. */
let taken = 0
export async function device(s) {
	const c = await s.as('device@detachment')
	const page = (await c.get('devices?state=active&category=red_light&limit=50&sort=-id')).json
	return page.items[taken++]
}
export const step = (page, name) => page.getByRole('region', { name: '办理', exact: true }).getByRole('button', { name, exact: true })
export const dialog = page => page.getByRole('dialog')
export async function take(page, name) {
	await step(page, name).click()
	await dialog(page).getByRole('button', { name, exact: true }).click()
	await dialog(page).waitFor({ state: 'detached' })
}
export const chip = page => page.locator('.detail-head .meta .chip').innerText()
/** The history once it tells of a step: the screen learns of it from the event log, a moment after the answer. */
export async function told(page, name) {
	const history = page.getByRole('complementary', { name: '办理记录' })
	await history.locator('strong', { hasText: new RegExp(`^${name}$`) }).first().waitFor()
	return history.innerText()
}
export const report = async (s, user, dev, what = '夜间图像过暗') =>
	(await (await s.as(user)).post('repair_orders', { device: dev.id, fault: 'image', seen_at: new Date(Date.now() - 600_000).toISOString(), urgency: 'normal', what })).json

async function life(s) {
	const dev = await device(s)
	const [officer, maintainer, engineer] = await Promise.all(['officer@detachment', 'maintainer@detachment', 'device@detachment'].map(u => s.window(u)))
	await officer.open(`/devices/${dev.id}`)
	s.ok(await chip(officer) === '在用', 'the device is in use', await chip(officer))
	await officer.getByRole('link', { name: '报修' }).click()
	await officer.getByRole('heading', { name: /新建维修工单/ }).waitFor()
	await officer.getByLabel('故障类型').selectOption('offline')
	await officer.getByLabel('紧急', { exact: true }).check()
	await officer.getByLabel('故障描述').fill('路口东进口设备离线，网络不通')
	const seen = officer.getByLabel('发现时间')
	const at = new Date(Date.now() + 8 * 3600_000 - 900_000).toISOString()
	await seen.fill(`${at.slice(0, 10)} ${at.slice(11, 16)}`)
	await seen.press('Enter')
	await officer.getByRole('button', { name: '提交' }).click()
	await officer.getByRole('heading', { name: '路口东进口设备离线，网络不通' }).waitFor()
	const id = Number(/repair-orders\/(\d+)/.exec(officer.url())[1])
	const order = async () => (await (await s.as('device@detachment')).get(`repair_orders/${id}`)).json
	const made = await order()
	s.ok(made.state === 'open' && made.device === dev.id && made.fault === 'offline' && made.urgency === 'urgent' && await chip(officer) === '待受理', 'an officer reports the fault from the device; it waits for the maintainer', made)
	s.ok(Math.abs(Date.parse(made.seen_at) - (Date.now() - 900_000)) < 120_000, 'the time that was typed is Beijing time', made.seen_at)
	s.ok(/还剩|剩余|\d+ ?小时/.test(await officer.getByRole('region', { name: '办理进程' }).innerText()), 'its clock is shown', await officer.getByRole('region', { name: '办理进程' }).innerText())
	await officer.shot('repair-open')
	await engineer.open(`/devices/${dev.id}`)
	s.ok(await chip(engineer) === '故障', 'the device is faulty meanwhile', await chip(engineer))

	await maintainer.open(`/repair-orders/${id}`)
	await take(maintainer, '受理')
	s.ok(await chip(maintainer) === '维修中' && (await order()).state === 'accepted', 'the maintainer accepts it')
	await step(maintainer, '报修复').click()
	await dialog(maintainer).getByRole('button', { name: '报修复' }).click()
	const missing = await dialog(maintainer).locator('.error').allInnerTexts()
	s.ok(missing.length === 2 && missing.every(m => /请填写/.test(m)), 'without cause and remedy it is not reported repaired', missing)
	await dialog(maintainer).getByLabel('原因').selectOption('network')
	await dialog(maintainer).getByLabel('处理情况').fill('更换光纤收发器，恢复后核对时钟和图像')
	await maintainer.shot('repair-step')
	await dialog(maintainer).getByRole('button', { name: '报修复' }).click()
	await dialog(maintainer).waitFor({ state: 'detached' })
	const repaired = await order()
	s.ok(repaired.state === 'repaired' && repaired.cause === 'network' && repaired.repaired_at && await chip(maintainer) === '待验收', 'then it waits to be checked', repaired)

	await engineer.open(`/repair-orders/${id}`)
	await take(engineer, '验收')
	s.ok(await chip(engineer) === '已关闭' && (await order()).state === 'closed', 'the device engineer checks and closes it')
	const history = await told(engineer, '验收')
	s.ok(['建立', '受理', '报修复', '验收'].every(w => history.includes(w)) && /民警/.test(history) && /运维/.test(history) && /设备/.test(history), 'the history names every step and who took it', history)
	await engineer.shot('repair-closed')
	await engineer.open(`/devices/${dev.id}`)
	s.ok(await chip(engineer) === '在用', 'and the device is in use again', await chip(engineer))
	s.ok(/路口东进口设备离线/.test(await engineer.locator('main').innerText()), 'with the repair on its page')
}

async function refused(s) {
	const dev = await device(s)
	const made = await report(s, 'officer@detachment', dev, '视角偏移，停止线不在画面内')
	const engineer = await s.window('device@detachment')
	await engineer.open(`/repair-orders/${made.id}`)
	await take(engineer, '受理')
	await step(engineer, '报修复').click()
	await dialog(engineer).getByLabel('原因').selectOption('none')
	await dialog(engineer).getByLabel('处理情况').fill('现场核对未见故障')
	await dialog(engineer).getByRole('button', { name: '报修复' }).click()
	await dialog(engineer).waitFor({ state: 'detached' })
	const check = step(engineer, '验收')
	s.ok(await check.getAttribute('aria-disabled') === 'true', 'who repaired it cannot check it')
	const why = await engineer.locator(`[id="${await check.getAttribute('aria-describedby')}"]`).innerText()
	s.ok(/他人|另一|本人|同一/.test(why), `and is told why: ${why}`)
	await check.click({ force: true })
	s.ok(await dialog(engineer).count() === 0, 'the shut button does nothing')
	await engineer.shot('step-refused')
	const forced = await (await s.as('device@detachment')).post(`repair_orders/${made.id}/check`)
	s.ok(forced.status >= 400 && forced.status < 500 && (await (await s.as('device@detachment')).get(`repair_orders/${made.id}`)).json.state === 'repaired', 'the server refuses it as well', forced.text.slice(0, 200))
	const officer = await s.window('officer@detachment')
	await officer.open(`/repair-orders/${made.id}`)
	s.ok(/等待其他岗位办理.*验收/.test(await officer.getByRole('region', { name: '办理', exact: true }).innerText()), 'whose post has no step is told what it waits for')

	// What only the server knows comes back to its field.
	await engineer.open('/devices/new')
	await engineer.getByLabel('设备编号').fill(dev.code)
	await engineer.getByLabel('设备名称').fill('编号重复的设备')
	await engineer.getByRole('combobox', { name: '设备类别' }).selectOption('video')
	const place = engineer.getByRole('textbox', { name: '位置' })
	await place.fill('118.05, 36.81')
	await engineer.getByRole('button', { name: '提交' }).click()
	await engineer.locator('.field .error').first().waitFor()
	const wrong = engineer.locator('.field', { has: engineer.locator('.error') })
	s.ok(await wrong.count() === 1 && /编号/.test(await wrong.innerText()), 'a number that is taken is said at the number', await wrong.allInnerTexts())
	s.ok(await engineer.getByLabel('设备编号').getAttribute('aria-invalid') === 'true' && await engineer.getByLabel('设备名称').inputValue() === '编号重复的设备', 'and nothing typed is lost')
	await engineer.shot('form-error')
	await settled(engineer)
}

export const stories = [{ name: 'repair by two people', run: life }, { name: 'a refused step', run: refused }]
