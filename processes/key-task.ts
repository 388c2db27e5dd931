// How a key task comes down: broken into milestones by area and unit, each answered for, closed when all have ended.
import { defineProcess } from '../core/process.ts'
import { longText, maybe, note, overdue } from './supervising.ts'

/** Nine lines and the rest to start with; the supervisor of a district edits them on a screen, which saves a version of its own. */
const lines = [
  ['plots', '片区更新', 'Renewal of quarters'], ['old-houses', '老旧小区改造', 'Old housing estates'], ['dangerous', '危旧房整治', 'Unsafe houses'], ['villages', '城中村改造', 'Villages within the city'], ['pipes', '管网改造', 'Pipes and mains'],
  ['parking', '停车和道路', 'Parking and roads'], ['green', '口袋公园和绿化', 'Small parks and greenery'], ['services', '公共服务设施', 'Public services'], ['history', '历史文化保护', 'Historic places'], ['other', '区委区政府其他重点工作', 'Other key work of the district'],
].map(([value = '', zh = '', en = '']) => ({ value, label: { zh, en } })) // prettier-ignore

export default defineProcess({
  name: 'key-task', version: 1, kind: 'task', title: { zh: '重点任务', en: 'Key task' }, headline: 'what',
  seats: { owner: { label: { zh: '牵头人', en: 'Leader' } } },
  parts: { milestone: { process: 'milestone', label: { zh: '节点', en: 'Milestones' } } },
  open: {
    set: { label: { zh: '下达重点任务', en: 'Set a key task' }, by: ['post:dispatcher', 'post:districtLeader'], to: 'running', ask: { what: longText('任务和要达到的结果', 'The task and what must be reached'), line: { kind: 'choice', label: { zh: '哪条线', en: 'Line of work' }, mark: 'line', options: lines }, ends: { kind: 'date', label: { zh: '哪天前完成', en: 'To be finished by' }, mark: 'ends' } }, then: [{ assign: 'owner', to: { actor: true } }] },
  },
  states: {
    running: { label: { zh: '推进中', en: 'Under way' }, phase: 'working', owner: 'seat:owner', within: { span: { until: 'ends' }, late: 'overdue', again: { amount: 5, unit: 'workday' } }, can: {
      addMilestone: { label: { zh: '分解节点', en: 'Add a milestone' }, by: ['owner', 'seat:owner'], key: 'M', tone: 'main', ask: { task: longText('做到什么', 'What must be reached'), due: { kind: 'date', label: { zh: '哪天前', en: 'By' } }, each: { kind: 'holders', label: { zh: '哪些单位、哪些地方', en: 'Which units and areas' }, max: 30 } }, then: [{ open: 'milestone', each: 'each' }] },
      finish: { label: { zh: '全部完成，办结', en: 'All done, close' }, by: ['owner', 'seat:owner'], to: 'finished', key: 'X', needs: [{ parts: 'allEnded' }], ask: { words: longText('完成情况', 'What was reached') }, then: [{ reply: 'words' }] } } },
    finished: { label: { zh: '已办结', en: 'Finished' }, phase: 'done', after: ['reply'] },
    stopped: { label: { zh: '已停办', en: 'Stopped' }, phase: 'dropped', after: ['reply'] },
  },
  always: {
    stop: { label: { zh: '停办', en: 'Stop' }, by: ['seat:owner', 'post:districtLeader'], to: 'stopped', tone: 'grave', ask: { words: longText('为什么停办', 'Why') }, then: [{ reply: 'words' }] },
    note: note('seat:owner'), overdue,
    steer: { label: { zh: '批示', en: 'Instruct' }, by: ['post:districtLeader'], ask: { words: longText('批示', 'Instruction'), until: maybe({ kind: 'date', label: { zh: '哪天前落实', en: 'By' } }) }, then: [{ tell: 'seat:owner', say: { zh: '有批示', en: 'There is an instruction' } }] },
  },
})
