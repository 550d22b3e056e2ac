// SPDX-License-Identifier: Apache-2.0
// A row of a page that the demonstration has none of, as its declaration lets it be; and what the server says when it is asked for one.
import { accepted } from '../../test/contract/sample.mjs'

/** What a form of words cannot say. */
const KNOWN = { plate: '鲁C12345', plate_class: '02' }

/** Every field filled, in the first state in which the role can do something, with that state's steps. */
export async function sample(m, role) {
	const state = (m.steps.find(x => x.roles.includes(role))?.from ?? m.states[0]?.name) || null
	const now = new Date().toISOString(), row = { id: 7, version: 1, unit: 1, state, title: `${m.title} 7`, created_at: now, updated_at: now, created_by: 1, updated_by: 1, due_at: null, masked: [], files: {}, titles: { unit: '张店大队', created_by: '模拟支队领导' } }
	const fill = async (fields, into) => {
		for (const f of fields) {
			into[f.name] = KNOWN[f.name] ?? await accepted(f, () => 1)
			if (f.kind === 'ref') (into.titles ?? row.titles)[f.name] = `${f.title}甲`
		}
		return into
	}
	await fill(m.fields, row)
	for (const p of m.parts) row[p.name] = [await fill(p.fields, { id: 1, titles: {} })]
	if (m.valid) Object.assign(row, { valid_from: '2022-04-01', valid_to: null })
	row.steps = m.steps.filter(x => x.from === state).map(x => ({ verb: x.verb, title: x.title, title_en: x.titleEn, to: x.to, allowed: x.roles.includes(role), why: x.roles.includes(role) ? null : 'E_FORBIDDEN', why_text: null, why_text_en: null }))
	return row
}

const json = (r, body, status = 200) => r.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) })
const page = items => ({ items, next: null, count: items.length, count_capped: false, at: new Date().toISOString(), seq: 0 })

/** Answers for the invented row of a page; false: the question is another. */
export function answer(r, m, row) {
	const path = new URL(r.request().url()).pathname.replace('/api/v1/', '')
	const body = path === m.plural || path === `${m.plural}/search` ? page([row]) : path === `${m.plural}/${row.id}` ? row : path.startsWith(`${m.plural}/${row.id}/`) ? page([]) : null
	return body && json(r, body)
}
/** Fifty rows are alike: a list shows the first few. */
export async function few(r) {
	const got = await r.fetch(), body = await got.json().catch(() => null)
	return got.ok() && Array.isArray(body?.items) ? r.fulfill({ response: got, json: { ...body, items: body.items.slice(0, 6), next: null } }) : r.fulfill({ response: got })
}

/** Nothing is written while one walks: every field named is refused. */
export const refused = (r, fields = []) => json(r, { code: 'E_FIELD', title: '填写的内容不符合要求', title_en: 'Something is not as it must be', status: 422, errors: fields.map(f => ({ field: f, code: 'E_FIELD', detail: '不能为空', detail_en: 'must not be empty' })) }, 422)
export const down = r => json(r, { code: 'E_INTERNAL', title: '服务器内部错误', title_en: 'An error inside the server', status: 500 }, 500)
