// SPDX-License-Identifier: Apache-2.0
// The register as it is typed: which fields a kind of vehicle asks for, what the figures show already while typing.
import { t } from '@/kit/text'

export const KIND_KEYS: Record<string, string> = { coach: '1', tour: '2', school: '3', dangerous: '4', heavy: '5', van: '6', other: '7' }
const PERSONS = ['coach', 'tour', 'school', 'van']
export const fieldsOf = (kind: string): string[] => [...(PERSONS.includes(kind) ? ['passengers', 'approved', ...(kind === 'coach' || kind === 'tour' ? ['children'] : [])] : []), ...(kind === 'heavy' || kind === 'dangerous' ? ['load_kg', 'approved_kg'] : []), ...(kind === 'dangerous' ? ['goods'] : []), 'driving_min', 'rested_min']

export interface Limits { drive: number; rest: number; children: number }
/** The server says it again; here it is only seen while the officer still stands at the door. */
export function shown(kind: string, v: Record<string, string>, l: Limits): { what: string; words: string }[] {
	const n = (name: string) => (v[name] ? Number(v[name]) : null), list: { what: string; words: string }[] = []
	const board = n('passengers'), approved = n('approved'), free = kind === 'coach' || kind === 'tour' ? n('children') ?? 0 : 0
	if (board != null && approved != null && (board - free > approved || board > approved + Math.floor(approved * l.children / 1000))) list.push({ what: 'overcrowded', words: t('超员：核定 {a} 人，实载 {b} 人|Overcrowded: {b} on board, approved for {a}', { a: approved, b: board }) })
	const load = n('load_kg'), most = n('approved_kg')
	if (load != null && most != null && load > most) list.push({ what: 'overloaded', words: t('超载 {n} kg|Overloaded by {n} kg', { n: load - most }) })
	const driving = n('driving_min')
	if (driving != null && driving > l.drive && (n('rested_min') ?? 0) < l.rest) list.push({ what: 'fatigue', words: t('连续驾驶超过 {d} 分钟，休息不足 {r} 分钟|More than {d} min at the wheel, less than {r} min of rest', { d: l.drive, r: l.rest }) })
	return list
}
