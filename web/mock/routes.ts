// SPDX-License-Identifier: Apache-2.0
// The routes of every record.
import type { RecordModel, Row } from '../src/engine/types.ts'
import { ask } from './query.ts'
import { mask } from './make.ts'
import { add, byPlural, dress, due, histories, table } from './world.ts'
import { publish, roles, type Answer, type Asked } from './house.ts'

export const problem = (status: number, code: string, title: string, title_en: string, more: object = {}): Answer => ({ status, body: { type: `/errors/${code}`, title, title_en, status, code, detail: title, detail_en: title_en, request: 'r-0a1b2c', ...more }, type: 'application/problem+json' })
const ok = (body: unknown, status = 200): Answer => ({ status, body })
const missing = () => problem(404, 'E_NOT_FOUND', '不存在或不在管辖范围', 'Not found, or outside your area')

function detail(m: RecordModel, row: Row, reason: string | undefined): Row {
	const out = dress(m, row)
	for (const name of out.masked ?? []) if (!reason) out[name] = mask(row[name])
	if (reason) out.masked = []
	out.steps = m.steps.filter(s => s.from === row.state && s.roles.length).map(s => {
		const may = s.roles.some(r => roles().includes(r)), guard = s.verb === 'check' && row.id % 2 === 0
		return { verb: s.verb, title: s.title, title_en: s.titleEn, to: s.to, allowed: may && !guard, why: !may ? 'E_FORBIDDEN' : guard ? 'E_SECOND_PERSON' : null, why_text: !may ? '无此权限' : guard ? '须由另一人办理：报修复的人不得自行验收' : null, why_text_en: !may ? 'You may not do this' : guard ? 'A second person must do this' : null }
	})
	out.files = Object.fromEntries(m.files.map(f => [f.name, f.types.includes('image/jpeg') && row.id % 3 !== 0 ? [{ id: 1, name: '现场照片-01.jpg', type: 'image/jpeg', size: 482_113, at: String(row.created_at) }, { id: 2, name: '现场照片-02.jpg', type: 'image/jpeg', size: 511_870, at: String(row.created_at) }] : []]))
	for (const p of m.parts) out[p.name] = (Array.isArray(row[p.name]) ? row[p.name] as Row[] : []).map(r => ({ ...r, titles: Object.fromEntries(p.fields.filter(f => f.kind === 'ref' && r[f.name]).map(f => [f.name, String(table(f.ref!).get(Number(r[f.name]))?.title ?? '')])) }))
	return out
}
function note(m: RecordModel, row: Row, verb: string, from: string | null, reason: string | null, changes: object[] = []): void {
	const list = histories.get(`${m.name}/${row.id}`) ?? []
	list.unshift({ id: 0, version: 0, at: new Date().toISOString(), person: 1, person_name: '王建国', verb, verb_title: m.steps.find(s => s.verb === verb)?.title ?? verb, from_state: from, to_state: row.state, reason, changes, peer: '10.37.3.21' })
	histories.set(`${m.name}/${row.id}`, list)
	publish({ record: m.name, id: row.id, verb, state: row.state ?? null, version: row.version, unit: row.unit })
}
export function fire(m: RecordModel, row: Row, verb: string, body: Record<string, unknown>): Answer {
	const step = m.steps.find(s => s.verb === verb && s.from === row.state)
	if (!step) return problem(409, 'E_NO_STEP', '当前状态不允许此操作', 'This step is not possible in the present state')
	if (String(body.reason ?? '').includes('抢先')) return problem(409, 'E_LOST_RACE', '他人已先行处理，请刷新后重试', 'Somebody else was first; reload and try again')
	for (const a of step.asks) if (a.required && (body[a.field] == null || body[a.field] === '')) return problem(422, 'E_MISSING', '缺少必填字段', 'A required field is missing', { field: a.field, errors: [{ field: a.field, code: 'E_MISSING', detail: '缺少必填字段', detail_en: 'A required field is missing' }] })
	const { reason, ...fields } = body
	Object.assign(row, fields, { state: step.to, version: row.version + 1, updated_at: new Date().toISOString() })
	due(m, row, Date.now())
	note(m, row, verb, step.from, (reason as string) ?? null)
	return ok(detail(m, row, undefined))
}
function write(m: RecordModel, row: Row | null, body: Record<string, unknown>, q: Asked): Answer {
	const errors = Object.entries(body).flatMap(([k, v]) => (typeof v === 'string' && v.includes('错误') ? [{ field: k, code: 'E_BAD_VALUE', detail: '服务器不接受这个值', detail_en: 'The server does not accept this value' }] : []))
	if (errors.length) return problem(422, 'E_BAD_VALUE', '字段值不合规', 'The value is not allowed in this field', { field: errors[0].field, errors })
	if (!row) {
		const made = add(m, { ...Object.fromEntries(m.fields.map(f => [f.name, null])), ...body, state: m.states[0]?.name ?? null, version: 1 }, Date.now())
		note(m, made, 'create', null, null)
		return ok(detail(m, made, undefined), 201)
	}
	if (!q.version) return problem(428, 'E_NO_MATCH', '须带 If-Match 版本号', 'An If-Match version is required')
	if (q.version !== row.version) return problem(412, 'E_STALE', '记录已被他人修改', 'The record has been changed by somebody else')
	const changes = Object.entries(body).map(([f, v]) => ({ field: f, old: row[f], new: v }))
	Object.assign(row, body, { version: row.version + 1, updated_at: new Date().toISOString() })
	note(m, row, 'patch', null, null, changes)
	return ok(detail(m, row, undefined))
}
export function recordRoute(q: Asked): Answer | null {
	const [plural, second, third, fourth] = q.path
	const m = byPlural.get(plural)
	if (!m) return null
	const body = (q.body ?? {}) as Record<string, unknown>
	if (!second) {
		if (!m.read.some(r => roles().includes(r))) return problem(403, 'E_FORBIDDEN', '无此权限', 'You may not do this')
		return q.method === 'POST' ? write(m, null, body, q) : ok(ask(m, q.query))
	}
	if (second === 'search') return ok(ask(m, { ...Object.fromEntries(Object.entries((body.where ?? {}) as Record<string, unknown>).map(([k, v]) => [k, String(v)])), ...Object.fromEntries(['sort', 'limit'].filter(k => body[k] != null).map(k => [k, String(body[k])])) }))
	if (second === 'export') return { status: 200, body: `\ufeff${m.fields.map(f => f.title).join(',')}\r\n`, type: 'text/csv' }
	if (second === 'bulk') {
		const done: number[] = [], refused: object[] = []
		for (const id of body.ids as number[]) {
			const row = table(m.name).get(id)
			const a = row && id % 5 !== 0 ? fire(m, row, third, Object.fromEntries(Object.entries(body).filter(([k]) => k !== 'ids'))) : problem(409, 'E_SECOND_PERSON', '须由另一人办理', 'A second person must do this')
			if (a.status < 300) done.push(id)
			else refused.push({ id, ...(a.body as object) })
		}
		return ok({ done, refused })
	}
	const row = table(m.name).get(Number(second))
	if (!row) return missing()
	if (!third) return q.method === 'PATCH' ? write(m, row, body, q) : ok(detail(m, row, q.reason))
	if (third === 'history') return ok({ items: histories.get(`${m.name}/${row.id}`) ?? [] })
	if (third === 'files') return q.method === 'GET' ? { status: 200, type: 'image/svg+xml', body: PICTURE } : ok({ id: 3, name: 'x', type: 'image/jpeg', size: 1, hash: '' }, fourth ? 201 : 204)
	return fire(m, row, third, body)
}
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#8a949e"/><path d="M120 300 180 90h40l60 210Z" fill="#565f68"/><path d="M200 100v20m0 26v36m0 34v60" stroke="#e8d27a" stroke-width="6"/><path d="M310 300V60M310 66h-70" stroke="#3c434a" stroke-width="9"/><rect x="226" y="58" width="30" height="18" fill="#23282d"/></svg>'
