// SPDX-License-Identifier: Apache-2.0
// Two on one desk: what somebody else ended gives way to another, and the letters still being typed decide nothing about it.
import { one } from './alarm.mjs'
import { dialog, step } from './repair.mjs'
import { camera, plateFor } from './street.mjs'

async function taken(s) {
	const plates = [plateFor(), plateFor()], cam = await camera(s), c = await s.as('officer@zhangdian-1')
	const alarm = async entry => (await c.post('alarms/search', { where: { watch_entry: entry }, reason: '核对' })).json.items[0]
	const entries = []
	for (const plate of plates) {
		const entry = (await c.post('watch_entries', { category: 'temporary', subject: '他人办结核对', basis: '本单位内部规定', plate, reach: 'own', visibility: 'unit', to_at: new Date(Date.now() + 86_400_000).toISOString(), priority: 3, action: 'check' })).json
		await (await s.as('leader@zhangdian-1')).post(`watch_entries/${entry.id}/approve`)
		entries.push(entry.id)
	}
	const desk = await s.window('officer@zhangdian-1')
	await desk.open('/alarm-desk')
	await desk.waitForTimeout(1500)
	for (const plate of plates) await cam.passage({ plate, tollgate: cam.gate.code })
	for (const plate of plates) await one(desk, plate).waitFor()
	await one(desk, plates[0]).click()
	await step(desk, '误识').waitFor()
	await desk.keyboard.press('m')
	await dialog(desk).getByLabel('处置情况').pressSequentially('tupian')
	const first = await alarm(entries[0])
	const other = await (await s.as('leader@zhangdian-1')).post(`alarms/${first.id}/misread`, {})
	s.ok(other.status === 200, 'somebody else ends the alarm in hand', other.text)
	await dialog(desk).waitFor({ state: 'detached' })
	await desk.keyboard.type('cjcscjc', { delay: 80 })
	await desk.getByRole('alert').filter({ hasText: '刚才那起已不在列表' }).waitFor()
	const now = Number(new URL(desk.url()).searchParams.get('row'))
	s.ok(now !== first.id && await step(desk, '误识').first().isDisabled(), 'the desk says so and takes no step on the one it shows instead')
	await desk.shot('alarm-taken')
	await desk.waitForTimeout(300)
	s.ok((await alarm(entries[1])).state === 'raised' && (await c.get(`alarms/${now}`)).json.state === 'raised', 'letters on their way have decided nothing')

	await one(desk, plates[1]).click()
	await step(desk, '误识').waitFor()
	await desk.keyboard.press('m')
	await dialog(desk).getByRole('button', { name: '误识', exact: true }).click()
	await dialog(desk).waitFor({ state: 'detached' })
	const before = await alarm(entries[1])
	await cam.passage({ plate: plates[1], tollgate: cam.gate.code, at: new Date(Date.now() + 1000) })
	for (let i = 0; i < 20 && (await alarm(entries[1])).version === before.version; i++) await desk.waitForTimeout(150)
	const seen = await alarm(entries[1])
	s.ok(seen.state === 'raised' && seen.version > before.version, 'picked by hand a step may be taken; the vehicle is seen again before it is sent', seen)
	await desk.getByRole('link', { name: '全部预警' }).click()
	for (let i = 0; i < 20 && (await alarm(entries[1])).state !== 'misread'; i++) await desk.waitForTimeout(250)
	s.ok((await alarm(entries[1])).state === 'misread', 'a sighting is nobody\'s step: it counts all the same', await alarm(entries[1]))
}

export const stories = [{ name: 'an alarm taken by somebody else', run: taken }]
