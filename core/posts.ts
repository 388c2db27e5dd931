// The posts a person may hold, at which level of the area tree each stands and which post answers when it does not.
import { z } from 'zod'
import type { Label } from './label.ts'

/** The five levels of the area tree, from the district (0) to the micro-grid (4). */
export const levels = ['district', 'township', 'community', 'grid', 'microGrid'] as const
export type Level = 0 | 1 | 2 | 3 | 4

export const postNames = [
  'volunteer', 'squadMember', 'yardHead', 'cleaner', 'gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary',
  'partyBoard', 'economyBoard', 'livelihoodBoard', 'safetyBoard', 'dispatcher',
  'departmentOfficer', 'departmentHead', 'supervisor', 'districtLeader', 'systemAdmin', 'securityAdmin', 'auditAdmin',
] as const // prettier-ignore
export const Post = z.enum(postNames)
export type Post = z.infer<typeof Post>

/** `above` is the post that owns what this one leaves lying; `level` the level whose area holds it, null for posts of an organisation. */
export type PostPlan = { readonly label: Label; readonly level: Level | null; readonly above: Post | null; readonly staff: boolean }

const plan = (zh: string, en: string, level: Level | null, above: Post | null): PostPlan => ({ label: { zh, en }, level, above, staff: true }) // eslint-disable-line max-params -- one row of a table
export const posts: Readonly<Record<Post, PostPlan>> = {
  volunteer: { ...plan('志愿者', 'Volunteer', 3, 'gridOfficer'), staff: false },
  squadMember: { ...plan('志愿服务队队员', 'Squad member', null, 'gridOfficer'), staff: false },
  yardHead: plan('院长', 'Yard head', 4, 'gridOfficer'),
  cleaner: plan('保洁员', 'Cleaner', 2, 'communityStaff'),
  gridOfficer: plan('网格员', 'Grid officer', 3, 'gridLeader'),
  gridLeader: plan('网格长', 'Grid leader', 3, 'communityStaff'),
  communityStaff: plan('社区干部', 'Community staff', 2, 'communitySecretary'),
  communitySecretary: plan('社区书记', 'Community secretary', 2, 'dispatcher'),
  partyBoard: plan('党的建设板块岗', 'Party building board', 1, 'dispatcher'),
  economyBoard: plan('经济发展板块岗', 'Economy board', 1, 'dispatcher'),
  livelihoodBoard: plan('民生服务板块岗', 'Livelihood board', 1, 'dispatcher'),
  safetyBoard: plan('平安法治板块岗', 'Safety and law board', 1, 'dispatcher'),
  dispatcher: plan('综合指挥岗', 'Command-centre dispatcher', 1, 'supervisor'),
  departmentOfficer: plan('部门经办人', 'Department officer', null, 'departmentHead'),
  departmentHead: plan('部门负责人', 'Department head', null, 'districtLeader'),
  supervisor: plan('区督查岗', 'District supervisor', 0, 'districtLeader'),
  districtLeader: plan('区领导', 'District leader', 0, null),
  systemAdmin: plan('系统管理员', 'System administrator', 0, null),
  securityAdmin: plan('安全管理员', 'Security administrator', 0, null),
  auditAdmin: plan('审计管理员', 'Audit administrator', 0, null),
}

/** A post stands at the level it is made for; the secretary of a community may lead the grids that have no leader of their own. */
export const standsAt = (post: Post, level: number): boolean => level === posts[post].level || (post === 'gridLeader' && level === 2)

const grounds = [
  { zh: '全区', en: 'the district' },
  { zh: '一个镇街', en: 'a township' },
  { zh: '一个社区或村', en: 'a community' },
  { zh: '一个网格', en: 'a grid' },
  { zh: '一个小院或一栋楼', en: 'a yard or building' },
] as const satisfies readonly Label[]
/** Where a post has to be given, in words. */
export function groundOfPost(post: Post): Label {
  const { level } = posts[post]
  return level === null ? { zh: '一个单位', en: 'an organisation' } : grounds[level]
}

/** Whoever holds one post of staff is staff. */
export const isStaff = (postings: readonly { readonly post: Post }[]): boolean => postings.some(({ post }) => posts[post].staff)

/** The posts from this one up to the top, this one first. */
export function ladderFrom(post: Post): readonly Post[] {
  const above = posts[post].above
  return above === null ? [post] : [post, ...ladderFrom(above)]
}
