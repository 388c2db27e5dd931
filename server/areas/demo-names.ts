// Names for people of a demonstration: given names are solar terms and herbs, so that nobody takes them for real persons.
import type { Dice } from './dice.ts'

/** The next name each time, none twice until all pairs are used up. */
export function namesFrom(dice: Dice): () => string {
  const pairs = dice.shuffled(SURNAMES.flatMap((surname) => GIVEN.map((given) => surname + given)))
  let at = 0
  return () => {
    const name = pairs[at % pairs.length] ?? ''
    at += 1
    return name
  }
}

const SURNAMES = [
  ...'江林白石叶夏温方安田何柳苏沈陆杜程卢谭汪唐任范袁邓冯于董潘蔡余魏蒋韩梁宋郑谢罗彭曾萧付丁钟姜崔邱贺顾龙万段雷钱汤尹黎易常武乔文庞樊',
]
const GIVEN = [
  '小满', '谷雨', '清和', '白露', '霜降', '立春', '立夏', '立秋', '立冬', '芒种', '夏至', '冬至', '春分', '秋分', '雨水', '惊蛰', '小暑', '大雪', '小雪', '寒露', '半夏', '当归', '茯苓', '连翘', '紫苏', '白芷', '青黛', '忍冬', '杜若', '佩兰',
  '苍术', '辛夷', '远志', '桔梗', '甘草', '陈皮', '黄芪', '党参', '枸杞', '决明', '厚朴', '石斛', '天麻', '麦冬', '川芎', '木香', '防风', '景天',
] // prettier-ignore
