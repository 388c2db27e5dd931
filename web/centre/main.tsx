// Opens the centre on its page: a wall, or a desk page when the address asks for one.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/noto-sans-sc/index.css'
import '../kit/tokens.css'
import '../kit/kit.css'
import './centre.css'
import { Centre } from './app.tsx'

const isDesk = new URLSearchParams(location.search).get('desk') === '1'
// Before the first picture, so that no bright flash crosses a dim room.
document.documentElement.dataset['theme'] = isDesk ? 'light' : 'wall'
const page = document.querySelector('#root')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <Centre district={location.pathname.split('/')[2] ?? ''} isDesk={isDesk} />
    </StrictMode>,
  )
}
