// SPDX-License-Identifier: Apache-2.0
// A screen is a row: what it is called, who sees it, and what a plain list or detail of its record should show first.
// Only what is particular to it is a component of its own.
import type { Component } from 'vue'
import { mayRead, records } from './model'

export type Load = () => Promise<{ default: Component }>
export interface View { title: string; query: Record<string, string> }
export interface Extra { name: string; title: string; load: Load; roles?: readonly string[] }
/** A desk: what waits, one thing after the other. The keys are those of its steps. */
export interface DeskOf { query: Record<string, string>; keys?: Record<string, string>; reason?: string; empty: string }
/** Fields of a form that belong together, with what must be known to fill them in. */
export interface FormGroup { title: string; fields: string[]; note?: string }
export interface Screen {
	/** address below the root, and key of the row */
	path: string
	title: string
	icon: string
	group: 'command' | 'work' | 'case' | 'facility' | 'rule' | 'people' | 'oversight' | 'system'
	record?: string
	/** roles that see it in the rail; absent: whoever may read the record */
	roles?: string[]
	/** the most used filters, shown without asking */
	filters?: string[]
	columns?: string[]
	sort?: string
	/** ready-made questions above the list */
	views?: View[]
	/** name of the import under /api/v1/imports */
	import?: string
	/** other ways to look at the same records: a tree, a year, a map */
	tabs?: Extra[]
	/** put above the parts on the detail page; gets `row` and `model` */
	detail?: Load
	/** what belongs to a row and is read apart: tabs of the detail page; each gets `row`, `model`, `detail` */
	panels?: Extra[]
	/** fields and parts that `detail` shows already */
	told?: string[]
	/** rows that wait for a decision, shown as a desk by the tab that loads engine/RecordDesk.vue */
	desk?: DeskOf
	/** the form in these groups; fields not named follow in the usual ones */
	groups?: FormGroup[]
	/** the states in which the form is offered; absent: in each */
	edit?: string[]
	/** replaces the list altogether */
	page?: Load
	/** fills the window: no rail, no bar */
	bare?: boolean
	/** starts without a connection, for whoever was signed in before it went */
	offline?: boolean
	/** on the phone's bottom bar */
	thumb?: boolean
	keys?: string
}

const rows: Screen[] = []
export function defineScreen(screen: Screen): Screen {
	rows.push(screen)
	return screen
}
export const screens: readonly Screen[] = rows
export const screenOf = (record: string): Screen | undefined => rows.find(s => s.record === record)

export function visible(screen: Screen, mine: readonly string[]): boolean {
	if (screen.roles && !screen.roles.some(r => mine.includes(r))) return false
	if (!screen.record) return true
	const m = records[screen.record]
	return !!m && mayRead(m, mine)
}

/** The address of a record's list, and of one row. */
export const listPath = (record: string): string => `/${screenOf(record)?.path ?? records[record]?.plural ?? record}`
export const rowPath = (record: string, id: number | string): string => `${listPath(record)}/${id}`
