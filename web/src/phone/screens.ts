// SPDX-License-Identifier: Apache-2.0
// The officer's phone on patrol: without rail and bar, and without a connection.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'my-orders', title: '我的指令|My orders', icon: 'flag', group: 'work', thumb: true, roles: ['officer'], bare: true, offline: true, page: () => import('./PhoneOrders.vue') })
