// SPDX-License-Identifier: Apache-2.0
// An answer as a table with its comparison: 本期, 同比, 环比, 累计, 增幅.
import { lang, number, t, title } from '@/kit/text'
import { moment } from '@/kit/time'
import type { Answer, Kind, ViewColumn, ViewModel } from './types'

export interface Col { name: string; title: string; plain: string; kind: Kind; what: 'key' | 'count' | 'rate' | 'plain' | 'before' | 'growth'; at: number; of?: string; unit?: string; model?: ViewColumn; names?: Record<string, string> }

export function columnsOf(v: ViewModel, a: Answer): Col[] {
	return a.columns.map((c, at) => {
		const own = v.columns.find(x => x.name === c.name)
		if (own) return { name: c.name, title: headed(own), plain: title(own), kind: own.kind, what: own.key ? 'key' : own.count ? 'count' : own.rate ? 'rate' : 'plain', at, unit: own.unit, model: own, names: a.names?.[c.name] }
		return { name: c.name, title: title(c), plain: title(c), kind: c.kind, what: c.part === 'change' ? 'growth' : c.part === 'base' ? 'before' : 'plain', at, of: c.of, unit: c.unit ?? undefined }
	})
}

const signed = (n: number, tail: string) => `${n > 0 ? '+' : ''}${number(n, 1)}${tail}`
const unitOf = (c: Col) => (c.unit ? c.unit.split('|')[lang.value === 'zh' ? 0 : 1] ?? c.unit : '')

const headed = (c: ViewColumn): string => { const u = c.rate ? '' : t(c.unit ?? ''); return u ? t('{c}（{u}）|{c} ({u})', { c: title(c), u }) : title(c) }

export function cellText(c: Col, value: unknown): string {
	if (value == null) return '–'
	if (c.what === 'growth') return signed(Number(value), unitOf(c))
	if (c.names) return c.names[String(value)] ?? `#${String(value)}`
	if (c.model?.kind === 'choice') { const ch = c.model.choices?.find(x => x.name === value); return ch ? title(ch) : String(value) }
	if (c.kind === 'time') return moment(String(value))
	if (typeof value !== 'number') return String(value)
	if (c.unit === '‰') return `${number(value / 10, 1)}%`
	return c.what === 'rate' ? `${number(value, Number.isInteger(value) ? 0 : 1)}${unitOf(c)}` : number(value)
}
export const isNumber = (c: Col): boolean => c.what !== 'key' && c.kind === 'int'

export const total = (a: Answer, c: Col): number => a.rows.reduce((n, r) => n + (Number(r[c.at]) || 0), 0)

const KINDS: [string, string][] = [['yoy', '同比|year on year'], ['mom', '环比|on the period before']]
/** "工单 1,204，同比 -8.3%": the first count of the answer. */
export function inWords(a: Answer, cols: Col[]): string {
	const main = cols.find(c => c.what === 'count')
	if (!main) return ''
	const unit = unitOf(main), figure = number(total(a, main))
	const said = [t('{n} {v} {u}|{n} {v}', { n: main.plain, v: figure, u: unit }).trim()]
	for (const [kind, word] of KINDS) {
		const sum = a.compare?.[kind]?.total?.[main.name]
		if (sum?.rate != null) said.push(`${t(word)} ${signed(sum.rate, '%')}`)
	}
	return said.join(t('，|, '))
}
