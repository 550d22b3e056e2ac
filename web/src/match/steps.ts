// SPDX-License-Identifier: Apache-2.0
// The keys of the alarm desk, one for each step, and how a step is sent.
import { get, newKey, post } from '@/engine/api'
import { Problem } from '@/engine/problem'
import type { Row, StepState } from '@/engine/types'
import { WHY } from './alarm'

export const KEYS: Record<string, string> = { confirm: 'c', misread: 'm', sign: 's', hand_on: 'h', forward: 'h', close: 'e', reopen: 'b', withdraw: 'w' }
/** Ends something without haste: waits ten seconds, can be taken back. */
export const LATE = new Set(['misread'])
export const keyOf = (verb: string): string => KEYS[verb] ?? ''

const once = (row: Row, verb: string, body: Record<string, unknown>, key: string): Promise<Row> =>
	post<Row>(`alarms/${row.id}/${verb}`, body, { version: row.version, key })
/** A sighting makes a new version, too, and is nobody's step: with state and place unchanged it is sent again. */
export async function send(row: Row, verb: string, body: Record<string, unknown>, key = newKey()): Promise<Row> {
	try {
		return await once(row, verb, body, key)
	} catch (e) {
		if (!(e instanceof Problem) || e.code !== 'E_STALE') throw e
		const now = await get<Row>(`alarms/${row.id}`, undefined, { reason: WHY }).catch(() => null)
		if (!now || now.state !== row.state || now.unit !== row.unit) throw e
		return once(now, verb, body, newKey())
	}
}
/** What this desk can do now, the way on first. */
export const open = (row: Row): StepState[] => (row.steps ?? []).filter(s => s.allowed)
export const shut = (row: Row): StepState[] => (row.steps ?? []).filter(s => !s.allowed && s.why !== 'E_FORBIDDEN' && s.why !== 'E_NO_STEP')
export const foreign = (row: Row): StepState[] => (row.steps ?? []).filter(s => !s.allowed && s.why === 'E_FORBIDDEN')
