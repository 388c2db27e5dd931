// Turns every failure at the edge into a sentence: what was wrong and what helps; only our own faults are 5xx, and they are logged once.
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { Label } from '../../core/label.ts'

const body = (code: string, label: { zh: string; en: string }) => ({ refusal: { code, label } })
const words: Readonly<Record<number, { code: string; label: { zh: string; en: string } }>> = {
  404: { code: 'no-page', label: { zh: '没有这一页', en: 'There is no such page' } },
  405: { code: 'method', label: { zh: '这里不支持这种请求', en: 'That method is not supported here' } },
  413: { code: 'too-big', label: { zh: '内容太大了，照片请少传几张', en: 'Too large. Send fewer or smaller photos' } },
  415: { code: 'kind', label: { zh: '不认识这种内容，请用 JSON', en: 'Unknown content type; send JSON' } },
  429: { code: 'too-many', label: { zh: '太快了，稍等再试', en: 'Too fast. Try again shortly' } },
}

export function speakPlainly(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answer(error, { request, reply }))
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(body('no-page', words[404]?.label ?? { zh: '没有', en: 'None' })))
  app.addHook('preValidation', async (request, reply) => {
    if (isBroken(request.body) || isBroken(request.query) || isBroken(request.params))
      await reply
        .status(400)
        .send(body('broken-text', { zh: '有些字是乱码，请重新打一遍', en: 'Some characters are broken. Please type them again' }))
  })
  app.addHook('onRequest', async (request, reply) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    const origin = request.headers.origin
    if (origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.headers.host)
      await reply.status(403).send(body('foreign', { zh: '请从本系统的页面操作', en: 'Please use the pages of this system' }))
  })
}

/** An address that cannot even be read gets the same kind of words as everything else. */
export function refuseAddress(error: FastifyError, reply: FastifyReply): void {
  const isLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
  const label = isLong
    ? { zh: '网址太长了，看看有没有多复制', en: 'The address is too long; check what was copied' }
    : { zh: '网址里有认不出的字符，请重新打开一次', en: 'The address holds characters we cannot read; please open it again' }
  void reply.status(isLong ? 414 : 400).type('application/json').serializer((content: unknown) => JSON.stringify(content)).send(body(isLong ? 'address-long' : 'address', label)) // prettier-ignore
}

/** What is no request at all, or one with far too much in its head, is answered once and let go. */
export function refuseNoise(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const isLong = error.code === 'HPE_HEADER_OVERFLOW'
  const text = JSON.stringify(
    body(
      isLong ? 'head-long' : 'no-request',
      isLong
        ? { zh: '网址或请求头太长了', en: 'The address or the head of the request is too long' }
        : { zh: '看不懂这个请求', en: 'This request cannot be read' },
    ),
  )
  socket.end(
    `HTTP/1.1 ${isLong ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  )
}

function answer(error: FastifyError, at: { request: FastifyRequest; reply: FastifyReply }) {
  const status = error instanceof ZodError || error.validation ? 400 : (statusOfDatabase(error) ?? error.statusCode ?? 500)
  if (status >= 500) {
    console.error(
      JSON.stringify({
        at: 'http',
        method: at.request.method,
        route: at.request.routeOptions.url,
        error: error.message,
        code: error.code,
        stack: error.stack
          ?.split('\n')
          .slice(1, 5)
          .map((line) => line.trim().replace(/\(?\/.*\//, '(')),
      }),
    )
    return at.reply
      .status(500)
      .send(
        body('ours', { zh: '没交上去，内容还在。不是您的问题，请再试一次', en: 'Not sent. Your words are safe. It is our fault; please try again' }),
      )
  }
  const known = words[status]
  if (known) return at.reply.status(status).send(body(known.code, known.label))
  const where = placeIn(error)
  return at.reply.status(status).send({
    refusal: {
      code: 'bad-input',
      label: inWords[where] ?? { zh: `填得不对${where ? `：${where}` : ''}，请检查`, en: `Not right${where ? `: ${where}` : ''}. Please check` },
      ...(where ? { field: where } : {}),
    },
  })
}

/** What a person mistypes in an address has its own words; a program is told the field. */
const inWords: Readonly<Record<string, Label>> = {
  receipt: { zh: '查询码是 9 位字母和数字，请核对一下', en: 'A tracking code has nine letters and digits. Please check it' },
}

/** Which field it is about, as far as that is known. */
const placeIn = (error: FastifyError | ZodError): string =>
  error instanceof ZodError ? (error.issues[0]?.path.join(' ') ?? '') : (error.validation?.[0]?.instancePath?.replaceAll('/', ' ').trim() ?? '')

/** What a client can cause in the database is the client's to mend: bad text, numbers out of range. */
const statusOfDatabase = (error: FastifyError): number | null => (/^22/.test(error.code ?? '') && error.code !== '22012' ? 400 : null)

/** NUL and lone surrogates cannot be kept as text anywhere, so they are refused before anything is done. */
function isBroken(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\u0000') || /\p{Surrogate}/u.test(value)
  if (depth > 40) return true
  if (Buffer.isBuffer(value) || typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, each]) => isBroken(name, depth + 1) || isBroken(each, depth + 1))
}
