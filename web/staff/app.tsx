// The staff app: who is here decides what opens; every address leads to one screen.
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import type { Label } from '../../core/label.ts'
import type { Post } from '../../core/posts.ts'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { DistrictContext, useAsk, useDistrict } from './ask.ts'
import { Audit } from './audit.tsx'
import { Behalf } from './behalf.tsx'
import { CallsScreen } from './calls.tsx'
import { Fault, Toasts, Wait } from './bits.tsx'
import { CalendarScreen } from './calendar.tsx'
import { ConnectorsScreen } from './connectors.tsx'
import { DeskScreen } from './desk.tsx'
import { DispatchScreen } from './dispatch.tsx'
import { DutiesScreen } from './duties.tsx'
import { ErasuresScreen } from './erasures.tsx'
import { Finding } from './finding.tsx'
import { Frame, homeOfAdministrator, isFinder, onlyAdministers, reportsForOthers } from './frame.tsx'
import { useFindingOutbox } from './finding-outbox.ts'
import { HeldToast } from './held-toast.tsx'
import { AnalysisScreen } from './analysis.tsx'
import { BulletinsScreen } from './bulletins.tsx'
import { IndicatorScreen } from './indicator.tsx'
import { IndicatorsScreen } from './indicators.tsx'
import { Idea } from './idea.tsx'
import { Inbox } from './inbox.tsx'
import { useWakes } from './live.ts'
import { Matters } from './lists.tsx'
import { MapScreen } from './map.tsx'
import { MatterScreen } from './matter.tsx'
import { Me } from './me.tsx'
import { ModeBanner } from './mode-banner.tsx'
import { GivenPassword } from './password.tsx'
import { Notices } from './notices.tsx'
import { OpenScreen } from './open.tsx'
import { AddProcess } from './add-process.tsx'
import { OversightScreen } from './oversight.tsx'
import { OutBar } from './out-bar.tsx'
import { Paste } from './paste.tsx'
import { People } from './people.tsx'
import { PoliciesScreen, PolicyScreen } from './policies.tsx'
import { Processes, ProcessScreen } from './processes.tsx'
import { GridsScreen } from './grids.tsx'
import { KeyLinesScreen } from './key-lines.tsx'
import { QualityRowsScreen, QualityScreen } from './quality.tsx'
import { RulesScreen } from './rules.tsx'
import { ResourcesScreen } from './resources.tsx'
import { ResourceScreen } from './resource-week.tsx'
import { RouteScreen } from './route.tsx'
import { SignIn } from './sign-in.tsx'
import { Things } from './things.tsx'
import { TogetherScreen } from './together.tsx'
import { VolunteersScreen } from './volunteers.tsx'
import { UseGridsScreen } from './use-grids.tsx'
import { UseScreen } from './use.tsx'
import { UnitLoad } from './unit-load.tsx'

const isSignedOut = (error: Error): boolean =>
  typeof error.cause === 'object' && error.cause !== null && 'status' in error.cause && error.cause.status === 401
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && void client.invalidateQueries({ queryKey: ['me'] }) }),
  mutationCache: new MutationCache(),
  // the screens themselves say that there is no network; a question that waits silently says nothing
  defaultOptions: { queries: { retry: 0, staleTime: 5000, refetchOnWindowFocus: true, networkMode: 'always' } },
})

export function App({ district }: { district: string }): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <DistrictContext value={district}>
        <Router base={`/staff/${district}`}>
          <Toasts>
            <Gate />
          </Toasts>
        </Router>
      </DistrictContext>
    </QueryClientProvider>
  )
}

function Gate(): ReactNode {
  const me = useAsk('me')
  const say = useSay()
  const district = useDistrict()
  if (me.fault) return <Fault fault={me.fault} onAgain={me.again} />
  if (!me.data) return <Wait />
  const viewer = me.data.viewer
  if (!viewer) return <SignIn />
  if (!viewer.isStaff)
    return (
      <main className="signin">
        <div>
          <h1 className="t24">{say({ zh: '这里是工作人员用的', en: 'This is for staff' })}</h1>
          <p>
            {say({ zh: '您现在的身份没有岗位。要报事、查事，请到居民端。', en: "You hold no post. To report or follow, use the residents' pages." })}
          </p>
          <a className="btn p" href={`/${district}`}>
            {say({ zh: '去居民端', en: "To the residents' pages" })}
          </a>
          <a className="btn s" href={`/demo/${district}`}>
            {say({ zh: '演示：换一个人', en: 'Demonstration: be someone else' })}
          </a>
        </div>
      </main>
    )
  return <Screens viewer={viewer} />
}

const titles: Readonly<Record<string, Label>> = {
  '': { zh: '待办', en: 'To do' },
  matters: { zh: '全部事项', en: 'All matters' },
  m: { zh: '一件事', en: 'Matter' },
  map: { zh: '地图', en: 'Map' },
  find: { zh: '发现', en: 'Find' },
  behalf: { zh: '代人报', en: 'On behalf' },
  paste: { zh: '从群里粘贴', en: 'From a group' },
  together: { zh: '联建联办联动', en: 'Working together' },
  volunteers: { zh: '志愿者', en: 'Volunteers' },
  resources: { zh: '资源', en: 'Resources' },
  things: { zh: '有码的东西', en: 'Things' },
  route: { zh: '路线', en: 'Round' },
  grids: { zh: '网格', en: 'Grids' },
  people: { zh: '人和岗位', en: 'People and posts' },
  audit: { zh: '登记记录', en: 'Registry trail' },
  processes: { zh: '流程', en: 'Processes' },
  notices: { zh: '提醒', en: 'Notices' },
  indicators: { zh: '指标', en: 'Indicators' },
  bulletins: { zh: '通报', en: 'Bulletins' },
  analysis: { zh: '分析', en: 'Analysis' },
  use: { zh: '用得怎样', en: 'Use and effect' },
  rules: { zh: '权重和门槛', en: 'Weights and thresholds' },
  'key-lines': { zh: '重点工作的条线', en: 'Lines of key work' },
  quality: { zh: '数据质量', en: 'Data quality' },
  idea: { zh: '提意见', en: 'Your idea' },
  me: { zh: '我的', en: 'Me' },
  desk: { zh: '指挥台', en: 'Desk' },
  calls: { zh: '呼叫', en: 'Calls' },
  open: { zh: '开一件', en: 'Open' },
  duties: { zh: '职责清单', en: 'Duty lists' },
  connectors: { zh: '系统对接', en: 'Connections' },
  policies: { zh: '政策文件', en: 'Policies' },
  erasures: { zh: '抹去个人信息', en: 'Erasures' },
  calendar: { zh: '节假日表', en: 'Calendar' },
  oversight: { zh: '督办', en: 'Supervision' },
}

function Screens({ viewer }: { viewer: Viewer }): ReactNode {
  useWakes()
  useFindingOutbox(viewer.person)
  // asked for at once, so that the finding form opens without a network after one visit
  useAsk('district')
  return (
    <Route path="/*?">
      {(params) => {
        const name = Object.values(params)[0]?.split('/')[0] ?? ''
        const isDispatching = name === 'm' && Object.values(params)[0]?.endsWith('/dispatch')
        const title = isDispatching ? { zh: '派单', en: 'Hand on' } : (titles[name] ?? { zh: '待办', en: 'To do' })
        return (
          <Frame viewer={viewer} title={title}>
            <Title title={title} />
            <OutBar viewer={viewer} />
            <ModeBanner />
            {viewer.passwordIsGiven ? <GivenPassword /> : null}
            <HeldToast viewer={viewer} />
            <Switch>
              <Route path="/">
                {() =>
                  onlyAdministers(viewer) ? (
                    // its key tells it from a redirect that led here, which would otherwise stay in its place and lead no further
                    <Redirect key="home" to={homeOfAdministrator(viewer).href} replace />
                  ) : (
                    <>
                      <UnitLoad viewer={viewer} />
                      <Inbox />
                    </>
                  )
                }
              </Route>
              <Route path="/matters" component={Matters} />
              <Route path="/desk" component={DeskScreen} />
              <Route path="/m/:id/dispatch">{({ id }) => <DispatchScreen key={id} id={id} />}</Route>
              <Route path="/m/:id">{({ id }) => <MatterScreen key={id} id={id} />}</Route>
              <Route path="/calls" component={CallsScreen} />
              <Route path="/open/:process/:action">{(way) => <OpenScreen process={way.process} action={way.action} viewer={viewer} />}</Route>
              <Route path="/duties">{() => <DutiesScreen isAdmin={holds(viewer, 'systemAdmin')} />}</Route>
              <Route path="/oversight/:page?">{({ page }) => <OversightScreen page={page} />}</Route>
              <Route path="/map" component={MapScreen} />
              <Route path="/find">
                {() => (isFinder(viewer) ? <Finding viewer={viewer} /> : <Redirect to={reportsForOthers(viewer) ? '/behalf' : '/'} />)}
              </Route>
              <Route path="/behalf">{() => (reportsForOthers(viewer) ? <Behalf viewer={viewer} /> : <Redirect to="/" />)}</Route>
              <Route path="/paste">{() => <Paste viewer={viewer} />}</Route>
              <Route path="/things" component={Things} />
              <Route path="/together" component={TogetherScreen} />
              <Route path="/volunteers" component={VolunteersScreen} />
              <Route path="/resources" component={ResourcesScreen} />
              <Route path="/resources/:id">{({ id }) => <ResourceScreen key={id} id={id} />}</Route>
              <Route path="/route" component={RouteScreen} />
              <Route path="/grids">{() => <GridsScreen isAdmin={holds(viewer, 'systemAdmin')} />}</Route>
              <Route path="/people">{() => (holds(viewer, 'systemAdmin') ? <People /> : <Redirect to="/" />)}</Route>
              <Route path="/audit">{() => (holds(viewer, 'auditAdmin') ? <Audit /> : <Redirect to="/" />)}</Route>
              <Route path="/policies" component={PoliciesScreen} />
              <Route path="/policies/:id">{({ id }) => <PolicyScreen key={id} id={id} />}</Route>
              <Route path="/connectors" component={ConnectorsScreen} />
              <Route path="/erasures">{() => <ErasuresScreen mayAsk={holds(viewer, 'securityAdmin')} />}</Route>
              <Route path="/processes" component={Processes} />
              <Route path="/calendar">{() => (holds(viewer, 'systemAdmin') ? <CalendarScreen /> : <Redirect to="/" />)}</Route>
              <Route path="/processes/add">{() => (holds(viewer, 'systemAdmin') ? <AddProcess /> : <Redirect to="/processes" />)}</Route>
              <Route path="/processes/:name">{({ name: process }) => <ProcessScreen name={process} />}</Route>
              <Route path="/notices" component={Notices} />
              <Route path="/indicators" component={IndicatorsScreen} />
              <Route path="/indicators/:name">{({ name: indicator }) => <IndicatorScreen key={indicator} name={indicator} />}</Route>
              <Route path="/bulletins">{() => <BulletinsScreen id={null} />}</Route>
              <Route path="/bulletins/:id">{({ id }) => <BulletinsScreen id={id} />}</Route>
              <Route path="/rules" component={RulesScreen} />
              <Route path="/key-lines" component={KeyLinesScreen} />
              <Route path="/quality" component={QualityScreen} />
              <Route path="/quality/:check">{({ check }) => <QualityRowsScreen key={check} check={check} />}</Route>
              <Route path="/use" component={UseScreen} />
              <Route path="/use/grids" component={UseGridsScreen} />
              <Route path="/analysis" component={AnalysisScreen} />
              <Route path="/idea" component={Idea} />
              <Route path="/me">{() => <Me viewer={viewer} />}</Route>
              <Route>{() => <Redirect to="/" />}</Route>
            </Switch>
          </Frame>
        )
      }}
    </Route>
  )
}

const holds = (viewer: Viewer, post: Post): boolean => viewer.postings.some((posting) => posting.post === post)

function Title({ title }: { title: Label }): ReactNode {
  const say = useSay()
  const words = `${say(title)} · ${say({ zh: '呼应', en: 'Huying' })}`
  useEffect(() => {
    document.title = words
  }, [words])
  return null
}
