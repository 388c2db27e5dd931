// Opens the staff app on its page.
import '../kit/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../kit/tokens.css'
import '../kit/kit.css'
import './staff.css'
import { App } from './app.tsx'
import { districtHere } from './ask.ts'

// The desk reads better in its own face; phones keep theirs and download nothing.
if (matchMedia('(min-width: 900px)').matches) import('@fontsource-variable/noto-sans-sc/index.css').catch(() => undefined)
const page = document.querySelector('#root')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <App district={districtHere()} />
    </StrictMode>,
  )
}
// The worker is the residents' too; it keeps these pages only on a device that has opened them.
if ('serviceWorker' in navigator && import.meta.env.PROD)
  addEventListener(
    'load',
    () =>
      void navigator.serviceWorker
        .register('/sw.js')
        .then(() => navigator.serviceWorker.ready)
        .then((there) => there.active?.postMessage('keep-staff'))
        .catch(() => undefined),
  )
