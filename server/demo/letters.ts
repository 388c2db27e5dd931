// Letters of a demonstration: a deputy's suggestion and two orders of the hotline, written down by community staff under the number they came with.
import type { Source } from '../../core/sources.ts'
import type { Story } from './stories.ts'

export type Letter = { readonly source: Source; readonly outside: string }
/** `before`: hours before the demonstration's present. */
type Told = { readonly before: number; readonly story: Story; readonly letter: Letter }

export const letters: readonly Told[] = [
  { before: 170, letter: { source: 'deputy', outside: '二届三次会议第 128 号建议' }, story: { category: 'lamp-out', weight: 0, said: ['代表建议：给学校后面的小路补装路灯，孩子放学看得见'], done: '补装了六盏灯，试亮三晚', reply: '您的建议办好了：学校后面的小路装了六盏灯，请您去看看，好不好您说了算。' } },
  { before: 62, letter: { source: 'hotline', outside: '渝12345-000417' }, story: { category: 'bin-full', weight: 0, said: ['热线工单：来电人说农贸市场后门的垃圾桶两天没收'], done: '清运了，改成一天收两次', reply: '垃圾已经清运，以后上午下午各收一次。您再看看，没收到位随时打来。' } },
  { before: 3, letter: { source: 'hotline', outside: '渝12345-000493' }, story: { category: 'drain-blocked', weight: 0, said: ['热线工单：来电人反映巷口下水道堵了，污水漫到路上'], done: '疏通了管道，冲洗了路面', reply: '下水道疏通了，路面也冲洗过。下雨时我们再去看一次。' } },
] // prettier-ignore
