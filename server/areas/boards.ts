// Moves a class of categories to another board of the townships; in the registry's trail like every change of who answers for what.
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { classesOf } from '../matters/classes.ts'
import { record } from '../matters/record.ts'
import { isSystemAdmin } from './process-endpoints.ts'
import { turnDown } from './refusals.ts'

export async function setBoard({ house, ground, caller, params, body }: Call<'setBoard'>): Promise<Answer<'setBoard'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const at = { district: ground.district.id, now: house.now() }
  const before = classesOf(ground).find(({ code }) => code === params.code)
  if (!before) return turnDown('no-such-class')
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    // only this one class is written, so that two changes at once both count
    await tx.run(
      `update districts d set settings = jsonb_set(d.settings, '{classes}', (select jsonb_agg(case when c.each ->> 'code' = $2 then c.each || jsonb_build_object('board', $3::text) else c.each end order by c.at) from jsonb_array_elements(d.settings -> 'classes') with ordinality c(each, at))) where d.id = $1`,
      [at.district, params.code, body.board],
    )
    const answers = { category: before.label.zh, before: before.board, after: body.board }
    await record(tx, at, { kind: 'duty', subject: params.code, action: 'boardChanged', by: caller.person, answers })
  })
  await house.grounds.refresh(at.district)
  return { board: body.board }
}
