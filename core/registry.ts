// What the trail of the registry knows: kinds of subjects and what may happen to them, with words for people.
import type { Label } from './label.ts'

export const registryKinds = [
  'posting',
  'absence',
  'person',
  'thing',
  'process',
  'calendar',
  'district',
  'sign-in',
  'duty',
  'area',
  'not-one',
] as const
export type RegistryKind = (typeof registryKinds)[number]

export const registryKindLabels: Readonly<Record<RegistryKind, Label>> = {
  posting: { zh: '岗位', en: 'Postings' },
  absence: { zh: '请假和代班', en: 'Absences' },
  person: { zh: '人员', en: 'People' },
  thing: { zh: '有码的东西', en: 'Things' },
  process: { zh: '流程', en: 'Processes' },
  calendar: { zh: '工作日历', en: 'Calendar' },
  district: { zh: '本区', en: 'District' },
  'sign-in': { zh: '登录', en: 'Sign-ins' },
  duty: { zh: '职责清单', en: 'Duty lists' },
  area: { zh: '网格', en: 'Grids' },
  'not-one': { zh: '不是同一件', en: 'Not one' },
}

export const registryActions = {
  postingGiven: { zh: '安排了岗位', en: 'Gave a post' },
  postingEnded: { zh: '结束了岗位', en: 'Ended a posting' },
  absenceRecorded: { zh: '记了请假', en: 'Recorded an absence' },
  personAdded: { zh: '登记了人员', en: 'Added a person' },
  personErased: { zh: '应本人要求抹去了个人信息', en: 'Erased a person on request' },
  thingAdded: { zh: '登记了有码的东西', en: 'Added a thing' },
  processAdopted: { zh: '让没办完的事项改用新版流程', en: 'Moved open matters to the version in force' },
  processShipped: { zh: '升级带来了流程的新版本', en: 'A newer version of a process came with an upgrade' },
  dutyItemsImported: { zh: '导入了职责清单', en: 'Imported duty lists' },
  dutyItemMapped: { zh: '给一项职责定了类别', en: 'Mapped a duty item to a category' },
  dutyListChanged: { zh: '改了一个类别所在的清单', en: 'Moved a category to another duty list' },
  boardChanged: { zh: '改了一类事归哪个板块', en: 'Moved a class to another board' },
  gridFunctionsSet: { zh: '改了一个网格管的事', en: 'Changed the functions of a grid' },
  notOneSaid: { zh: '说了这几件不是同一件', en: 'Said that these are not one' },
  notOneTakenBack: { zh: '收回了「不是同一件」', en: 'Took back “not one”' },
  processSaved: { zh: '存了流程的新版本', en: 'Saved a new version of a process' },
  calendarImported: { zh: '导入了工作日历', en: 'Imported a working calendar' },
  signedIn: { zh: '登录成功', en: 'Signed in' },
  signInRefused: { zh: '登录被拒', en: 'Sign-in refused' },
  codeRefused: { zh: '短信验证码不对', en: 'Code refused' },
  signedInByCode: { zh: '用短信验证码登录', en: 'Signed in by a code' },
  becameSomebody: { zh: '演示中换成了这个人', en: 'Became somebody in the demonstration' },
  signedOut: { zh: '退出登录', en: 'Signed out' },
  deviceDropped: { zh: '让一台设备退出', en: 'Signed a device out' },
  passwordChanged: { zh: '改了密码', en: 'Changed the password' },
  passwordRefused: { zh: '改密码被拒', en: 'New password refused' },
  districtInstalled: { zh: '安装了本区', en: 'Installed the district' },
  lockedOut: { zh: '连错太多，锁定 15 分钟', en: 'Locked out for 15 minutes' },
} as const satisfies Readonly<Record<string, Label>>
export type RegistryAction = keyof typeof registryActions
