// The six posts that neighbours take up in a grid, each with its duty in words; a grid needs of each as many as its leader says.
import type { Label } from './label.ts'

export const civicPostNames = ['opinions', 'partyGuide', 'policies', 'mediator', 'errands', 'watch'] as const
export type CivicPost = (typeof civicPostNames)[number]
/** More than this nobody keeps count of in one grid. */
export const mostPlaces = 20

export const civicPosts: Readonly<Record<CivicPost, { readonly name: Label; readonly duty: Label }>> = {
  opinions: { name: { zh: '民情收集员', en: 'Listener' }, duty: { zh: '听邻居说什么，当天告诉网格员；不记是谁说的', en: 'Hear what neighbours say and tell the grid officer the same day; not who said it' } },
  partyGuide: { name: { zh: '党建指导员', en: 'Party guide' }, duty: { zh: '联系本网格的党员，商量谁能做什么', en: 'Keep in touch with the Party members of the grid and agree who can do what' } },
  policies: { name: { zh: '政策宣传员', en: 'Policy speaker' }, duty: { zh: '把新办法用大白话讲给邻居听，讲不清的带回来问', en: 'Explain new rules in plain words; bring back what you cannot explain' } },
  mediator: { name: { zh: '纠纷调解员', en: 'Mediator' }, duty: { zh: '邻里有疙瘩先去劝，劝不开就报，不硬劝', en: 'Talk with neighbours in dispute first; report what does not settle, press nobody' } },
  errands: { name: { zh: '便民服务员', en: 'Helper' }, duty: { zh: '帮老人、病人代办、代买、代交，不经手现金', en: 'Run errands for the old and the ill; handle no cash' } },
  watch: { name: { zh: '义务监督员', en: 'Watcher' }, duty: { zh: '看看事情办得真不真，说给社区听；不罚人、不拍人', en: 'See whether things are truly done and tell the community; fine nobody, film nobody' } },
} // prettier-ignore
