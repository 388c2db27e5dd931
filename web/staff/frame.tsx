// The frame around every staff screen: at the desk a side list, a search and the keys; on the phone a title and five places.
import {
  Bell,
  BookOpen,
  Cable,
  CalendarDays,
  ChartNoAxesColumn,
  ChartSpline,
  ChevronLeft,
  ClipboardCheck,
  Columns3,
  Eraser,
  Gavel,
  HandHeart,
  Handshake,
  HandHelping,
  Inbox,
  LayoutDashboard,
  ListChecks,
  Map as MapIcon,
  Megaphone,
  Moon,
  Newspaper,
  PackageOpen,
  QrCode,
  Scale,
  ScrollText,
  Search,
  User,
  Users,
  Workflow,
} from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Label } from '../../core/label.ts'
import { posts, type Post } from '../../core/posts.ts'
import type { Viewer } from '../../core/shapes.ts'
import { useSay } from '../kit/say.tsx'
import { useAsk, useDistrict } from './ask.ts'
import { KeysFoot, useIsDesk, useLetters } from './bits.tsx'
import { LanguageButton } from './choices-of-mine.tsx'
import { Mark } from '../kit/phase-marks.tsx'

export type Place = {
  readonly href: string
  readonly say: Label
  readonly icon: ReactNode
  readonly n?: number | undefined
  readonly isOutside?: boolean
}

export function Frame({ viewer, title, children }: { viewer: Viewer; title: Label; children: ReactNode }): ReactNode {
  return useIsDesk() ? (
    <Desk viewer={viewer} title={title}>
      {children}
    </Desk>
  ) : (
    <Phone viewer={viewer} title={title}>
      {children}
    </Phone>
  )
}

const isHere = (href: string, at: string): boolean => (href === '/' ? at === '/' : at.startsWith(href))
/** Administrators look after the system and see no matter: what lists matters would only refuse them. */
export const onlyAdministers = (viewer: Viewer): boolean =>
  viewer.postings.length > 0 && viewer.postings.every(({ post }) => ['systemAdmin', 'securityAdmin', 'auditAdmin'].includes(post))
/** Where an administrator begins. */
export const homeOfAdministrator = (viewer: Viewer): Place =>
  holdsOne(viewer, ['systemAdmin'])
    ? { href: '/people', say: { zh: '人和岗位', en: 'People' }, icon: <Users className="i" aria-hidden="true" /> }
    : holdsOne(viewer, ['auditAdmin'])
      ? { href: '/audit', say: { zh: '登记记录', en: 'Registry trail' }, icon: <ScrollText className="i" aria-hidden="true" /> }
      : { href: '/processes', say: { zh: '流程', en: 'Processes' }, icon: <Workflow className="i" aria-hidden="true" /> }
export const isFinder = (viewer: Viewer): boolean =>
  viewer.postings.some((posting) => ['gridOfficer', 'yardHead', 'gridLeader'].includes(posting.post))
/** Who may report for a resident: those who meet them. */
export const reportsForOthers = (viewer: Viewer): boolean =>
  isFinder(viewer) || holdsOne(viewer, ['volunteer', 'communityStaff', 'communitySecretary', 'dispatcher'])
/** A community, a township or the district: places whose records somebody there keeps. */
export const looksAfterData = (viewer: Viewer): boolean => viewer.postings.some(({ post }) => isReader(post) && (posts[post].level ?? 9) <= 2)
const isReader = (post: Post): boolean => !['systemAdmin', 'securityAdmin', 'auditAdmin', 'cleaner'].includes(post)
const holdsOne = (viewer: Viewer, posts: readonly string[]): boolean => viewer.postings.some((posting) => posts.includes(posting.post))
export const isAdministrator = (viewer: Viewer): boolean => holdsOne(viewer, ['systemAdmin', 'securityAdmin', 'auditAdmin'])
/** Who connects departments' systems, and who oversees what they do. */
export const seesConnections = (viewer: Viewer): boolean => holdsOne(viewer, ['systemAdmin', 'supervisor', 'districtLeader'])
/** Whose day is to judge and to hand on. */
export const dispatches = (viewer: Viewer): boolean =>
  viewer.postings.some((posting) => ['dispatcher', 'communityStaff', 'communitySecretary', 'supervisor'].includes(posting.post))

/** Whose ground has volunteers to welcome and squads to keep. */
export const keepsVolunteers = (viewer: Viewer): boolean =>
  viewer.postings.some((posting) => ['gridOfficer', 'gridLeader', 'communityStaff', 'communitySecretary', 'dispatcher'].includes(posting.post))

function Desk({ viewer, title, children }: { viewer: Viewer; title: Label; children: ReactNode }): ReactNode {
  const say = useSay()
  const district = useDistrict()
  const [at] = useLocation()
  const shop = useAsk('district')
  const isOnlyAdmin = onlyAdministers(viewer)
  const inbox = useAsk('inbox', { query: { limit: 1 }, enabled: !isOnlyAdmin })
  const post = viewer.postings[0]
  const isAdmin = viewer.postings.some((posting) => posting.post === 'systemAdmin')
  const isAuditor = viewer.postings.some((posting) => posting.post === 'auditAdmin')
  const groups: readonly { readonly say: Label | null; readonly places: readonly Place[] }[] = [
    {
      say: null,
      places: [
        ...(isOnlyAdmin
          ? []
          : [
              { href: '/', say: { zh: '待办', en: 'To do' }, icon: <Inbox className="i" aria-hidden="true" />, n: inbox.data?.counts.mine },
              { href: '/matters', say: { zh: '全部事项', en: 'All matters' }, icon: <Search className="i" aria-hidden="true" /> },
            ]),
        { href: '/map', say: { zh: '地图', en: 'Map' }, icon: <MapIcon className="i" aria-hidden="true" /> },
      ],
    },
    {
      say: { zh: '工作', en: 'Work' },
      places: [
        ...(dispatches(viewer) ? [{ href: '/desk', say: { zh: '指挥台', en: 'Desk' }, icon: <Columns3 className="i" aria-hidden="true" /> }] : []),
        ...(isFinder(viewer) ? [{ href: '/find', say: { zh: '发现', en: 'Find' }, icon: <Mark size={18} /> }] : []),
        ...(isOnlyAdmin
          ? []
          : [
              { href: '/oversight', say: { zh: '督办', en: 'Supervision' }, icon: <Gavel className="i" aria-hidden="true" /> },
              { href: '/calls', say: { zh: '呼叫', en: 'Calls' }, icon: <Megaphone className="i" aria-hidden="true" /> },
              { href: '/together', say: { zh: '联建联办', en: 'Together' }, icon: <Handshake className="i" aria-hidden="true" /> },
            ]),
        ...(reportsForOthers(viewer)
          ? [{ href: '/behalf', say: { zh: '代人报', en: 'On behalf' }, icon: <User className="i" aria-hidden="true" /> }]
          : []),
        ...(keepsVolunteers(viewer)
          ? [{ href: '/volunteers', say: { zh: '志愿者', en: 'Volunteers' }, icon: <HandHeart className="i" aria-hidden="true" /> }]
          : []),
        ...(isOnlyAdmin
          ? []
          : [{ href: '/resources', say: { zh: '资源', en: 'Resources' }, icon: <PackageOpen className="i" aria-hidden="true" /> }]),
        { href: '/things', say: { zh: '有码的东西', en: 'Things' }, icon: <QrCode className="i" aria-hidden="true" /> },
      ],
    },
    {
      say: { zh: '看得见', en: 'In view' },
      places: [
        {
          href: `/centre/${district}?desk=1`,
          say: { zh: '呼应中心', en: 'Centre' },
          icon: <LayoutDashboard className="i" aria-hidden="true" />,
          isOutside: true,
        },
        { href: '/policies', say: { zh: '政策文件', en: 'Policies' }, icon: <BookOpen className="i" aria-hidden="true" /> },
        { href: '/duties', say: { zh: '职责清单', en: 'Duty lists' }, icon: <ListChecks className="i" aria-hidden="true" /> },
        { href: '/indicators', say: { zh: '指标', en: 'Indicators' }, icon: <ChartNoAxesColumn className="i" aria-hidden="true" /> },
        { href: '/bulletins', say: { zh: '通报', en: 'Bulletins' }, icon: <Newspaper className="i" aria-hidden="true" /> },
        { href: '/analysis', say: { zh: '分析', en: 'Analysis' }, icon: <ChartSpline className="i" aria-hidden="true" /> },
        { href: '/use', say: { zh: '用得怎样', en: 'Use and effect' }, icon: <HandHelping className="i" aria-hidden="true" /> },
        ...(looksAfterData(viewer)
          ? [{ href: '/quality', say: { zh: '数据质量', en: 'Data quality' }, icon: <ClipboardCheck className="i" aria-hidden="true" /> }]
          : []),
        { href: '/processes', say: { zh: '流程', en: 'Processes' }, icon: <Workflow className="i" aria-hidden="true" /> },
        ...(isAdmin ? [{ href: '/people', say: { zh: '人和岗位', en: 'People' }, icon: <Users className="i" aria-hidden="true" /> }] : []),
        ...(isAdmin ? [{ href: '/calendar', say: { zh: '节假日表', en: 'Calendar' }, icon: <CalendarDays className="i" aria-hidden="true" /> }] : []),
        ...(seesConnections(viewer)
          ? [{ href: '/connectors', say: { zh: '系统对接', en: 'Connections' }, icon: <Cable className="i" aria-hidden="true" /> }]
          : []),
        ...(isAdministrator(viewer)
          ? [{ href: '/erasures', say: { zh: '抹去个人信息', en: 'To be forgotten' }, icon: <Eraser className="i" aria-hidden="true" /> }]
          : []),
        ...(isAuditor
          ? [
              { href: '/audit', say: { zh: '登记记录', en: 'Registry trail' }, icon: <ScrollText className="i" aria-hidden="true" /> },
              { href: '/rules', say: { zh: '权重和门槛', en: 'Weights and thresholds' }, icon: <Scale className="i" aria-hidden="true" /> },
            ]
          : []),
      ],
    },
  ]
  return (
    <div className="st-desk">
      <a className="skip" href="#main">
        {say({ zh: '跳到正文', en: 'Skip to content' })}
      </a>
      <nav className="side" aria-label={say({ zh: '主导航', en: 'Main' })}>
        <div className="f ac g2" style={{ padding: '2px 8px 14px' }}>
          <Mark />
          <div style={{ minWidth: 0 }}>
            <b className="bb t18" style={{ lineHeight: 1.2, display: 'block' }}>
              {say({ zh: '呼应', en: 'Huying' })}
            </b>
            <span className="t12 m">{say(post?.place ?? shop.data?.name ?? { zh: '工作端', en: 'Staff' })}</span>
          </div>
        </div>
        {groups.map((group) => (
          <SideGroup key={group.say?.en ?? 'first'} group={group} at={at} />
        ))}
        <SideFoot viewer={viewer} at={at} />
      </nav>
      <div className="main">
        <Top viewer={viewer} title={title} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <KeysFoot />
      </div>
    </div>
  )
}

function SideFoot({ viewer, at }: { viewer: Viewer; at: string }): ReactNode {
  const say = useSay()
  const shop = useAsk('district')
  return (
    <div style={{ marginTop: 'auto', padding: 10 }} className="col g2">
      {viewer.demo || shop.data?.demo ? (
        <span className="demo" style={{ alignSelf: 'flex-start' }}>
          {say({ zh: '演示数据', en: 'Demonstration data' })}
        </span>
      ) : null}
      <p className="t12 m">
        {shop.data?.filing
          ? say({ zh: `备案编号：${shop.data.filing}`, en: `Filing: ${shop.data.filing}` })
          : say({ zh: '备案编号：部署后填写', en: 'Filing number: set at launch' })}
        <br />
        <Link className="plain" href={`/idea?from=${encodeURIComponent(at)}`}>
          {say({ zh: '对本系统提意见', en: 'Tell us about this system' })}
        </Link>
      </p>
    </div>
  )
}

function SideGroup({ group, at }: { group: { readonly say: Label | null; readonly places: readonly Place[] }; at: string }): ReactNode {
  const say = useSay()
  return (
    <>
      {group.say ? <p className="lab">{say(group.say)}</p> : null}
      {group.places.map((place) => {
        const inside = (
          <>
            {place.icon}
            {say(place.say)}
            {place.n ? <span className="n">{place.n}</span> : null}
          </>
        )
        return place.isOutside ? (
          <a key={place.href} href={place.href}>
            {inside}
          </a>
        ) : (
          <Link key={place.href} href={place.href} aria-current={isHere(place.href, at) ? 'page' : undefined}>
            {inside}
          </Link>
        )
      })}
    </>
  )
}

function Top({ viewer, title }: { viewer: Viewer; title: Label }): ReactNode {
  const say = useSay()
  const [at, go] = useLocation()
  const [search] = useSearchParams()
  const field = useRef<HTMLInputElement>(null)
  const isOnlyAdmin = onlyAdministers(viewer)
  const notices = useAsk('notices', { query: { limit: 1 } })
  const unseen = notices.data?.unseen ?? 0
  const isOn = useLetters({ '/': { say: { zh: '查找', en: 'Search' }, run: () => field.current?.focus() } }, !isOnlyAdmin)
  const post = viewer.postings[0]
  return (
    <header className="top">
      <p className="bb t18">{say(title)}</p>
      <div className="grow" />
      {isOnlyAdmin ? null : (
        <form
          className="find"
          role="search"
          onSubmit={(event) => {
            event.preventDefault()
            const q = field.current?.value.trim() ?? ''
            const list = at === '/' ? (search.get('list') ?? 'mine') : ''
            go(`${at === '/' ? '/' : '/matters'}?${new URLSearchParams({ ...(list ? { list } : {}), ...(q ? { q } : {}) }).toString()}`)
          }}
        >
          <Search className="i" aria-hidden="true" />
          <input
            ref={field}
            type="search"
            defaultValue={search.get('q') ?? ''}
            aria-label={say({ zh: '查找', en: 'Search' })}
            placeholder={say({ zh: '找事项、地方、编码', en: 'Matters, places, codes' })}
          />
          {isOn ? <kbd aria-hidden="true">/</kbd> : null}
        </form>
      )}
      <span className="f ac g1 t13 m nw">
        <Moon className="i" aria-hidden="true" />
        {say({ zh: '20:00 后免打扰', en: 'Quiet after 20:00' })}
      </span>
      <Link className="iconbtn" href="/notices" aria-label={say({ zh: `提醒，${unseen} 条没看`, en: `Notices, ${unseen} new` })}>
        <Bell className="i" aria-hidden="true" />
        {unseen > 0 ? <span className="dotn">{Math.min(unseen, 99)}</span> : null}
      </Link>
      <LanguageButton />
      <Link href="/me" className="f ac g2" style={{ textDecoration: 'none', color: 'inherit' }}>
        <span className="av" style={{ width: '2.3em', height: '2.3em', fontSize: 'var(--t-14)' }} aria-hidden="true">
          {[...viewer.name][0]}
        </span>
        <span className="t13" style={{ lineHeight: 1.35 }}>
          <b className="b nw">{viewer.name}</b>
          <br />
          <span className="m nw">{post ? say(post.label) : ''}</span>
        </span>
      </Link>
    </header>
  )
}

/** The places at the foot of the phone; in the middle what one's day is, where it is to find or to report for others. */
function phonePlaces(viewer: Viewer): readonly (Place & { readonly isFab?: true })[] {
  const me: Place = { href: '/me', say: { zh: '我的', en: 'Me' }, icon: <User className="i" aria-hidden="true" /> }
  if (onlyAdministers(viewer)) {
    const home = homeOfAdministrator(viewer)
    const erasures: Place = { href: '/erasures', say: { zh: '抹去', en: 'Erasures' }, icon: <Eraser className="i" aria-hidden="true" /> }
    const processes: Place = { href: '/processes', say: { zh: '流程', en: 'Processes' }, icon: <Workflow className="i" aria-hidden="true" /> }
    // large letters have no room for more than a word each
    return [home.href === '/audit' ? { ...home, say: { zh: '登记记录', en: 'Trail' } } : home, home.href === '/processes' ? erasures : processes, me]
  }
  return [
    { href: '/', say: { zh: '待办', en: 'To do' }, icon: <Inbox className="i" aria-hidden="true" /> },
    { href: '/map', say: { zh: '地图', en: 'Map' }, icon: <MapIcon className="i" aria-hidden="true" /> },
    ...(isFinder(viewer)
      ? [{ href: '/find', say: { zh: '发现', en: 'Find' }, icon: <Mark size={30} isOnBrand />, isFab: true as const }]
      : reportsForOthers(viewer)
        ? [{ href: '/behalf', say: { zh: '代人报', en: 'On behalf' }, icon: <Mark size={30} isOnBrand />, isFab: true as const }]
        : []),
    { href: '/matters', say: { zh: '辖区', en: 'Area' }, icon: <Users className="i" aria-hidden="true" /> },
    me,
  ]
}

function Phone({ viewer, title, children }: { viewer: Viewer; title: Label; children: ReactNode }): ReactNode {
  const say = useSay()
  const [at] = useLocation()
  const tabs = phonePlaces(viewer)
  const isTop = tabs.some(({ href }) => href === at)
  const isOnlyAdmin = onlyAdministers(viewer)
  return (
    <div className="st-phone">
      <header className="nav">
        <div>
          {isTop ? null : (
            <button type="button" className="nb" aria-label={say({ zh: '返回', en: 'Back' })} onClick={() => history.back()}>
              <ChevronLeft className="i" aria-hidden="true" />
            </button>
          )}
        </div>
        <p className="nt ell">{say(title)}</p>
        <div className="f" style={{ justifyContent: 'flex-end' }}>
          {isOnlyAdmin ? null : (
            <Link className="nb" href="/calls" aria-label={say({ zh: '呼叫', en: 'Calls' })}>
              <Megaphone className="i" aria-hidden="true" />
            </Link>
          )}
          <Link className="nb" href="/notices" aria-label={say({ zh: '提醒', en: 'Notices' })}>
            <Bell className="i" aria-hidden="true" />
          </Link>
          {isOnlyAdmin ? null : (
            <Link className="nb" href="/matters" aria-label={say({ zh: '查找', en: 'Search' })}>
              <Search className="i" aria-hidden="true" />
            </Link>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <nav className="tabs" aria-label={say({ zh: '主导航', en: 'Main' })}>
        {tabs.map((tab) => (
          <Link key={tab.href} href={tab.href} className={tab.isFab ? 'fab' : ''} aria-current={isHere(tab.href, at) ? 'page' : undefined}>
            <span>{tab.icon}</span>
            <span>{say(tab.say)}</span>
          </Link>
        ))}
      </nav>
    </div>
  )
}
