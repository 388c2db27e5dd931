// What a report was handed to, as whoever reported it may know: where it stands there in plain words and the result, never the file itself.
import type { FollowPage } from '../../../core/shapes.ts'
import type { Tx } from '../../db/gate.ts'
import type { Ground } from '../house.ts'
import { matterColumns, matterOf, MatterRecord } from '../row.ts'
import { plainOf, replyIn } from './follow-page.ts'
import { readStory } from './story.ts'

/** The newest hand-over to enforcement. A resident reads no staff matter: what may be said of it is chosen here, field by field. */
export async function beyondOf(tx: Tx, ground: Ground, report: Pick<MatterRecord, 'id'>): Promise<FollowPage['beyond']> {
  const d = ground.district.id
  const sql = `select ${matterColumns} from matters where district_id = $1 and about_id = $2 and process = 'enforcement-handover' order by opened_at desc, id limit 1`
  const [row] = await tx.rows(MatterRecord, sql, [d, report.id])
  const process = row && ground.process(row.process, row.version)
  if (!row || !process) return null
  const { told } = await readStory(tx, row, d)
  return {
    number: row.number,
    plain: plainOf(ground, process, matterOf(row)),
    words: row.ended_at === null ? null : replyIn(process, told),
    at: told.at(-1)?.event.at ?? row.opened_at,
  }
}
