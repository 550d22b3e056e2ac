// SPDX-License-Identifier: Apache-2.0
// Stops on their way to the server. Nothing that bears a number is made here: a decision is asked for only face to face with the server.
import { file as attach, outbox, type Job as Sent, type Op } from '@/phone/outbox'
import { stops } from './store'

export { left, write, type Op } from '@/phone/outbox'
export type Job = Sent
export const file = (slot: string, blob: Blob, name: string): Op => attach(`violation_cases/{row}/files/${slot}`, blob, name)
/** What still is to be decided stays in the officer's list as a bare number. */
const undecided = (j: Job): boolean => j.ops.some(o => o.path.endsWith('/tell'))
export const { jobs, draining, refresh, add, finish, discard, again, send } = outbox('luan-stop', stops, undecided)
