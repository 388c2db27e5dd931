// Opens the staff app on its page.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../kit/tokens.css'
import '../kit/kit.css'
import './staff.css'
import { App } from './app.tsx'
import { districtHere } from './ask.ts'

// The desk reads better in its own face; phones keep theirs and download nothing.
if (matchMedia('(min-width: 900px)').matches) void import('@fontsource-variable/noto-sans-sc/index.css')
const page = document.querySelector('#root')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <App district={districtHere()} />
    </StrictMode>,
  )
}
