// Opens the centre on its page: a wall, a desk page when the address asks for one, or the records behind a line that is not crossed.
import '../kit/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/index.css'
import '../kit/tokens.css'
import '../kit/kit.css'
import './centre.css'
import './layouts.css'
import './parts.css'
import './wide.css'
import { Centre } from './app.tsx'
import { isRecord, Records } from './records.tsx'

const asked = new URLSearchParams(location.search)
const see = asked.get('see') ?? ''
const isDesk = asked.get('desk') === '1'
const isElder = readMode() === 'elder'
// Before the first picture, so that no bright flash crosses a dim room.
document.documentElement.dataset['theme'] = isDesk || isRecord(see) ? 'light' : 'wall'
const district = location.pathname.split('/')[2] ?? ''
const page = document.querySelector('#root')
if (page) {
  createRoot(page).render(
    <StrictMode>
      {isRecord(see) ? (
        <Records district={district} see={see} day={asked.get('day')} />
      ) : (
        <Centre district={district} isDesk={isDesk} isElder={isDesk && isElder} />
      )}
    </StrictMode>,
  )
}

function readMode(): string | null {
  try {
    return localStorage.getItem('huying-mode')
  } catch {
    return null
  }
}
