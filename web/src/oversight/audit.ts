// SPDX-License-Identifier: Apache-2.0
import type { Change } from '@/engine/types'

export interface AuditItem {
	seq: number; at: string; kind: string; person: number | null; person_name: string | null; session?: number | null; peer: string | null; request?: string | null
	record: string | null; id: number | null; unit: number | null; verb: string; verb_title: string; verb_title_en?: string
	from_state?: string | null; to_state?: string | null; reason: string | null; case_ref?: string | null; detail?: unknown; changes?: Change[]
}
export interface Chain { batch: number; last_seq: number; rows: number; unsealed: number; at: string | null; head: string | null; signature: string | null; public_key: string | null }
