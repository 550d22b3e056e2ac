// SPDX-License-Identifier: Apache-2.0
// What stands in the figures of a plan's end report (drawn by the server, frozen when approved).
export interface PlanFigures {
	warnings?: { subject: string; sender: string; issued_at: number; to_at: number | null; state: string; sources: number; late: number }[]
	timeline?: { at: number; what: string }[]
	signing?: { total: number; signed: number; in_time: number; escalated: number; mean_minutes: number | null; fastest: string | null; fastest_minutes: number | null; slowest: string | null; slowest_minutes: number | null }
	squadrons?: { unit: string; brigade: string; signed_at: number | null; minutes: number | null; brigade_told: number; detachment_told: number }[]
	tasks?: { phase: number; what: string; units: number; done: number; not_possible: number; withdrawn: number; minutes: number | null }[]
	not_done?: { unit: string; what: string; why: string | null }[]
	closures?: { road: string; span: string | null; measure: string; limit: number | null; detour: string | null; opened_at: number | null; lifted_at: number | null; minutes: number | null; state: string }[]
	visibility?: { at: number; road: string; visibility: number; unit: string; limit: number | null }[]
	incidents?: { at: number; kind: string; address: string; closing: string | null }[]
}
export function figuresOf(text: unknown): PlanFigures {
	try { return JSON.parse(String(text ?? '{}')) as PlanFigures } catch { return {} }
}
