// SPDX-License-Identifier: Apache-2.0
// The review desk: for reviewers, and for the legal officer who judges blind.
import { defineScreen } from '@/engine/screen'

defineScreen({ path: 'review-desk', title: '证据审核台|Review desk', icon: 'eye', group: 'case', thumb: true, roles: ['reviewer', 'legal'], page: () => import('./ReviewDesk.vue') })
