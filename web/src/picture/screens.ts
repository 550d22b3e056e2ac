// SPDX-License-Identifier: Apache-2.0
// The live picture as a wall for the duty room, and any past moment of it.
import { defineScreen } from '@/engine/screen'

const REPLAYS = ['dispatcher', 'duty', 'leader', 'supervisor', 'officer', 'case_officer']

defineScreen({ path: 'replay', title: '回放|Replay', icon: 'clock', group: 'command', roles: REPLAYS, bare: true, page: () => import('./Replay.vue') })
defineScreen({ path: 'wall', title: '大屏|Wall', icon: 'wall', group: 'command', bare: true, page: () => import('./Wall.vue') })
