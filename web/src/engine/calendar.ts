// SPDX-License-Identifier: Apache-2.0
// The legal calendar as far as a clock on the screen needs it: how many working days are left.
// The server alone reckons a due date; this only words the distance.
import { reactive } from 'vue'
import { addDays, date } from '@/kit/time'
import { span } from '@/kit/time'
import { t } from '@/kit/text'
import { get } from './api'
import { onChange, onReload } from './live'
import { records } from './model'
import type { Page } from './types'

/** Day → worked or not, where it differs from the week. Empty until the calendar was read. */
export const special = reactive(new Map<string, boolean>())

export function works(day: string): boolean {
	const known = special.get(day)
	if (known !== undefined) return known
	const week = new Date(Date.parse(day)).getUTCDay()
	return week !== 0 && week !== 6
}

/** Working days after today up to and including the day of the deadline. */
export function workingDaysLeft(from: number, due: number): number {
	let day = date(from), n = 0
	const last = date(due - 1)	// a term that ends at midnight ends with the day before
	for (let guard = 0; day < last && guard < 2000; guard++) {
		day = addDays(day, 1)
		if (works(day)) n++
	}
	return n
}

const WORKING = new Set<string>()
export const termCountsWorkingDays = (term: string | null | undefined): boolean => !!term && WORKING.has(term)

let asked = false
let timer: ReturnType<typeof setTimeout> | undefined
/** A decree of today counts today: the clocks follow the calendar while the page is open. */
function again(): void {
	clearTimeout(timer)
	timer = setTimeout(() => { if (asked) { asked = false; special.clear(); WORKING.clear(); void loadCalendar() } }, 1000)
}
onChange(e => { if (e.record === 'calendar_day' || e.record === 'legal_term') again() })
onReload(again)
export async function loadCalendar(): Promise<void> {
	if (asked || !records.calendar_day || !records.legal_term) return
	asked = true
	try {
		const year = new Date().getUTCFullYear()
		const dayField = records.calendar_day.fields.find(f => f.kind === 'date')?.name ?? 'day'
		const days = await get<Page>('calendar_days', { limit: 500, [`${dayField}.gte`]: `${year - 1}-12-01`, sort: dayField })
		for (const row of days.items) special.set(String(row[dayField]), !/holiday|rest|off/.test(String(row.kind ?? '')))
		const terms = await get<Page>('legal_terms', { limit: 500 })
		for (const row of terms.items) if (Object.values(row).includes('working_day')) WORKING.add(String(row.code))
	} catch { asked = false /* the clock falls back to days; the next screen tries again */ }
}

export interface Left { text: string; short: string; late: boolean; tone: 'normal' | 'attention' | 'alarm' }

/** "还剩 2 个工作日", "已超期 3 小时". */
export function left(now: number, due: string, from?: string | null, term?: string | null): Left {
	const end = Date.parse(due), rest = end - now
	if (rest < 0) {
		const s = span(rest)
		return { text: t('已超期 {s}|{s} overdue', { s }), short: t('超 {s}|+{s}', { s }), late: true, tone: 'alarm' }
	}
	const whole = from ? end - Date.parse(from) : 0
	const tight = rest < 24 * 3600_000 || (whole > 0 && rest < whole * 0.2)
	const tone = tight ? 'attention' : 'normal'
	if (rest >= 24 * 3600_000 && termCountsWorkingDays(term)) {
		const n = workingDaysLeft(now, end)
		return { text: t('还剩 {n} 个工作日|{n} working days left', { n }), short: t('{n} 个工作日|{n} working d', { n }), late: false, tone }
	}
	const s = span(rest)
	return { text: t('还剩 {s}|{s} left', { s }), short: s, late: false, tone }
}
