// SPDX-License-Identifier: Apache-2.0
// Watch entries, the registry, alarms with their sightings; and one new alarm now and then while somebody looks.
import { between, BRIGADES, iso, NOW, pick } from './make.ts'
import { publish } from './house.ts'
import { gates, passageOf, plate } from './passages.ts'
import { add, models } from './world.ts'

const KINDS: [string, string, number][] = [['hit_and_run', '肇事逃逸', 1], ['stolen', '被盗抢', 1], ['cloned', '涉嫌套牌', 2], ['overdue', '逾期未检验', 3], ['key_vehicle', '重点车辆', 3], ['drunk', '涉嫌酒驾', 2]]
let passage = 8_589_934_592
function alarm(i: number, state: string, entry: number | null, at: number): void {
	const [category, word, priority] = KINDS[i % KINDS.length], text = plate(), g = pick(gates), id = ++passage
	const car = add(models.registry_vehicle, { code: `02-${text}`, colour: pick(['white', 'black', 'red']), type: 'K33', brand: pick(['大众 朗逸', '五菱 宏光', '比亚迪 秦', '丰田 卡罗拉']), scrapped: false, stolen: category === 'stolen' })
	passageOf(id, text)
	const row = add(models.alarm, {
		subject: `${word} · ${g.title}`, watch_entry: entry, rule: entry ? null : pick(['conflict', 'travel', 'registry']), registry: i % 4 ? car.id : null, category, priority, action: 'intercept', instruction: '发现后跟踪并通报指挥中心，核对驾驶人身份。', plate: text, plate_class: '02', tollgate: 1, place: g.place, device: null,
		why: entry ? `号牌 ${text} 与布控条件逐字一致，号牌种类相符，识别可信度 94%，车身颜色相符。` : `同一号牌 6 分钟前在 31.2 公里外的卡口出现，需 312 km/h 才能到达；两处识别可信度均高于 90%。`, why_en: entry ? 'The plate is the same as that of the entry sign by sign, the class fits, reliability 94 %, the colour fits.' : 'The same plate was seen 31.2 km away 6 minutes before: 312 km/h would be needed. Both reads are above 90 %.',
		misread: between(12, 420), misread_why: '该设备近 30 天核实 41 次，误识 3 次。', first_at: iso(at - 480_000), last_at: iso(at), sightings: 1 + i % 5, passage: id, state, unit: 1 + i % 8, created_at: iso(at), outcome: null, handed_to: null, note: null, confirmed_by: null, signed_by: null,
	}, at)
	row.due_at = iso(at + [120, 300, 1800][i % 3] * 1000)
	row.due_from = iso(at)
	for (let n = 0; n <= i % 5; n++) { const s = pick(gates); add(models.sighting, { alarm: row.id, passage: n ? id - 1_000_000 - n : id, at: iso(at - n * 420_000), tollgate: s.id, place: s.place, direction: 1, lane: between(1, 4), speed: between(30, 76), plate_colour: 5, vehicle_colour: 2, vehicle_type: 'K33', pictured: true }) }
	if (at > NOW) publish({ record: 'alarm', id: row.id, verb: 'create', state, version: row.version, unit: row.unit })
}
export function watchRows(): void {
	if (!models.alarm) return
	for (const g of gates) add(models.tollgate, { ...g, name: g.title, category: 'urban', usage: 'traffic' })
	for (let i = 0; i < 24; i++) { const [category, word] = KINDS[i % 6]; add(models.watch_entry, { category, urgent: i % 6 === 0, subject: `${pick(BRIGADES)}区${word}车辆布控`, basis: category === 'hit_and_run' ? '道路交通事故处理程序规定第四十三条' : '道路交通安全法第九十六条', case_no: `3703032026${1000 + i}`, plate: plate(), plate_class: '02', vehicle: '白色轿车，右前大灯破损', state: i % 6 === 0 ? 'urgent' : pick(['applied', 'in_force', 'in_force', 'withdrawn']), priority: 1 + i % 3, from_at: iso(NOW - 86_400_000), to_at: iso(NOW + 30 * 86_400_000), explanation: null, met_at: null }) }
	const many = Number(process.env.LUAN_MOCK_ALARMS ?? 24)
	for (let i = 0; i < many; i++) alarm(i, ['raised', 'raised', 'confirmed', 'signed', 'handed', 'closed'][i % 6], i % 3 ? 1 + i % 20 : null, NOW - i * 61_000)
	setInterval(() => alarm(between(0, 50), 'raised', 1, Date.now()), 20_000).unref()
}
