// SPDX-License-Identifier: Apache-2.0
// The officer's phone page: without rail and bar, and without a connection.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'stop', title: '路面执法|Road stop', icon: 'handover', group: 'case', thumb: true, roles: ['officer'], bare: true, offline: true, page: () => import('./StopPage.vue') })
