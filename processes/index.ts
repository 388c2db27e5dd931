// The processes that come with the product; a district's own ones lie in its database beside them.
import type { Process } from '../core/process.ts'
import coHandling from './co-handling.ts'
import gridFinding from './grid-finding.ts'
import residentReport from './resident-report.ts'

export const shippedProcesses: readonly Process[] = [residentReport, gridFinding, coHandling]
