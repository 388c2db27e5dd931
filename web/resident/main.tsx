// Starts the resident's pages, the quiet retrying of reports, and the service worker.
import '../kit/tokens.css'
import '../kit/kit.css'
import '../kit/answer-form.css'
import './resident.css'
import './mode.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startOutbox } from './outbox.ts'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
startOutbox()
if ('serviceWorker' in navigator && import.meta.env.PROD) addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)) // prettier-ignore
