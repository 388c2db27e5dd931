// What people are told when signing in, or changing who holds which post, is not possible; each sentence says what helps.
import { z } from 'zod'
import { groundOfPost, posts, type Post } from '../../core/posts.ts'
import { tellingOf, type Refused } from '../matters/endpoint.ts'
import type { Ground } from '../matters/house.ts'

export const turnDown = tellingOf({
  'sign-in-first': [401, '请先登录', 'Please sign in first'],
  'phone-wrong': [422, '手机号不对，应是 1 开头的 11 位数字', 'That is not a mobile number: eleven digits, beginning with 1'],
  'code-wrong': [422, '验证码不对或已过期，可以重新获取一个', 'The code is wrong or has run out; you can ask for a new one'],
  'codes-too-many': [
    429,
    '获取验证码太频繁了，请稍等再试；不登录也能上报',
    'Too many codes asked for. Wait a little; you can report without signing in',
  ],
  'no-sender': [
    503,
    '本区还没有接通短信，暂时不能用手机登录。不登录也能上报，凭回执号查进度；也可以打 {hotline}',
    'This district has no text messages yet. You can report without signing in and follow by your receipt, or call {hotline}',
  ],
  'not-sent': [
    503,
    '短信没有发出去，请过一会儿再试。不登录也能上报，凭回执号查进度',
    'The text message could not be sent. Try again later; you can report without signing in and follow by your receipt',
  ],
  'sign-in-wrong': [
    401,
    '登录名、密码或动态码不对。连错 5 次要等 15 分钟；忘了请找系统管理员',
    'Login, password or code is not right. After five failures wait 15 minutes; if forgotten, ask the system administrator',
  ],
  'sign-in-slow': [429, '这里登录得太频繁了，请稍等再试', 'Too many sign-ins from here. Please wait a little'],
  'no-password': [422, '您不是用密码登录的，没有密码可改', 'You do not sign in with a password, so there is none to change'],
  'password-short': [422, '新密码至少要 12 个字符', 'A new password has at least 12 characters'],
  'password-same': [422, '新密码和旧密码一样，请换一个', 'The new password is the old one; choose another'],
  'password-known': [422, '新密码里不要有登录名或姓名，别人容易猜到', 'Leave your login and your name out of the password; others would guess them'],
  'password-plain': [
    422,
    '新密码要有大写、小写、数字、符号中的三种，或者至少 16 个字符',
    'Use three of capitals, small letters, digits and signs, or at least 16 characters',
  ],
  'password-wrong': [
    422,
    '旧密码或动态码不对。动态码只能用一次，刚登录过请等下一个',
    'The old password or the code is not right. A code works once; after signing in wait for the next one',
  ],
  'password-slow': [429, '试得太多了，请稍等再试；忘了请找系统管理员', 'Too many tries. Wait a little; if forgotten, ask the system administrator'],
  'no-such-page': [404, '没有这个页面', 'No such page'],
  'no-such-person': [404, '没有找到这个人', 'No such person'],
  'admin-only': [403, '这件事由系统管理员办', 'Only the system administrator may do this'],
  'auditor-only': [403, '登记记录只给审计管理员看', 'Only the audit administrator may read the trail'],
  'not-your-people': [403, '只能为自己或自己辖区的人请假', 'You may record leave for yourself or for people of your own area'],
  'own-posting': [403, '自己的岗位要由另一位系统管理员来改', 'Another system administrator must change your own postings'],
  'admins-apart': [422, '系统、安全、审计三个管理员必须是三个人', 'System, security and audit administrators must be three people'],
  'place-wrong': [422, '岗位和地方对不上，请换一个地方或单位', 'That post does not stand there; choose another area or organisation'],
  'own-login': [
    403,
    '自己的密码在“我的”里改；换了手机，请另一位系统管理员重新给登录',
    'Change your own password under your name; with a new phone ask another system administrator',
  ],
  'login-apart': [
    403,
    '安全管理员、审计管理员的登录，系统管理员不能一个人给。请在服务器上办：npm run district -- person login --person {person}',
    'The system administrator alone may not give the login of the security or audit administrator. On the server: npm run district -- person login --person {person}',
  ],
  'login-without-post': [422, '这个人现在没有工作岗位，先安排岗位再给登录', 'This person holds no post of staff now; give the post first'],
  'login-wrong': [422, '登录名是 3 到 60 个小写字母、数字、点或短横，字母或数字开头', 'A login has 3 to 60 small letters, digits, dots or dashes'],
  'login-taken': [422, '这个登录名别人在用，请换一个', 'That login belongs to somebody else; choose another'],
  'last-one': [422, '这个岗位只剩这一位在岗，请先安排接替的人', 'The last one present in this post; name a successor first'],
  'who-first': [422, '请写明是谁：选一个人，或填姓名', 'Say who: choose a person or give a name'],
  'phone-taken': [422, '这个手机号已经登记在另一个人名下', 'That number already belongs to somebody else here'],
  'not-staff': [422, '代班的人要有岗位，而且不能是本人', 'The substitute must hold a post and be somebody else'],
  'dates-wrong': [422, '结束时间要晚于开始时间，最长一年', 'The end must come after the beginning, within a year'],
  'no-such-posting': [404, '没有这个岗位安排，或已经结束', 'No such posting, or it has ended already'],
})
export type PeopleRefusal = Parameters<typeof turnDown>[0]

/** Says where the post has to be given instead. */
export function placeWrong(post: Post): Refused {
  const told = turnDown('place-wrong')
  const [{ label }, ground] = [posts[post], groundOfPost(post)]
  const words = { zh: `${label.zh}要安排到${ground.zh}，请选好再安排`, en: `${label.en}: this post is given at ${ground.en}. Choose one` }
  return { ...told, refused: { ...told.refused, label: words } }
}

/** Whoever is asked for it on the server has to say whose. */
export function loginApart(person: string): Refused {
  const told = turnDown('login-apart')
  const { zh, en } = told.refused.label
  return { ...told, refused: { ...told.refused, label: { zh: zh.replace('{person}', person), en: en.replace('{person}', person) } } }
}

const Hotline = z.string().catch('12345')
/** Where no text message can be sent, a person still hears which ways are open. */
export function noSender(ground: Ground): Refused {
  const hotline = Hotline.parse(ground.district.settings['hotline'])
  const told = turnDown('no-sender')
  const { code, label } = told.refused
  const fill = (text: string) => text.replace('{hotline}', hotline)
  return { ...told, refused: { code, label: { zh: fill(label.zh), en: fill(label.en) } } }
}
