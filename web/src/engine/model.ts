// SPDX-License-Identifier: Apache-2.0
// The pages of the server as the screens see them. The only file that reads the generated model.
import * as generated from '@/gen/schema'
import type { Field, Flag, Kind, Look, RecordModel, State, Step, ViewModel } from './types'

export const records = generated.records as unknown as Record<string, RecordModel>
export const views = generated.views as unknown as Record<string, ViewModel>
export const roles = generated.roles as unknown as Record<string, { name: string; title: string; titleEn: string }>

function system(name: string, text: string, kind: Kind, find = true, ref?: string): Field {
	const [title, titleEn] = text.split('|')
	return { name, title, titleEn, kind, doc: '', docEn: '', flags: find ? { find: true, sys: true } : { sys: true }, ref }
}
/** What every record has besides its own fields. */
export const SYSTEM: Field[] = [
	system('id', '编号|No.', 'int'),
	system('state', '状态|State', 'choice'),
	system('unit', '所属单位|Unit', 'ref', true, 'unit'),
	system('due_at', '办理期限|Due', 'time'),
	system('valid_from', '生效日期|Valid from', 'date', false),
	system('valid_to', '失效日期|Valid to', 'date', false),
	system('created_at', '建立时间|Created', 'time'),
	system('created_by', '建立人|Created by', 'ref', false, 'person'),
	system('updated_at', '更新时间|Updated', 'time'),
	system('updated_by', '更新人|Updated by', 'ref', false, 'person'),
]

export const has = (f: Field, flag: Flag): boolean => f.flags[flag] === true

export function model(name: string): RecordModel {
	const found = records[name]
	if (!found) throw new Error(`no such record: ${name}`)
	return found
}
export const byPlural = (plural: string): RecordModel | undefined => Object.values(records).find(r => r.plural === plural)

/** A field by name, the system's own included; the states become the choices of `state`. */
export function field(m: RecordModel, name: string): Field | undefined {
	const own = m.fields.find(f => f.name === name)
	if (own) return own
	const found = SYSTEM.find(f => f.name === name)
	return found?.name === 'state' ? { ...found, choices: m.states } : found
}
export const state = (m: RecordModel, name?: string | null): State | undefined => m.states.find(s => s.name === name)
export const look = (m: RecordModel, name?: string | null): Look => state(m, name)?.look ?? 'unknown'

/** Steps of one verb differ by the state they start from; bulk and dialogs need one of them. */
export const stepOf = (m: RecordModel, verb: string, from?: string | null): Step | undefined =>
	m.steps.find(s => s.verb === verb && s.from === from) ?? m.steps.find(s => s.verb === verb)

const meets = (allowed: readonly string[], mine: readonly string[]) => allowed.some(r => mine.includes(r))
export const mayRead = (m: RecordModel, mine: readonly string[]): boolean => meets(m.read, mine)
export const mayCreate = (m: RecordModel, mine: readonly string[]): boolean => meets(m.create, mine)
export const mayPatch = (m: RecordModel, mine: readonly string[]): boolean => meets(m.patch, mine)
/** A row that only its steps write has nothing to change by hand, though its files may be added to. */
export const mayEdit = (m: RecordModel, mine: readonly string[]): boolean =>
	mayPatch(m, mine) && (!!m.valid || m.parts.length > 0 || m.fields.some(f => writable(f, false)))
export const mayAsk = (v: ViewModel, mine: readonly string[]): boolean => meets(v.roles, mine)

/** The fields that may stand in an address: found by, and not about a person. */
export function filterable(m: RecordModel): Field[] {
	const own = m.fields.filter(f => has(f, 'find') && !has(f, 'pii') && !has(f, 'secret'))
	const names = ['state', 'unit', 'due_at', 'created_at', 'updated_at'].filter(n => !own.some(f => f.name === n))
	return [...names.filter(n => n !== 'state' || m.states.length).map(n => field(m, n)!), ...own]
}
/** All columns a list can show. */
export function columns(m: RecordModel): Field[] {
	const own = m.fields.filter(f => !has(f, 'secret') && (!has(f, 'long') || has(f, 'title')))
	const rest = SYSTEM.filter(s => !own.some(f => f.name === s.name)
		&& (s.name !== 'state' || m.states.length > 0) && (m.valid || !s.name.startsWith('valid_')))
	return [...own, ...rest.map(s => field(m, s.name)!)]
}
export const sortable = (m: RecordModel, f: Field): boolean =>
	has(f, 'find') && !has(f, 'pii') && (f.kind !== 'point') && !!field(m, f.name)

/** What a person may fill in when making (or changing) the row. */
export const writable = (f: Field, making: boolean): boolean => !has(f, 'sys') && (making || !has(f, 'fix'))
