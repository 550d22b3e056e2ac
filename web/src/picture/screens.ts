// SPDX-License-Identifier: Apache-2.0
// The live picture as a wall for the duty room.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'wall', title: '大屏|Wall', icon: 'wall', group: 'work', bare: true, page: () => import('./Wall.vue') })
