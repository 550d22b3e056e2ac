// SPDX-License-Identifier: Apache-2.0
import { call } from '@/engine/api'
import { save } from '@/kit/csv'

/** The after-action report, saved as PDF. */
export async function saveReport(id: number): Promise<void> {
	save(`incident-${id}.pdf`, await call<Blob>('POST', `incidents/${id}/report`, { body: {}, as: 'blob' }))
}
