// SPDX-License-Identifier: Apache-2.0
// The model that the tests and the mock run on: the pages as they are (script/web.sh gen), and a view by day.
import { F, K, V } from './pages/say.ts'
import * as pages from '../src/gen/schema.ts'

export const { records, roles, errors } = pages
const STAFF = Object.keys(roles).filter(r => r !== 'citizen').join(' ')
const period = [F('from', '开始|From', 'date', 'req'), F('to', '结束|To', 'date', 'req')]
export const views = {
	...pages.views,
	repair_by_day: V('repair_by_day', '每日报修|Repairs by day', 'line', [K('day', '日期|Day', 'date', 'key'), K('orders', '工单|Orders', 'int', 'count')], period, null, STAFF),
}
