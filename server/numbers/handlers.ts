// The handlers of the figures: catalogue, one indicator, bulletins, analysis.
import type { Handlers } from '../matters/endpoint.ts'
import { analysisPage } from './analysis.ts'
import { addWords, bulletinList, bulletinPage } from './bulletins.ts'
import { indicatorPage, indicatorsPage } from './indicators.ts'

export const numberHandlers: Handlers<'indicators' | 'indicator' | 'bulletins' | 'bulletin' | 'bulletinWords' | 'analysis'> = {
  indicators: indicatorsPage,
  indicator: indicatorPage,
  bulletins: bulletinList,
  bulletin: bulletinPage,
  bulletinWords: addWords,
  analysis: analysisPage,
}
