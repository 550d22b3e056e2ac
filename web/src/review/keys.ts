// SPDX-License-Identifier: Apache-2.0
// One key for each reason not to use a record, and which of them a device is to be repaired for.
import { records } from '@/engine/model'
import type { Choice } from '@/engine/types'

const KEY: Record<string, string> = { image: '1', clock: '2', view: '3', unread: '4', frames: '5', displacement: '6', unverified: '7', no_violation: '8', signal: '9', same_fact: '0', exempt: 'e', mismatch: 'm', other: 'o' }
const choices = (record: string, field: string): readonly Choice[] => records[record]?.fields.find(f => f.name === field)?.choices ?? []

export interface Reason { name: string; title: string; titleEn: string; key: string; repair: boolean }
/** A code that is also a fault of a repair order opens one. */
export function reasons(): Reason[] {
	const faults = new Set(choices('repair_order', 'fault').map(c => c.name).filter(n => n !== 'other'))
	return choices('camera_record', 'reject_code').map(c => ({ ...c, key: KEY[c.name] ?? '', repair: faults.has(c.name) }))
}
