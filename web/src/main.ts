// SPDX-License-Identifier: Apache-2.0
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './style/tokens.css'
import './style/base.css'
import './style/kit.css'
import './style/shell.css'
import './style/record.css'
import App from './app/App.vue'
import { startPrefs } from './app/prefs'
import { router } from './app/router'

startPrefs()
createApp(App).use(createPinia()).use(router).mount('#app')
