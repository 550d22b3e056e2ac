// SPDX-License-Identifier: Apache-2.0
// A short way to write a page of the model for the tests and the mock.
import type { Choice, Field, Flag, Kind, ViewColumn, ViewModel } from '../../src/engine/types.ts'

const split = (text: string) => {
	const [title, titleEn] = text.split('|')
	return { title, titleEn: titleEn ?? title }
}
export const flags = (text: string): Partial<Record<Flag, true>> =>
	Object.fromEntries(text.split(' ').filter(Boolean).map(f => [f, true]))
export const choices = (text: string): Choice[] =>
	text.split(',').map(c => { const [name, ...rest] = c.trim().split('='); return { name, ...split(rest.join('=')) } })

type Extra = { doc?: string; min?: number; max?: number; unit?: string; ref?: string; choices?: Choice[]; like?: string }
export function F(name: string, text: string, kind: Kind, flag = '', extra: Extra = {}): Field {
	const { doc = '', ...rest } = extra
	const help = split(doc)
	return { name, kind, ...split(text), doc: help.title, docEn: help.titleEn, flags: flags(flag), ...rest }
}
export const K = (name: string, text: string, kind: Kind, what: 'key' | 'count' | 'rate' | '' = '', extra: { choices?: Choice[]; unit?: string; ref?: string } = {}): ViewColumn =>
	({ name, ...split(text), kind, key: what === 'key', count: what === 'count', rate: what === 'rate', ...extra })
export const V = (name: string, text: string, chart: ViewModel['chart'], columns: ViewColumn[], args: Field[] = [], drill: string | null = null, who = ''): ViewModel => ({
	name, path: `/api/v1/views/${name}`, ...split(text), roles: who.split(' ').filter(Boolean), args, columns, chart, drill,
	compares: args.some(a => a.name === 'from') && columns.some(c => c.count || c.rate),
})
