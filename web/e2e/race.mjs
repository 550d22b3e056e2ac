// SPDX-License-Identifier: Apache-2.0
// Two people at the same record: the second is told, nothing is overwritten.
import { chip, device, dialog, report, step, take, told } from './repair.mjs'

async function lost(s) {
	const dev = await device(s)
	const { id } = await report(s, 'officer@detachment', dev, '数据上传时断时续')
	const [a, b] = [await s.window('maintainer@detachment'), await s.window('device@detachment')]
	await Promise.all([a.open(`/repair-orders/${id}`), b.open(`/repair-orders/${id}`)])
	await step(b, '受理').click()
	await take(a, '受理')
	const first = (await (await s.as('device@detachment')).get(`repair_orders/${id}`)).json
	await dialog(b).getByRole('button', { name: '受理', exact: true }).click()
	await b.getByRole('heading', { name: /没有办理/ }).waitFor()
	const text = await dialog(b).innerText()
	s.ok(/没有生效/.test(text) && /他人/.test(text), 'the second is told that the step had no effect', text)
	await b.shot('lost-race')
	const after = (await (await s.as('device@detachment')).get(`repair_orders/${id}`)).json
	s.ok(after.version === first.version && after.updated_by === first.updated_by && after.state === 'accepted', 'what the first did stands', after)
	await dialog(b).getByRole('button', { name: '查看最新状态' }).click()
	await dialog(b).waitFor({ state: 'detached' })
	await b.locator('.detail-head .chip', { hasText: '维修中' }).waitFor()
	s.ok(await chip(b) === '维修中' && /模拟.*运维/.test(await told(b, '受理')), 'and the second sees the present state and who did it')
}

async function stale(s) {
	const dev = await device(s)
	const page = await s.window('device@detachment')
	await page.open(`/devices/${dev.id}/edit`)
	await page.getByLabel('设备名称').fill('名称由窗口修改')
	const c = await s.as('device@detachment')
	const other = await c.call('PATCH', `devices/${dev.id}`, { maker: '他人填写的厂家' }, { 'If-Match': `"${dev.version}"` })
	s.ok(other.status === 200, 'another changes the device meanwhile', other.text)
	await page.getByRole('button', { name: '保存' }).click()
	await page.getByRole('heading', { name: /没有保存/ }).waitFor()
	await page.shot('stale-edit')
	const kept = (await c.get(`devices/${dev.id}`)).json
	s.ok(kept.name === dev.name && kept.maker === '他人填写的厂家', 'an edit of an old version overwrites nothing', kept)
	await dialog(page).getByRole('button', { name: '取回最新并继续' }).click()
	await dialog(page).waitFor({ state: 'detached' })
	s.ok(await page.getByLabel('设备名称').inputValue() === '名称由窗口修改', 'what was typed is still there')
	await page.getByRole('button', { name: '保存' }).click()
	await page.getByRole('heading', { name: '名称由窗口修改' }).waitFor()
	const both = (await c.get(`devices/${dev.id}`)).json
	s.ok(both.name === '名称由窗口修改' && both.maker === '他人填写的厂家', 'and both changes stand in the end', both)
}

export const stories = [{ name: 'a lost race', run: lost }, { name: 'a stale edit', run: stale }]
