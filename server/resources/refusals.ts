// What people are told about resources.
import { tellingOf } from '../matters/endpoint.ts'

export const turnDown = tellingOf({
  'no-such-resource': [404, '没有这项资源，可能已经收回了', 'No such resource; it may have been withdrawn'],
  'not-your-ground': [403, '只能放出自己辖区、自己单位的资源', 'You may offer resources of your own ground or unit only'],
  'no-such-keeper': [422, '选一个本地方、本单位管它的岗位', 'Choose a post there that keeps it'],
  'kind-stays': [422, '已经放出的资源不能改成别的种类，收回后另放一项', 'Its kind stays; withdraw it and offer another'],
  'name-taken': [422, '这里已经有叫这个名字的资源', 'A resource there has that name'],
  'id-taken': [409, '这个编号用过了，请重新打开再填', 'That id was used before; open the form again'],
  'no-ground': [422, '找不到您的辖区，先请管理员给您安排岗位', 'You have no ground; ask for a posting first'],
  'too-little': [
    422,
    '已经答应出去的比这个数多，先等还回来，或者收回一部分',
    'More than that is granted already; wait until it is back or take some back',
  ],
})
