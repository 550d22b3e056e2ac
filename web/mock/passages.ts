// SPDX-License-Identifier: Apache-2.0
// Passages for the mock: tollgates, a day of traffic, drawn pictures, the live picture.
import type { Passage } from '../src/passage/types.ts'
import { between, BRIGADES, iso, NOW, pick, place, random } from './make.ts'
import { problem } from './routes.ts'
import { table } from './world.ts'
import type { Answer, Asked } from './house.ts'

const ok = (body: unknown): Answer => ({ status: 200, body })
const ROADS = ['人民西路', '柳泉路', '共青团路', '金晶大道', '昌国路', 'G309', 'S235', 'G205']
const COLOURS: [number, string][] = [[2, '白'], [1, '黑'], [3, '灰'], [4, '红'], [5, '蓝']]
export const gates = Array.from({ length: 80 }, (_, i) => ({ id: i + 1, version: 1, unit: 1 + i % 20, state: 'active', code: `3703030012100${String(i).padStart(4, '0')}000`.slice(0, 20), title: `${pick(ROADS)}与${pick(ROADS)}路口${pick(['东', '西', '南', '北'])}向卡口`, place: place(), titles: { unit: `${pick(BRIGADES)}大队` } }))
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
export const plate = (): string => `鲁${pick(['C', 'C', 'C', 'A', 'F'])}${Array.from({ length: 5 }, () => letters[between(0, 33)]).join('')}`
export const regular = Array.from({ length: 40 }, plate)
function one(id: number, at: number, p = random() < 0.2 ? pick(regular) : plate()): Passage {
	const g = pick(gates), [vc, vt] = pick(COLOURS), unread = random() < 0.05, text = unread ? p.slice(0, 4) + '?' + p.slice(5) : p
	return { id, plate: text, class: 2, class_title: '小型汽车', at: iso(at), received_at: iso(at + 300), tollgate: g.id, tollgate_title: g.title, device: 1, lane: between(1, 4), direction: 1, direction_title: '西向东', speed: between(20, 78), plate_colour: 5, plate_colour_title: '蓝', vehicle_colour: vc, vehicle_colour_title: vt, vehicle_type: 'K33', vehicle_type_title: '小型轿车', reliability: between(70, 99), flags: unread ? ['unread'] : random() < 0.03 ? ['hit'] : [], pictures: random() < 0.05 ? [] : [{ n: 1, type: '01', type_title: '车辆大图', width: 1600, height: 1200 }, { n: 2, type: '02', type_title: '车牌彩色小图', width: 160, height: 48 }], place: g.place, series: 'live' }
}
export const passages = Array.from({ length: 900 }, (_, i) => one(4_294_967_296 + i, NOW - i * 8_000))
const byId = new Map(passages.map(p => [String(p.id), p]))
export function passageOf(id: number, text: string): Passage {
	const p = byId.get(String(id)) ?? { ...one(id, NOW - 40_000, text), plate: text }
	byId.set(String(id), p)
	return p
}
const scene = (p: Passage) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect width="800" height="600" fill="#6f7a86"/><path d="M180 600 330 160h140l150 440Z" fill="#474f58"/><path d="M400 170v40m0 40v60m0 50v80m0 60v90" stroke="#d9cf9a" stroke-width="9"/><rect x="270" y="290" width="260" height="200" rx="36" fill="#c9ced6"/><path d="M300 300h200l-24-70H324Z" fill="#2b3440"/><rect x="284" y="440" width="52" height="26" fill="#f2e6b0"/><rect x="464" y="440" width="52" height="26" fill="#f2e6b0"/><rect x="340" y="438" width="120" height="36" fill="#1f4fa3"/><text x="400" y="464" fill="#fff" font-size="26" text-anchor="middle" font-family="sans-serif">${p.plate}</text></svg>`
const crop = (p: Passage) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 72"><rect width="240" height="72" fill="#1f4fa3"/><rect x="4" y="4" width="232" height="64" fill="none" stroke="#fff" stroke-width="2"/><text x="120" y="50" fill="#fff" font-size="40" text-anchor="middle" font-family="sans-serif">${p.plate}</text></svg>`
const fits = (want: string, have: string) => new RegExp(`^${want.replace(/[?]/g, '.').replace(/[*]$/, '.*')}$`).test(have)

function search(b: Record<string, unknown>): Answer {
	if (!b.purpose || !b.reason) return problem(422, 'E_MISSING', '缺少必填字段', 'A required field is missing', { field: b.purpose ? 'reason' : 'purpose' })
	if (String(b.reason).includes('越权')) return problem(403, 'E_FORBIDDEN', '超过 30 天的查询需要更高权限', 'Beyond 30 days a higher role is needed')
	const gatesAsked = b.tollgates as number[] | undefined, from = Number(b.cursor ?? 0)
	const all = passages.filter(p => (!b.plate || fits(String(b.plate), p.plate ?? '')) && (!gatesAsked || gatesAsked.includes(p.tollgate!)) && p.at >= String(b.from) && p.at < String(b.to)).map(p => (b.near ? { ...p, score: 930, why: '第 5 位 8/B' } : p))
	return ok({ items: all.slice(from, from + 100), next: from + 100 < all.length ? String(from + 100) : null, scanned: passages.length, at: iso(Date.now()), search: 7 })
}
function track(b: Record<string, unknown>): Answer {
	if (!b.case) return problem(422, 'E_MISSING', '查看轨迹须填写案件或告警编号', 'A track needs the number of a case or an alarm', { field: 'case' })
	const items = [...Array.from({ length: 7 }, (_, i) => one(9e9 + i, NOW - (7 - i) * 480_000, String(b.plate)))]
	for (const p of items) byId.set(String(p.id), p)
	return ok({ items, legs: items.slice(1).map((p, i) => ({ from: items[i].id, to: p.id, seconds: 480, metres: between(1500, 9000), kmh: i === 3 ? 312 : between(20, 70) })) })
}
export const live = () => ({ at: iso(Date.now()), tollgates: gates.map(g => { const n5 = between(0, 90); return { id: g.id, n5, unread5: Math.round(n5 * 0.06), last_at: iso(Date.now() - between(0, 9000)) } }), devices: { active: 1304, faulty: 61, stopped: 35 }, alarms: {}, figures: { passages_today: 412_301 + Math.round((Date.now() - NOW) / 90), passages_5m: 3_204, unread_5m: 180, unread_today: 22_814, age_ms: { passages_today: 400, passages_5m: 400, unread_today: 400 } } })

export function passageRoute(q: Asked): Answer | null {
	const [a, id, verb] = q.path, b = (q.body ?? {}) as Record<string, unknown>
	if (a === 'device_links') return ok({ at: iso(Date.now()), items: (q.query.device ?? '1').split(',').map(d => ({ id: +d, registered: true, online: +d % 3 > 0, clock_ms: between(-900, 2400), passages: 48_211, per_minute: between(2, 19), unread_permille: between(20, 140), first_at: iso(NOW - 7200_000), last_at: iso(Date.now() - 2000) })) })
	if (a === 'live') return ok(live())
	if (a === 'tollgates' && !id && !table('tollgate').size) return ok({ items: gates, next: null, count: gates.length, count_capped: false, at: iso(Date.now()) })
	if (a === 'pictures') { const p = byId.get(id); return p ? { status: 200, type: 'image/svg+xml', body: verb === '2' ? crop(p) : scene(p) } : problem(404, 'E_NOT_FOUND', '没有图片', 'No picture') }
	if (a !== 'passages') return null
	if (id === 'search') return search(b)
	if (id === 'track') return track(b)
	if (id === 'export') return { status: 200, type: 'text/csv', body: '\ufeffplate\r\n' }
	if (verb === 'correct') { const p = byId.get(id)!; Object.assign(p, { read: p.read ?? p.plate, plate: b.plate, flags: [...(p.flags ?? []), 'corrected'] }); return ok(p) }
	const alarm = [...table('alarm').values()].find(r => String(r.passage) === id)
	return ok(byId.get(id) ?? passageOf(Number(id), String(alarm?.plate ?? plate())))
}
