// Which lines of work a grid carries. One grid carries many; there are no grids of single departments, and none can be made here.
import { z } from 'zod'
import { GridFunction, gridFunctionNames } from '../../core/grid-functions.ts'
import type { Answer, Call, Refused } from '../matters/endpoint.ts'
import { record } from '../matters/record.ts'
import { isSystemAdmin } from './process-endpoints.ts'
import { turnDown } from './refusals.ts'

export async function setFunctions({ house, ground, caller, params, body }: Call<'setFunctions'>): Promise<Answer<'setFunctions'> | Refused> {
  if (!isSystemAdmin(caller)) return turnDown('admin-only')
  const area = ground.areas.get(params.area)
  if (!area) return turnDown('no-such-area')
  if (area.kind !== 'grid') return turnDown('not-a-grid')
  const functions = gridFunctionNames.filter((name) => body.functions.includes(name))
  const at = { district: ground.district.id, now: house.now() }
  await house.db.withDistrict({ district: at.district, role: 'act' }, async (tx) => {
    const [before] = await tx.rows(Row, 'select functions from areas where district_id = $1 and id = $2 for update', [at.district, area.id])
    // pressed twice, it changed once
    if (codesOf(before?.functions ?? []) === codesOf(functions)) return
    await tx.run('update areas set functions = $3 where district_id = $1 and id = $2', [at.district, area.id, JSON.stringify(functions)])
    const answers = { area: area.id, functionsBefore: codesOf(before?.functions ?? []), functionsAfter: codesOf(functions) }
    await record(tx, at, { kind: 'area', subject: String(area.id), action: 'gridFunctionsSet', by: caller.person, answers })
  })
  return { functions }
}

const Row = z.object({ functions: z.array(GridFunction).catch([]) })
/** In the order of the dictionary, so that the same functions are always said alike. */
const codesOf = (functions: readonly GridFunction[]): string => gridFunctionNames.filter((name) => functions.includes(name)).join(',')
