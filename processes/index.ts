// The processes that come with the product; a district's own ones lie in its database beside them.
import type { Process } from '../core/process.ts'
import circular from './circular.ts'
import callUp from './call-up.ts'
import { callResponse, callResponseNow } from './call-response.ts'
import coHandling from './co-handling.ts'
import communityCall from './community-call.ts'
import emergencyMode from './emergency-mode.ts'
import enforcementHandover from './enforcement-handover.ts'
import escalatedCall from './escalated-call.ts'
import gridCall from './grid-call.ts'
import exclusionRequest from './exclusion-request.ts'
import governanceRecord from './governance-record.ts'
import gridFinding from './grid-finding.ts'
import jointActivity from './joint-activity.ts'
import jointAnswer from './joint-answer.ts'
import jointOrganisation from './joint-organisation.ts'
import keyTask from './key-task.ts'
import listedSupervision from './listed-supervision.ts'
import listedTask from './listed-task.ts'
import milestone from './milestone.ts'
import noticeDown from './notice-down.ts'
import recheck from './recheck.ts'
import peerAnswer from './peer-answer.ts'
import peerCall from './peer-call.ts'
import resourceBooking from './resource-booking.ts'
import residentReport from './resident-report.ts'
import townshipCall from './township-call.ts'
import standingItem from './standing-item.ts'
import taskList from './task-list.ts'
import upwardRating from './upward-rating.ts'
import volunteerCall from './volunteer-call.ts'
import volunteerRegistration from './volunteer-registration.ts'

export const shippedProcesses: readonly Process[] = [
  residentReport,
  gridFinding,
  coHandling,
  circular,
  exclusionRequest,
  governanceRecord,
  keyTask,
  listedSupervision,
  listedTask,
  milestone,
  noticeDown,
  recheck,
  standingItem,
  taskList,
  upwardRating,
  gridCall,
  communityCall,
  townshipCall,
  callResponse,
  callResponseNow,
  escalatedCall,
  emergencyMode,
  volunteerCall,
  volunteerRegistration,
  enforcementHandover,
  peerCall,
  peerAnswer,
  resourceBooking,
  callUp,
  jointOrganisation,
  jointActivity,
  jointAnswer,
]
