// What people are told about things and their codes.
import { tellingOf } from '../matters/endpoint.ts'

export const turnDown = tellingOf({
  'no-such-code': [
    404,
    '没有找到这个码，核对一下贴牌上的编号；也可以不扫码直接上报',
    'No such code. Check the plate; you can also report without a code',
  ],
  'code-taken': [409, '这个编号已经贴在别的东西上了，请换一个', 'Something else has this code already; choose another'],
  'no-such-area': [422, '没有这个地方，请从列表里选', 'No such area; choose one from the list'],
  'not-in-area': [422, '这个位置不在所选的地方里，请核对', 'That position does not lie in the chosen area'],
  'scans-of-others': [403, '扫码次数只给管这个地方的人看', 'How often a code is scanned is shown to those who look after the place'],
  'not-yours': [403, '只能在自己的辖区里登记，请找当地社区', 'You may add things in your own area only; ask the community there'],
})
