// The handlers of the figures: catalogue, one indicator, bulletins, analysis.
import type { Handlers } from '../matters/endpoint.ts'
import { analysisPage } from './analysis.ts'
import { answeredLately } from './answered-lately.ts'
import { approveBulletin, approveBulletins, waitingBulletins } from './approve.ts'
import { addWords, bulletinList, bulletinPage } from './bulletins.ts'
import { indicatorPage, indicatorsPage } from './indicators.ts'
import { dataQuality, dataQualityRows } from './quality.ts'
import { decideRules, figureRules, proposeRules } from './rules.ts'
import { safetyReport } from './safety-report.ts'
import { truthPage } from './truth.ts'
import { publicUse } from './public-use.ts'
import { useGrids, usePage } from './use.ts'

export const numberHandlers: Handlers<
  | 'indicators'
  | 'indicator'
  | 'bulletins'
  | 'bulletin'
  | 'bulletinWords'
  | 'approveBulletin'
  | 'approveBulletins'
  | 'waitingBulletins'
  | 'analysis'
  | 'truth'
  | 'use'
  | 'useGrids'
  | 'publicUse'
  | 'answeredLately'
  | 'safetyReport'
  | 'dataQuality'
  | 'dataQualityRows'
  | 'figureRules'
  | 'proposeRules'
  | 'decideRules'
> = {
  indicators: indicatorsPage,
  indicator: indicatorPage,
  bulletins: bulletinList,
  bulletin: bulletinPage,
  bulletinWords: addWords,
  approveBulletin,
  approveBulletins,
  waitingBulletins,
  analysis: analysisPage,
  truth: truthPage,
  use: usePage,
  useGrids,
  publicUse,
  answeredLately,
  safetyReport,
  dataQuality,
  dataQualityRows,
  figureRules,
  proposeRules,
  decideRules,
}
