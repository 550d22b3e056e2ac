// SPDX-License-Identifier: Apache-2.0
// What leaves the house leaves a trace: exports with a reason, personal data with a reason, both before the audit administrator.
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { dialog, device } from './repair.mjs'

/** The texts inside a zip file (an XLSX is one), entry by entry by its central directory. */
export function unzip(bytes) {
	const out = {}
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
	let at = bytes.readUInt32LE(end + 16)
	for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
		const [how, size, name, extra, note, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)]
		const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
		const body = bytes.subarray(from, from + size)
		out[bytes.toString('utf8', at + 46, at + 46 + name)] = (how === 8 ? inflateRawSync(body) : body).toString('utf8')
		at += 46 + name + extra + note
	}
	return out
}

async function looked(s, why, what, name) {
	const page = await s.window('auditor@detachment')
	await page.open('/audit?kind=read')
	const row = page.getByRole('row').filter({ hasText: why })
	await row.first().waitFor()
	const text = await row.first().innerText()
	s.ok(what.test(text) && text.includes(name), 'the audit administrator sees who, what and why', text)
	await page.shot(`audit-${what.source.slice(0, 2)}`)
	await page.getByText('谁看了什么').first().click()
	await page.getByRole('region', { name: '谁看了什么' }).waitFor()
	const sums = await page.getByRole('region', { name: '谁看了什么' }).innerText()
	s.ok(sums.includes(name), 'and finds it under who looked at what', sums.slice(0, 400))
}

async function exporting(s) {
	const page = await s.window('device@detachment')
	await page.open('/devices?category=speed')
	await page.getByRole('button', { name: '导出' }).click()
	await dialog(page).getByRole('button', { name: '导出', exact: true }).click()
	s.ok(/导出理由|required/.test(await dialog(page).innerText()) && await dialog(page).count() === 1, 'without a reason nothing is exported')
	const why = '测速设备检定到期核对'
	await dialog(page).getByLabel('导出理由').fill(why)
	await page.shot('export')
	const count = (await (await s.as('device@detachment')).get('devices?category=speed&count=true&limit=1')).json.count
	const [file] = await Promise.all([page.waitForEvent('download'), dialog(page).getByRole('button', { name: '导出', exact: true }).click()])
	s.ok(/^设备-\d{4}-\d\d-\d\d\.xlsx$/.test(file.suggestedFilename()), 'with one a workbook is downloaded', file.suggestedFilename())
	const texts = Object.values(unzip(readFileSync(await file.path()))).join('\n')
	s.ok(texts.includes(why) && /模拟支队设备管理/.test(texts), 'which says inside who took it and why', texts.slice(0, 600))
	const rows = (texts.match(/<row /g) ?? []).length
	s.ok(rows > count && rows < count + 12, `and holds the ${count} rows of the filter (${rows} lines)`)
	await page.getByRole('button', { name: '导出' }).click()
	await dialog(page).getByText('CSV', { exact: true }).click()
	await dialog(page).getByLabel('导出理由').fill(why)
	const [plain] = await Promise.all([page.waitForEvent('download'), dialog(page).getByRole('button', { name: '导出', exact: true }).click()])
	const csv = readFileSync(await plain.path(), 'utf8')
	s.ok(csv.includes(why) && csv.trim().split('\n').length > count, 'so does the CSV file', csv.slice(0, 300))
	await looked(s, why, /导出/, '模拟支队设备管理')
}

async function revealing(s) {
	const dev = await device(s)
	const made = (await (await s.as('officer@detachment')).post('repair_orders', { device: dev.id, fault: 'power', seen_at: new Date(Date.now() - 600_000).toISOString(), urgency: 'normal', what: '机箱断电', contact: '王建国 13812345678' })).json
	const page = await s.window('leader@detachment')
	await page.open(`/repair-orders/${made.id}`)
	s.ok(!(await page.content()).includes('13812345678'), 'personal data is masked')
	await page.getByRole('button', { name: '查看个人信息' }).click()
	await dialog(page).getByRole('button', { name: '查看', exact: true }).click()
	await dialog(page).locator('.error').waitFor()
	s.ok(!(await page.content()).includes('13812345678'), 'and stays so without a reason')
	const why = `联系现场核实断电原因 ${made.id}`
	await dialog(page).getByLabel('查询事由').fill(why)
	await page.shot('reveal')
	await dialog(page).getByRole('button', { name: '查看', exact: true }).click()
	await page.getByText('13812345678').waitFor()
	s.ok(true, 'with a reason it is shown')
	await page.open(`/repair-orders/${made.id}`)
	s.ok(!(await page.content()).includes('13812345678'), 'once: the next look asks again')
	const maintainer = await s.window('maintainer@detachment')
	await maintainer.open(`/repair-orders/${made.id}`)
	const refused = await (await s.as('maintainer@detachment')).get(`repair_orders/${made.id}`, { 'Luan-Reason': encodeURIComponent('好奇') })
	s.ok(!(await maintainer.content()).includes('13812345678') && !refused.text.includes('13812345678'), 'whose grant does not cover it sees it with no reason at all')
	await looked(s, why, /查看/, '模拟支队领导')
}

export const stories = [{ name: 'an export with its reason', run: exporting }, { name: 'personal data with a reason', run: revealing }]
