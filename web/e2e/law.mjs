// SPDX-License-Identifier: Apache-2.0
// The law as data: a holiday decreed late moves what is open; a table of codes with faulty lines.
import { device, dialog, report } from './repair.mjs'

const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const day = n => new Date(Date.now() + 8 * 3600_000 + n * 86_400_000).toISOString().slice(0, 10)

async function decree(s) {
	// An order whose check is due in three working days.
	const dev = await device(s)
	const made = await report(s, 'officer@detachment', dev, '识别率明显低于同路段设备')
	const maintainer = await s.as('maintainer@detachment')
	await maintainer.post(`repair_orders/${made.id}/accept`)
	await maintainer.post(`repair_orders/${made.id}/repair`, { cause: 'weather', done: '清洁镜头' })
	const get = async () => (await (await s.as('device@detachment')).get(`repair_orders/${made.id}`)).json
	const before = await get()
	const engineer = await s.window('device@detachment')
	await engineer.open(`/repair-orders/${made.id}`)

	const legal = await s.window('legal@detachment')
	await legal.open('/calendar-days')
	await legal.getByRole('button', { name: '导入' }).click()
	const days = [1, 2, 3, 4, 5, 6, 7].map(day)
	const source = '某市人民政府关于延长假期的通知'
	await dialog(legal).locator('input[type=file]').setInputFiles(csv('延长假期.csv', `date,kind,name,decreed,source\n${days.map(d => `${d},off,延长假期,${day(0)},${source}`).join('\n')}\n`))
	await dialog(legal).getByRole('button', { name: '确认导入' }).click()
	await dialog(legal).getByText('请填写导入依据').waitFor()
	s.ok(true, 'days are not decreed without naming the ground')
	await dialog(legal).getByLabel('导入依据').fill(source)
	await dialog(legal).getByRole('button', { name: '确认导入' }).click()
	await dialog(legal).getByText('新增', { exact: true }).first().waitFor()
	await dialog(legal).getByRole('button', { name: '完成' }).waitFor()
	await legal.shot('holiday-import')
	const said = await dialog(legal).innerText()
	await dialog(legal).getByRole('button', { name: '完成' }).click()
	let after = before
	for (let i = 0; i < 50 && after.due_at === before.due_at; i++) { await new Promise(done => setTimeout(done, 200)); after = await get() }
	s.ok(Date.parse(after.due_at) - Date.parse(before.due_at) >= 5 * 86_400_000, `the open deadline moved from ${before.due_at} to ${after.due_at}`, said)
	await engineer.open(`/repair-orders/${made.id}`)
	const text = await engineer.getByRole('region', { name: '办理进程' }).innerText()
	s.ok(text.includes(after.due_at.slice(0, 10)) && /延长假期|放假|工作日/.test(text), 'and the record says why', text)
	const history = await engineer.getByRole('complementary', { name: '办理记录' }).innerText()
	s.ok(/期限|办理期限/.test(history), 'the history shows what moved', history)
	await engineer.shot('deadline-moved')
	await legal.open('/calendar-days?tab=year')
	await legal.locator('.months .d.off').nth(6).waitFor()
	s.ok(await legal.locator('.months .d.off').count() >= 7 && (await legal.locator('main').innerText()).includes('延长假期'), 'the year shows the new days off')
	await legal.shot('calendar')
}

async function codes(s) {
	const legal = await s.window('legal@detachment')
	await legal.open('/violation-codes')
	await legal.getByRole('button', { name: '导入' }).click()
	const head = 'code,behaviour,basis,fine_min,fine_max,points,valid_from'
	await dialog(legal).locator('input[type=file]').setInputFiles(csv('codes.csv', `\ufeff${head}\n9101,测试行为甲,测试依据,20,200,0,2026-12-01\n9102,测试行为乙,测试依据,500,100,3,2026-12-01\n91x,测试行为丙,测试依据,20,200,99,2022-13-45\n`))
	await dialog(legal).getByRole('region', { name: '错误行' }).waitFor()
	const wrong = await dialog(legal).getByRole('region', { name: '错误行' }).getByRole('row').allInnerTexts()
	s.ok(wrong.length >= 3 && wrong.slice(1).some(t => /^\s*3/.test(t)) && wrong.slice(1).some(t => /^\s*4/.test(t)), 'the preview names every faulty line', wrong)
	s.ok(wrong.slice(1).every(t => /[一-龥]{3}/.test(t)), 'in words', wrong)
	const c = await s.as('legal@detachment')
	s.ok((await c.get('violation_codes?code=9101')).json.items.length === 0, 'and writes nothing')
	await legal.shot('codes-preview')
	await dialog(legal).getByLabel('导入依据').fill('代码表2026年第1次修订')
	await dialog(legal).getByRole('button', { name: '确认导入' }).click()
	await dialog(legal).getByRole('button', { name: '完成' }).click()
	const there = (await c.get('violation_codes?code.in=9101,9102')).json.items
	s.ok(there.length === 1 && there[0].behaviour === '测试行为甲', 'carried out, the good line is there and the faulty are not', there)
}

export const stories = [{ name: 'a holiday decreed late', run: decree, alone: true }, { name: 'codes from a table', run: codes }]
