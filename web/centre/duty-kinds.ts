// The kinds of posts that the wall adds up: how many of each are there now, never who.
import type { Label } from '../../core/label.ts'
import type { Post } from '../../core/posts.ts'
import type { Forces } from '../../core/wall.ts'

const kinds: readonly { readonly label: Label; readonly posts: readonly Post[] }[] = [
  { label: { zh: '网格', en: 'Grids' }, posts: ['gridOfficer', 'gridLeader', 'yardHead'] },
  { label: { zh: '村（社区）', en: 'Communities' }, posts: ['communityStaff', 'communitySecretary', 'cleaner'] },
  { label: { zh: '镇街', en: 'Townships' }, posts: ['dispatcher', 'partyBoard', 'economyBoard', 'livelihoodBoard', 'safetyBoard'] },
  { label: { zh: '区级部门', en: 'Departments' }, posts: ['departmentOfficer', 'departmentHead'] },
  { label: { zh: '督查、领导', en: 'Supervision' }, posts: ['supervisor', 'districtLeader'] },
  { label: { zh: '志愿者', en: 'Volunteers' }, posts: ['volunteer'] },
]

export type KindOnDuty = { readonly label: Label; readonly present: number; readonly held: number }
export const kindsOnDuty = (forces: Forces): readonly KindOnDuty[] =>
  kinds.flatMap(({ label, posts }) => {
    const mine = forces.posts.filter((each) => posts.includes(each.post))
    const sum = (pick: (row: (typeof mine)[number]) => number) => mine.reduce((all, row) => all + pick(row), 0)
    return mine.length > 0 ? [{ label, present: sum((row) => row.present), held: sum((row) => row.held) }] : []
  })
