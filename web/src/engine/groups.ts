// SPDX-License-Identifier: Apache-2.0
// Groups of a form by what the fields are about; a page need not say it.
import type { Field } from './types'
import type { FormGroup } from './screen'

export interface Group { title: string; fields: Field[]; note?: string }
const KINDS: { title: string; test: (f: Field) => boolean }[] = [
	{ title: '个人信息|Personal data', test: f => !!f.flags.pii },
	{ title: '说明|In words', test: f => !!f.flags.long },
	{ title: '位置|Place', test: f => f.kind === 'point' || /^(road|road_class|place|km|direction|lane|lanes|address|area_code|section|stake)/.test(f.name) },
	{ title: '日期和期限|Dates', test: f => (f.kind === 'date' || f.kind === 'time') && !f.flags.req },
	{ title: '归属|Whose', test: f => f.name === 'unit' || f.name === 'parent' },
]
const FIRST = '基本信息|Main facts'
const ORDER = [FIRST, '位置|Place', '日期和期限|Dates', '说明|In words', '个人信息|Personal data', '归属|Whose']

export function groupsOf(all: Field[], said: readonly FormGroup[] = []): Group[] {
	const own = said.map(g => ({ title: g.title, note: g.note, fields: g.fields.flatMap(n => all.find(f => f.name === n) ?? []) })).filter(g => g.fields.length)
	const named = new Set(said.flatMap(g => g.fields)), fields = all.filter(f => !named.has(f.name))
	const by = new Map<string, Field[]>(ORDER.map(n => [n, []]))
	for (const f of fields) by.get(KINDS.find(k => k.test(f))?.title ?? FIRST)!.push(f)
	// A group of one optional field is not worth a heading of its own.
	for (const name of ['位置|Place', '日期和期限|Dates']) {
		const list = by.get(name)!
		if (list.length === 1) { by.get(FIRST)!.push(...list); by.set(name, []) }
	}
	return [...own, ...ORDER.map(n => ({ title: n, fields: by.get(n)! })).filter(g => g.fields.length)]
}
