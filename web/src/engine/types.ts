// SPDX-License-Identifier: Apache-2.0
// The runtime model that `luan schema --ts` writes, seen loosely (the screens work by name), and the shapes of the wire.

export type Kind = 'text' | 'int' | 'bool' | 'time' | 'date' | 'choice' | 'ref' | 'point'
export type Flag = 'req' | 'find' | 'uniq' | 'pii' | 'fix' | 'sys' | 'title' | 'long' | 'secret'
export type Look = 'idle' | 'normal' | 'attention' | 'alarm' | 'unknown'
export type ChartKind = 'none' | 'bar' | 'line' | 'map' | 'figure'

export interface Titled { name: string; title: string; titleEn: string }
export type Choice = Titled
export interface Field extends Titled {
	kind: Kind
	doc: string
	docEn: string
	flags: Partial<Record<Flag, true>>
	min?: number
	max?: number
	unit?: string
	like?: string
	choices?: readonly Choice[]
	ref?: string
}
export interface Part extends Titled { max: number; fields: readonly Field[] }
export interface FileSlot extends Titled { readers: readonly string[]; maxBytes: number; maxCount: number; types: readonly string[] }
export interface State extends Titled { term: string | null; look: Look }
export interface Ask { field: string; required: boolean }
export interface Step {
	from: string; verb: string; to: string; title: string; titleEn: string; roles: readonly string[]
	asks: readonly Ask[]; reason: boolean; reasonRequired: boolean; guarded: boolean
}
export interface RecordModel extends Titled {
	plural: string; path: string; source: string | null
	scope: 'none' | 'unit' | 'shared' | 'own'
	read: readonly string[]; create: readonly string[]; patch: readonly string[]
	valid: string | null
	/** the states in which it stands on the live picture */
	shown?: readonly string[]
	fields: readonly Field[]; parts: readonly Part[]; files: readonly FileSlot[]; states: readonly State[]; steps: readonly Step[]
}
export interface ViewColumn extends Titled {
	kind: Kind; unit?: string; choices?: readonly Choice[]; ref?: string; key: boolean; count: boolean; rate: boolean
}
export interface ViewModel extends Titled {
	path: string; roles: readonly string[]; args: readonly Field[]; columns: readonly ViewColumn[]
	chart: ChartKind; drill: string | null; compares: boolean
}

/* ---- the wire ---- */

export type Value = string | number | boolean | [number, number] | null | undefined

export interface StepState {
	verb: string; title: string; title_en?: string; to: string; allowed: boolean
	why?: string | null; why_text?: string | null; why_text_en?: string | null
}
export interface StoredFile { id: number; name: string; type: string; size: number; at?: string; by?: number }
export interface Row {
	id: number
	state?: string | null
	unit?: number
	version: number
	created_at?: string
	created_by?: number
	updated_at?: string
	updated_by?: number
	due_at?: string | null
	due_from?: string | null
	due_term?: string | null
	due_why?: string | null
	due_why_en?: string | null
	valid_from?: string | null
	valid_to?: string | null
	title?: string
	titles?: Record<string, string>
	masked?: string[]
	steps?: StepState[]
	files?: Record<string, StoredFile[]>
	[key: string]: unknown
}
export interface Page { items: Row[]; next: string | null; count: number | null; count_capped: boolean; at: string; seq?: number }
export interface Change { field: string; old: unknown; new: unknown }
export interface HistoryItem {
	at: string; person?: number | null; person_name?: string | null; verb: string; verb_title?: string; verb_title_en?: string; reason?: string | null
	from_state?: string | null; to_state?: string | null; changes?: Change[]; peer?: string | null
}
export interface Grant { role: string; role_title: string; role_title_en?: string; unit: number; unit_title: string; from: string; to: string | null; persons: boolean }
export interface Session {
	person: { id: number; name: string; user: string; unit: number; unit_title: string }
	grants: Grant[]
	roles: string[]
	csrf: string
	must_change_password: boolean
	totp_enrolled: boolean
	totp_must_enrol?: boolean
	simulated: boolean
	idle_s: number
	server_time: string
	version: string
}
export interface Answer {
	columns: { name: string; title: string; title_en?: string; kind: Kind; unit?: string | null; flags?: string[]; of?: string; compare?: string; part?: 'base' | 'change' }[]
	rows: unknown[][]
	names?: Record<string, Record<string, string>>
	compare?: Record<string, { from: string; to: string; rows: unknown[][]; total?: Record<string, { now: number; base: number; rate: number | null }> }>
	warnings?: { zh: string; en: string }[]
	at: string
}
export interface EventData { record: string; id: number; verb: string; state?: string | null; version?: number; unit?: number }
export interface ImportError { line: number; column?: number | string | null; field?: string | null; code: string; detail: string; detail_en?: string }
export interface ImportDifference { line?: number; change?: string; key?: string; title?: string; valid_from?: string; fields?: { field: string; old: unknown; new: unknown }[] }
export interface ImportResult {
	columns: string[]; accepted: number; added?: number; changed: number; unchanged: number; refused?: number
	errors: ImportError[]
	differences?: ImportDifference[]
}
