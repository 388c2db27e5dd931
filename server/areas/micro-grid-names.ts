// Plain invented names for yards (小院) and buildings (楼栋), none twice in a community.
import type { Dice } from './dice.ts'

type Name = { readonly nameZh: string; readonly nameEn: string }

/** Answers a function that hands out the next `count` names of one community. */
export function namesOfMicroGrids(kind: 'village' | 'residential', dice: Dice): (count: number) => Name[] {
  const yards = dice.shuffled(YARDS)
  let given = 0
  return (count) =>
    Array.from({ length: count }, () => {
      given += 1
      const yard = kind === 'village' ? yards[given - 1] : undefined
      if (yard === undefined) return { nameZh: `${given}栋`, nameEn: `Building ${given}` }
      return { nameZh: `${yard[0]}小院`, nameEn: `${yard[1]} Yard` }
    })
}

// At least 24: four grids of six yards.
const YARDS: readonly (readonly [string, string])[] = [
  ['桂花', 'Guihua'],
  ['竹林', 'Zhulin'],
  ['黄葛树', 'Huanggeshu'],
  ['石桥', 'Shiqiao'],
  ['水井', 'Shuijing'],
  ['堰塘', 'Yantang'],
  ['新房子', 'Xinfangzi'],
  ['老房子', 'Laofangzi'],
  ['大坝子', 'Dabazi'],
  ['柿子', 'Shizi'],
  ['橘园', 'Juyuan'],
  ['荷塘', 'Hetang'],
  ['茶园', 'Chayuan'],
  ['梨树', 'Lishu'],
  ['柏树', 'Baishu'],
  ['枇杷', 'Pipa'],
  ['油坊', 'Youfang'],
  ['瓦窑', 'Wayao'],
  ['河嘴', 'Hezui'],
  ['坡上', 'Poshang'],
  ['湾里', 'Wanli'],
  ['田坎', 'Tiankan'],
  ['磨坊', 'Mofang'],
  ['学堂', 'Xuetang'],
  ['向阳', 'Xiangyang'],
  ['银杏', 'Yinxing'],
  ['李子', 'Lizi'],
  ['芭蕉', 'Bajiao'],
  ['海棠', 'Haitang'],
  ['腊梅', 'Lamei'],
]
