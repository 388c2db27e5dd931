// What is told about connections of departments' systems, to their administrators and to the systems themselves.
import { refused, type Refused, type Status } from '../matters/endpoint.ts'

const catalogue = {
  'key-first': [401, '请带上对接密钥：Authorization: Bearer hyk_…', 'Bring the key of the connection: Authorization: Bearer hyk_…'],
  'key-wrong': [401, '密钥不对，核对一下有没有抄漏；丢了请找区系统管理员换一个', 'The key is not right; check it, or ask the system administrator for a new one'],
  'key-ended': [401, '这个对接已经停用，请找区系统管理员', 'This connection was ended; ask the system administrator'],
  'key-expired': [401, '密钥到期了，请找区系统管理员换一个', 'The key has run out; ask the system administrator for a new one'],
  'key-slow': [429, '请求太密，请稍等再试', 'Too many requests; wait a little'],
  'not-for-systems': [403, '部门系统只能列出、查看、办理自己的事项，这里用不了密钥', 'A department’s system may list, read and act on its matters; its key opens nothing else'],
  'sign-in-first': [401, '请先登录', 'Please sign in first'],
  'admin-only': [403, '部门对接由系统管理员开通和停用', 'Only the system administrator connects departments'],
  'not-for-you': [403, '部门对接只给系统管理员、督查岗和区领导看', 'Connections are shown to the system administrator, supervisors and district leaders'],
  'no-such-connector': [404, '没有这个对接', 'No such connection'],
  'no-such-organisation': [422, '没有这个单位，请从列表里选', 'No such organisation; choose one from the list'],
  'too-many-connectors': [422, '对接太多了，先停掉不用的', 'Too many connections; end those not in use first'],
  'ended-already': [409, '这个对接已经停用，要用请新开一个', 'This connection was ended; make a new one'],
  'address-wrong': [422, '推送地址不对，要写完整，如 https://部门系统的域名/路径', 'That is no full address, such as https://host/path'],
  'address-https': [422, '推送地址必须是 https', 'The address must be https'],
  'address-private': [422, '推送地址不能指向内网或本机；政务外网的网段请运维在 HUYING_HOOK_NETWORKS 里放行', 'The address may not lie in a private network, unless HUYING_HOOK_NETWORKS allows it'],
  'address-demo': [422, '演示环境只往本机推送（http://localhost:端口），不往外发', 'A demonstration sends to http://localhost only, never outside'],
} as const satisfies Readonly<Record<string, readonly [Status, string, string]>> // prettier-ignore
export type ConnectRefusal = keyof typeof catalogue

export const turnDown = (code: ConnectRefusal, retryAfterSeconds?: number): Refused =>
  refused(
    { code, label: { zh: catalogue[code][1], en: catalogue[code][2] } },
    catalogue[code][0],
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  )
