// SPDX-License-Identifier: Apache-2.0
// The stops of this phone: those on their way, and the law they are reckoned with.
import { shelf } from '@/phone/shelf'

export const stops = shelf('luan-stop')
export const { put, take, drop } = stops
