// What is told about connections of departments' systems, to their administrators and to the systems themselves.
import { tellingOf } from '../matters/endpoint.ts'

export const turnDown = tellingOf({
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
  'upper-only': [403, '这是上级平台和热线的接口，部门的密钥用不了', 'This is for the platform above and the hotline; a department’s key does not open it'],
  'department-only': [403, '这是部门系统的接口，上级平台用 /connect/handed', 'This is for departments’ systems; the platform above uses /connect/handed'],
  'no-such-class': [404, '这个对接不转事项下来，没有类别对照', 'This connection hands nothing down and has no classes'],
  'not-handed': [404, '没有这个编号：没有转下来过，也没有报上去过', 'No such number: neither handed down nor up'],
  'not-to-judge': [409, '还没到评价的时候：先要答复上报人，结案 30 天内也可以', 'Not to be judged now: first comes the reply; also within 30 days of closing'],
  'which-organisation': [422, '部门对接要选一个单位', 'A department’s connection needs an organisation'],
  'which-source': [422, '上级对接要选是市级平台还是 12345 热线', 'Say whether it is the city platform or the hotline'],
  'no-such-organisation': [422, '没有这个单位，请从列表里选', 'No such organisation; choose one from the list'],
  'too-many-connectors': [422, '对接太多了，先停掉不用的', 'Too many connections; end those not in use first'],
  'ended-already': [409, '这个对接已经停用，要用请新开一个', 'This connection was ended; make a new one'],
  'address-wrong': [422, '推送地址不对，要写完整，如 https://部门系统的域名/路径', 'That is no full address, such as https://host/path'],
  'address-https': [422, '推送地址必须是 https', 'The address must be https'],
  'address-private': [422, '推送地址不能指向内网或本机；政务外网的网段请运维在 HUYING_HOOK_NETWORKS 里放行', 'The address may not lie in a private network, unless HUYING_HOOK_NETWORKS allows it'],
  'address-demo': [422, '演示环境只往本机推送（http://localhost:端口），不往外发', 'A demonstration sends to http://localhost only, never outside'],
}) // prettier-ignore
export type ConnectRefusal = Parameters<typeof turnDown>[0]
