// SPDX-License-Identifier: Apache-2.0
// A value of a row in words, and what a person types back into a value.
import { date, moment, parseDate, parseMoment } from '@/kit/time'
import { both, lang, number, t, title, told } from '@/kit/text'
import { records, roles } from './model'
import type { Field, Row, Value } from './types'

export const EMPTY = '–'

/** Units as people write them; fen are shown as yuan. */
const UNITS: Record<string, string> = { fen: '元|yuan', 'deg WGS-84': '', s: '秒|s', min: '分钟|min', h: '小时|h', day: '天|d', d: '天|d', percent: '%', count: '' }
export const unitWord = (unit?: string | null): string => (unit ? t(UNITS[unit] ?? unit) : '')

/** Texts that hold the symbol of something that has a title. */
const SYMBOLS: Record<string, (symbol: string) => { title: string; titleEn: string } | undefined> = { owner: s => roles[s], about: s => records[s], record: s => records[s], subject: s => records[s] }

export function point(value: unknown): string {
	if (!Array.isArray(value) || value.length !== 2) return EMPTY
	return `${Number(value[0]).toFixed(6)}, ${Number(value[1]).toFixed(6)}`
}

export function show(f: Field, value: unknown, row?: Row): string {
	if (value == null || value === '') return EMPTY
	if (row?.masked?.includes(f.name)) return String(value)
	const english = lang.value === 'en' && row?.[`${f.name}_en`]
	if (typeof english === 'string' && english) return english
	const symbol = SYMBOLS[f.name]?.(String(value))
	if (symbol && f.kind === 'text') return title(symbol)
	switch (f.kind) {
	case 'choice': { const c = f.choices?.find(x => x.name === value); return c ? title(c) : String(value) }
	case 'ref': return row?.titles?.[f.name] ?? `#${String(value)}`
	case 'time': return moment(String(value))
	case 'date': return date(String(value))
	case 'bool': return value ? t('是|Yes') : t('否|No')
	case 'point': return point(value)
	case 'int': {
		const n = Number(value)
		if (f.unit === 'fen') return `${number(n / 100, n % 100 ? 2 : 0)} ${unitWord('fen')}`
		if (f.unit === '‰') return `${number(n / 10, 1)}%`
		// A year is a name, not a quantity.
		return f.unit ? `${number(n)} ${unitWord(f.unit)}` : f.name === 'id' || (f.min ?? 0) >= 1900 ? String(n) : number(n)
	}
	default: return told(String(value))
	}
}

export const numeric = (f: { kind: string; unit?: string | null; name: string }): boolean => f.kind === 'int' && f.name !== 'id'

/** What stands in an input for a value. */
export function toInput(f: Field, value: unknown): string {
	if (value == null) return ''
	if (f.kind === 'time') return moment(String(value))
	if (f.kind === 'date') return date(String(value))
	if (f.kind === 'point') return Array.isArray(value) ? value.join(', ') : String(value)
	if (f.kind === 'int' && f.unit === 'fen') return String(Number(value) / 100)
	return String(value)
}

export interface Read { value: Value; error: string }
const ok = (value: Value): Read => ({ value, error: '' })
const bad = (error: string): Read => ({ value: undefined, error })

function readInt(f: Field, text: string): Read {
	const scale = f.unit === 'fen' ? 100 : 1
	if (!(scale === 100 ? /^-?\d+(\.\d{1,2})?$/ : /^-?\d+$/).test(text)) return bad(t(scale === 100 ? '请填写金额，最多两位小数|Give an amount with at most two decimals' : '请填写整数|Give a whole number'))
	const n = Math.round(Number(text) * scale)
	if (f.min != null && n < f.min) return bad(t('不能小于 {n}|Not less than {n}', { n: f.min / scale }))
	if (f.max != null && n > f.max) return bad(t('不能大于 {n}|Not more than {n}', { n: f.max / scale }))
	return ok(n)
}

function readPoint(text: string): Read {
	const m = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)
	if (!m || Math.abs(+m[1]) > 180 || Math.abs(+m[2]) > 90) return bad(t('请填写“经度, 纬度”，如 118.047820, 36.807280|Give "longitude, latitude", as in 118.047820, 36.807280'))
	return ok([+m[1], +m[2]])
}

function readText(f: Field, text: string): Read {
	const length = [...text].length
	if (f.max && length > f.max) return bad(t('最多 {n} 个字，现在 {m} 个|At most {n} characters; there are {m}', { n: f.max, m: length }))
	if (f.min && length < f.min) return bad(t('至少 {n} 个字|At least {n} characters', { n: f.min }))
	if (f.like && !matches(f.like, text)) return bad(t('格式不正确{doc}|The form is not right{doc}', { doc: f.doc ? t('：{d}|: {e}', { d: f.doc, e: f.docEn || f.doc }) : '' }))
	return ok(text)
}
/** POSIX extended expressions are nearly JavaScript's; where one is not, the server decides. */
function matches(like: string, text: string): boolean {
	try { return new RegExp(`^(?:${like})$`, 'u').test(text) } catch { return true }
}

/** What was typed into a field, checked as far as the page says; the server has the last word. */
export function read(f: Field, text: string): Read {
	const typed = f.flags.long ? text : text.trim()
	if (typed.trim() === '') return f.flags.req ? bad(t('请填写{name}|Fill in: {name}', { name: title(f) })) : ok(null)
	switch (f.kind) {
	case 'int': return readInt(f, typed)
	case 'bool': return ok(typed === 'true')
	case 'ref': return ok(Number(typed))
	case 'point': return readPoint(typed)
	case 'time': { const v = parseMoment(typed); return v ? ok(v) : bad(t('请填写时间，如 2019-12-01 08:00|Give a time, as in 2019-12-01 08:00')) }
	case 'date': { const v = parseDate(typed); return v ? ok(v) : bad(t('请填写日期，如 2019-12-01|Give a date, as in 2019-12-01')) }
	case 'text': return readText(f, typed)
	default: return ok(typed)
	}
}

/** "device?category={category}" with a row of an answer → the list's address. */
export function drill(pattern: string, values: Record<string, unknown>): { record: string; query: Record<string, string> } {
	const [record, tail = ''] = pattern.split('?')
	const query: Record<string, string> = {}
	for (const pair of tail.split('&').filter(Boolean)) {
		const [key, value = ''] = pair.split('=')
		const filled = value.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
		if (filled !== '') query[key] = filled
	}
	return { record, query }
}

/** Why its clock ends when it does, in the language of the reader where the server told both. */
export const whyDue = (row: Row): string => both(row.due_why, row.due_why_en)
