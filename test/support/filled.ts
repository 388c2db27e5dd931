// A running server over a district that has worked for six days: ninety matters of the demonstration, made through the door.
import { compose } from '../../server/compose.ts'
import { fillDemo } from '../../server/demo/fill.ts'
import { startApp, type TestApp } from './app.ts'
import { asOwner } from './proof.ts'

export async function startFilledApp(): Promise<TestApp> {
  const app = await startApp()
  const { db, keys, mode, filesDir, now } = app.there.house
  await fillDemo({ db, keys, mode, filesDir, now }, { district: app.there.ground.district.id, matters: 90, days: 6, say: () => undefined, compose })
  // What the database does by itself within a minute: until then it takes the full tables for empty and reads them the slow way.
  await asOwner(app.there.ownerUrl, 'analyze')
  return app
}
