// The handlers of the figures: catalogue, one indicator, bulletins, analysis.
import type { Handlers } from '../matters/endpoint.ts'
import { analysisPage } from './analysis.ts'
import { addWords, bulletinList, bulletinPage } from './bulletins.ts'
import { indicatorPage, indicatorsPage } from './indicators.ts'
import { safetyReport } from './safety-report.ts'
import { truthPage } from './truth.ts'

export const numberHandlers: Handlers<
  'indicators' | 'indicator' | 'bulletins' | 'bulletin' | 'bulletinWords' | 'analysis' | 'truth' | 'safetyReport'
> = {
  indicators: indicatorsPage,
  indicator: indicatorPage,
  bulletins: bulletinList,
  bulletin: bulletinPage,
  bulletinWords: addWords,
  analysis: analysisPage,
  truth: truthPage,
  safetyReport,
}
