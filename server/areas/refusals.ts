// What people are told when the registry cannot be changed as they asked.
import { tellingOf } from '../matters/endpoint.ts'

export const turnDown = tellingOf({
  'admin-only': [403, '这件事由系统管理员办', 'Only the system administrator may do this'],
  'no-such-process': [404, '没有这个流程', 'No such process'],
  'no-such-area': [404, '没有这个地方', 'No such area'],
  'not-a-grid': [422, '只有网格才写管哪些事，请选一个网格', 'Only grids carry functions; choose a grid'],
  'not-sound': [422, '流程还有问题，改好下面列出的再存', 'The process is not sound yet; mend what is listed below'],
  'version-taken': [409, '这个流程刚被别人存过，请先看看再存一次', 'Somebody just saved this process; look again and save once more'],
  'no-such-class': [404, '没有这一类', 'No such class'],
  'no-such-category': [404, '没有这个类别', 'No such category'],
  'no-such-duty': [404, '没有这项职责', 'No such duty item'],
  'calendar-there': [409, '这个版本的日历已经导入过，请换一个版本名', 'A calendar of this name was imported already; use another name'],
})
