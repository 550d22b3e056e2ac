// SPDX-License-Identifier: Apache-2.0
// Times are UTC on the wire and Beijing time on the screen, whatever the machine's own zone is.
import { ref } from 'vue'
import { lang, t } from './text'

const OFFSET_MS = 8 * 3600_000
const DAY_MS = 86_400_000
const WEEK = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }

const pad = (n: number) => String(n).padStart(2, '0')
const local = (ms: number) => new Date(ms + OFFSET_MS)

/** How far this machine's clock is from the server's [ms]; set at sign-in and from every answer. */
export const skew = ref(0)
/** The present, told once a second by `tick`; everything that counts down reads this. */
export const now = ref(Date.now())
export const serverNow = () => Date.now() + skew.value
setInterval(() => { now.value = serverNow() }, 1000)

export function date(value: string | number | null | undefined): string {
	if (value == null || value === '') return ''
	if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
	const d = local(typeof value === 'number' ? value : Date.parse(value))
	return Number.isNaN(d.getTime()) ? String(value) : `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`
}
export function clock(value: string | number, seconds = false): string {
	const d = local(typeof value === 'number' ? value : Date.parse(value))
	return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}${seconds ? `:${pad(d.getUTCSeconds())}` : ''}`
}
export const weekday = (value: string | number): string => {
	const day = typeof value === 'string' && value.length === 10 ? Date.parse(value) : local(typeof value === 'number' ? value : Date.parse(value)).getTime()
	return WEEK[lang.value][new Date(day).getUTCDay()]
}
/** 2019-12-01 08:00 */
export const moment = (value: string | number | null | undefined): string => (value == null || value === '' ? '' : `${date(value)} ${clock(value)}`)
/** 2019-12-01 08:00 (周日) */
export const momentLong = (value: string | number | null | undefined): string => (value == null || value === '' ? '' : `${moment(value)} (${weekday(value)})`)

/** The end of a term: midnight belongs to the day that it ends, "2026-11-30 24:00 (周一)". */
export function dueMoment(value: string | null | undefined, long = true): string {
	if (!value) return ''
	const whole = clock(value) === '00:00'
	const at = whole ? new Date(Date.parse(value) - 1).toISOString() : value
	return `${date(at)} ${whole ? '24:00' : clock(at)}${long ? ` (${weekday(at)})` : ''}`
}

/** "8 分钟前": for lists of what just happened. */
export function ago(value: string | number): string {
	const ms = now.value - (typeof value === 'number' ? value : Date.parse(value))
	if (ms < 60_000) return t('刚刚|just now')
	if (ms < 3600_000) return t('{n} 分钟前|{n} min ago', { n: Math.floor(ms / 60_000) })
	if (ms < DAY_MS) return t('{n} 小时前|{n} h ago', { n: Math.floor(ms / 3600_000) })
	return moment(value)
}

/** "5 小时 20 分": a length of time in the two largest units. */
export function span(ms: number): string {
	// A clock of two minutes is watched by the second.
	if (Math.abs(ms) < 120_000) return t('{n} 秒|{n} s', { n: Math.floor(Math.abs(ms) / 1000) })
	const minutes = Math.max(0, Math.floor(Math.abs(ms) / 60_000))
	const d = Math.floor(minutes / 1440), h = Math.floor((minutes % 1440) / 60), m = minutes % 60
	if (d >= 3 || (d && !h)) return t('{d} 天|{d} d', { d })
	if (d) return t('{d} 天 {h} 小时|{d} d {h} h', { d, h })
	if (h) return m ? t('{h} 小时 {m} 分|{h} h {m} min', { h, m }) : t('{h} 小时|{h} h', { h })
	return t('{m} 分钟|{m} min', { m })
}

/** What a person types, as Beijing time, to the wire's UTC; null if it is no time. */
export function parseMoment(text: string): string | null {
	const m = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text.trim())
	if (!m) return null
	const [, y, mo, d, h = '0', mi = '0', s = '0'] = m
	const ms = Date.UTC(+y, +mo - 1, +d, +h, +mi, +s)
	const back = new Date(ms)
	if (back.getUTCDate() !== +d || back.getUTCMonth() !== +mo - 1 || +h > 23 || +mi > 59 || +s > 59) return null
	return new Date(ms - OFFSET_MS).toISOString()
}
export function parseDate(text: string): string | null {
	const iso = parseMoment(text.trim().slice(0, 10))
	return iso && /^\d{4}-\d{1,2}-\d{1,2}$/.test(text.trim()) ? date(iso) : null
}
export const today = (): string => date(serverNow())
export const addDays = (day: string, n: number): string => new Date(Date.parse(day) + n * DAY_MS).toISOString().slice(0, 10)
/** Midnight of a Beijing day as the wire's UTC time. */
export const dayStart = (day: string): string => new Date(Date.parse(day) - OFFSET_MS).toISOString()
