// SPDX-License-Identifier: Apache-2.0
// All rows of screens; the order is that of the rail.
import './dispatch/screens'
import './phone/screens'
import './match/screens'
import './duty/screens'
import './intercept/screens'
import './passage/screens'
import './watch/screens'
import './picture/screens'
import './travel/screens'
import './org/screens'
import './terminal/screens'
import './plan/screens'
import './review/screens'
import './stop/screens'
import './cases/chain_screens'
import './cases/screens'
import './recorder/screens'
import './paper/screens'
import './people/screens'
import './oversight/screens'
import { records } from './engine/model'
import { defineScreen, screenOf } from './engine/screen'

// A page without a row has its list, form and detail all the same.
for (const m of Object.values(records)) {
	if (screenOf(m.name)) continue
	defineScreen({ path: m.plural.replaceAll('_', '-'), record: m.name, title: `${m.title}|${m.titleEn}`, icon: 'file', group: 'work' })
}
