// SPDX-License-Identifier: Apache-2.0
// The mock's store: a force of the right shape, and rows of every page.
import { records } from '../test/schema.ts'
import type { RecordModel, Row } from '../src/engine/types.ts'
import { between, BRIGADES, day, iso, NOW, pick, random, TOWNS, value, type Table } from './make.ts'
import { calendarRows, codeRows, termRows } from './law.ts'
import { watchRows } from './watch.ts'

export const models = records as unknown as Record<string, RecordModel>
export const tables: Record<string, Table> = {}
export const histories = new Map<string, Row[]>()
export const byPlural = new Map(Object.values(models).map(m => [m.plural, m]))
const COUNT: Record<string, number> = { device: 1400, person: 90, repair_order: 160, notice: 14, receipt: 120, handover: 24, finding: 26, grant: 60, break_glass: 4, setting: 0 }

export const table = (name: string): Table => (tables[name] ??= new Map())
export const refs = (name: string): number | null => { const t = table(name); return t.size ? pick([...t.keys()]) : null }
export function titleOf(m: RecordModel, row: Row): string {
	const parts = m.fields.filter(f => f.flags.title && row[f.name] != null).map(f => (f.kind === 'choice' ? f.choices?.find(c => c.name === row[f.name])?.title : f.kind === 'ref' ? table(f.ref!).get(Number(row[f.name]))?.title : String(row[f.name])))
	return parts.join(' · ').slice(0, 60) || `${m.title} ${row.id}`
}
export function dress(m: RecordModel, row: Row): Row {
	const titles: Record<string, string> = {}
	for (const f of m.fields) if (f.kind === 'ref' && row[f.name] != null) titles[f.name] = table(f.ref!).get(Number(row[f.name]))?.title ?? ''
	titles.unit ??= String(table('unit').get(Number(row.unit))?.title ?? '')
	titles.created_by = String(table('person').get(Number(row.created_by))?.name ?? '系统')
	return { ...row, titles, title: titleOf(m, row), masked: m.fields.filter(f => f.flags.pii && row[f.name] != null).map(f => f.name) }
}
export function due(m: RecordModel, row: Row, from: number): void {
	const s = m.states.find(x => x.name === row.state)
	row.due_term = s?.term ?? null
	row.due_from = s?.term ? iso(from) : null
	row.due_at = s?.term ? iso(from + pick([2, 6, 24, 72, 120]) * 3600_000) : null
	row.due_why = s?.term ? '自进入该状态起 3 个工作日，首日不计；11月28日、29日为周末，顺延至11月30日24时。' : null
}
export function add(m: RecordModel, fields: Partial<Row>, at = NOW - between(0, 12 * 86400) * 1000): Row {
	const t = table(m.name), id = t.size + 1
	const row: Row = { id, version: between(1, 4), created_at: iso(at), updated_at: iso(at + 3600_000), created_by: refs('person') ?? 1, updated_by: 1, unit: refs('unit') ?? 1, state: m.states.length ? pick(m.states).name : null, due_at: null, ...fields }
	for (const f of m.fields) if (!(f.name in row)) row[f.name] = value(m.name, f, id, refs)
	if (m.valid && !('valid_from' in row)) Object.assign(row, { valid_from: '2022-04-01', valid_to: null })
	for (const p of m.parts) if (!(p.name in row)) row[p.name] = Array.from({ length: between(1, 4) }, (_, i) => Object.fromEntries(p.fields.map(f => [f.name, value(`${m.name}.${p.name}`, f, i, refs)])))
	due(m, row, Math.max(at, NOW - 3 * 86_400_000))
	row.title = titleOf(m, row)
	t.set(id, row)
	histories.set(`${m.name}/${id}`, historyOf(m, row, at))
	return row
}
function historyOf(m: RecordModel, row: Row, at: number): Row[] {
	const out: Row[] = []
	const say = (verb: string, from: string | null, to: string | null, reason: string | null, ms: number) => out.unshift({ id: 0, version: 0, at: iso(ms), person: row.created_by, person_name: String(table('person').get(Number(row.created_by))?.name ?? '王建国'), verb, verb_title: m.steps.find(s => s.verb === verb)?.title ?? verb, from_state: from, to_state: to, reason, changes: verb === 'patch' ? [{ field: m.fields[1]?.name ?? 'name', old: '原值', new: '新值' }] : [], peer: '10.37.3.21' })
	let now = m.states[0]?.name ?? null
	say('create', null, now, null, at)
	for (let n = 1; now && now !== row.state && n < 6; n++) {
		const step = m.steps.find(s => s.from === now && s.to === row.state) ?? m.steps.find(s => s.from === now && s.to !== now)
		if (!step) break
		say(step.verb, now, step.to, step.reason ? '现场核实属实' : null, at + n * 5400_000)
		now = step.to
	}
	if (random() < 0.4) say('patch', null, null, null, at + 9 * 3600_000)
	return out
}
export function build(): void {
	const u = models.unit
	const unit = (id: Partial<Row>) => add(u, { state: 'active', valid_from: '2019-01-01', valid_to: null, code: `3703${String(table('unit').size).padStart(8, '0')}`, area_code: '370300', address: null, phone: '0533-2180000', ...id })
	const top = unit({ name: '淄博市公安局交通警察支队', short_name: '市支队', level: 'detachment', parent: null })
	for (const b of BRIGADES) {
		const one = unit({ name: `${b}交警大队`, short_name: `${b}大队`, level: 'brigade', parent: top.id })
		for (let i = 0; i < 3; i++) { const town = pick(TOWNS); unit({ name: `${town}中队`, short_name: town, level: 'squadron', parent: one.id }) }
	}
	unit({ name: '车辆管理所', short_name: '车管所', level: 'vehicle_office', parent: top.id })
	add(models.person, { name: '王建国', user: 'chief', state: 'active', unit: 1, created_by: 1 })
	termRows(); calendarRows(); codeRows()
	watchRows()
	for (const m of Object.values(models)) for (let i = table(m.name).size; i < (COUNT[m.name] ?? 0); i++) add(m, m.name === 'device' ? { state: random() < 0.93 ? 'active' : pick(['faulty', 'stopped']) } : m.name === 'handover' ? { shift_date: day(NOW - i * 43_200_000) } : {})
	const settings: [string, string, number, string][] = [['idle_min', '无操作自动退出', 30, 'min'], ['session_h', '会话最长时间', 12, 'h'], ['unused_days', '账号闲置锁定天数', 30, 'd'], ['break_glass_h', '紧急授权时长', 4, 'h']]
	for (const [code, name, v, unitOf] of settings) add(models.setting, { code, name, value: v, unit_of_value: unitOf })
}
