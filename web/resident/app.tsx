// Which address shows which page; the way of a report is loaded at once, everything else when it is opened.
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Loading } from './states.tsx'
import ScanReport from './scan-report.tsx'
import Sent from './sent.tsx'

const loadWaiting = () => import('./waiting.tsx')
const WaitingPage = lazy(loadWaiting)
const Home = lazy(() => import('./home.tsx'))
const Report = lazy(() => import('./report.tsx'))
const Scan = lazy(() => import('./scan.tsx'))
const Progress = lazy(() => import('./progress.tsx'))
const Judge = lazy(() => import('./judge.tsx'))
const Do = lazy(() => import('./do.tsx'))
const Find = lazy(() => import('./find.tsx'))
const My = lazy(() => import('./my.tsx'))
const Me = lazy(() => import('./me.tsx'))
const SignIn = lazy(() => import('./sign-in.tsx'))
const Officer = lazy(() => import('./officer.tsx'))
const Hands = lazy(() => import('./hands.tsx'))
const Volunteer = lazy(() => import('./volunteer.tsx'))
const Policies = lazy(() => import('./policies.tsx'))
const Use = lazy(() => import('./use.tsx'))
const Carry = lazy(() => import('./carry.tsx'))
const ElderHome = lazy(() => import('./elder-home.tsx'))
const ElderReport = lazy(() => import('./elder-report.tsx'))
const Demo = lazy(() => import('./demo.tsx'))
const Lost = lazy(() => import('./lost.tsx'))

export function App(): ReactNode {
  const [path] = useLocation()
  // Needed exactly when the network is gone, so it is fetched while there is one.
  useEffect(() => {
    const later = setTimeout(() => void loadWaiting().catch(() => undefined), 3000)
    return () => clearTimeout(later)
  }, [])
  // Each page begins at its top, and a screen reader at its beginning.
  useEffect(() => void scrollTo(0, 0), [path])
  return (
    <Suspense
      fallback={
        <div className="page">
          <main className="body">
            <Loading />
          </main>
        </div>
      }
    >
      <Switch>
        <Route path="/demo/:district" component={Demo} />
        <Route path="/:district" component={Home} />
        <Route path="/:district/s/:code" component={ScanReport} />
        <Route path="/:district/sent/:receipt" component={Sent} />
        <Route path="/:district/waiting" component={WaitingPage} />
        <Route path="/:district/report" component={Report} />
        <Route path="/:district/scan" component={Scan} />
        <Route path="/:district/r/:receipt" component={Progress} />
        <Route path="/:district/r/:receipt/judge" component={Judge} />
        <Route path="/:district/r/:receipt/do/:action" component={Do} />
        <Route path="/:district/find" component={Find} />
        <Route path="/:district/my" component={My} />
        <Route path="/:district/me" component={Me} />
        <Route path="/:district/sign-in" component={SignIn} />
        <Route path="/:district/officer" component={Officer} />
        <Route path="/:district/hands" component={Hands} />
        <Route path="/:district/volunteer" component={Volunteer} />
        <Route path="/:district/policies/:id?" component={Policies} />
        <Route path="/:district/use" component={Use} />
        <Route path="/:district/carry" component={Carry} />
        <Route path="/:district/elder" component={ElderHome} />
        <Route path="/:district/elder/report" component={ElderReport} />
        <Route component={Lost} />
      </Switch>
    </Suspense>
  )
}
