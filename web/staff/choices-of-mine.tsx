// The settings of these screens: language, large letters, letter keys.
import type { ReactNode } from 'react'
import { setLanguage, useLanguage, useSay } from '../kit/say.tsx'
import { setMine, useMine } from './mine.ts'

export function LanguageButton(): ReactNode {
  const language = useLanguage()
  return (
    <button type="button" className="btn s sm" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
      {language === 'zh' ? 'English' : '中文'}
    </button>
  )
}

export function Settings(): ReactNode {
  const say = useSay()
  const mine = useMine()
  const check = (words: { zh: string; en: string }, isOn: boolean, set: (isOn: boolean) => void) => (
    <label className="f ac g3" style={{ padding: '10px 16px', minHeight: 48 }}>
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => set(event.target.checked)}
        style={{ width: 22, height: 22, accentColor: 'var(--brand)' }}
      />
      {say(words)}
    </label>
  )
  return (
    <section className="pan">
      <header>
        <h2 className="t14">{say({ zh: '这块屏幕怎么显示', en: 'How this screen looks' })}</h2>
        <LanguageButton />
      </header>
      {check({ zh: '大字', en: 'Large letters' }, mine.elder, (elder) => setMine({ elder }))}
      {check({ zh: '单个字母当快捷键', en: 'Single letters as shortcuts' }, mine.letters, (letters) => setMine({ letters }))}
    </section>
  )
}
