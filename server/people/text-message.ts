// Sends codes as text messages through a webhook: one POST of JSON to the gateway of the district, tried twice, never logged.
import type { SendCode } from './phone-sign-in.ts'

export type Gateway = { readonly url: string; /** sent as a bearer token */ readonly token: string | null }

const ordinaryPatienceMs = 5000

/** Any 2xx means that the gateway took the message. It rejects without the number, the code or the gateway's own words in it. */
export const makeTextMessages = (gateway: Gateway, patienceMs = ordinaryPatienceMs): SendCode => {
  const attempt = (message: Message) => post(gateway, message, patienceMs)
  return async ({ phone, code }) => {
    const text = `【呼应】验证码 ${code}，5 分钟内有效。请不要告诉别人。`
    const first = await attempt({ phone, text })
    const outcome = first.ok || !first.mayHelp ? first : await attempt({ phone, text })
    if (outcome.ok) return
    console.error(JSON.stringify({ at: 'sms', error: outcome.why }))
    throw new Error(`The text message was not taken: ${outcome.why}`)
  }
}

type Message = { readonly phone: string; readonly text: string }
type Outcome = { readonly ok: true } | { readonly ok: false; readonly why: string; /** trying again */ readonly mayHelp: boolean }

async function post({ url, token }: Gateway, message: Message, patienceMs: number): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(message),
      // a number must not follow a redirect to somebody else
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    await response.body?.cancel()
    if (response.ok) return { ok: true }
    // what the gateway refuses, such as a wrong token, it refuses again
    return { ok: false, why: `the gateway answered ${response.status}`, mayHelp: response.status >= 500 || response.status === 429 }
  } catch (error) {
    const isSlow = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, why: isSlow ? 'the gateway was silent for too long' : 'the gateway could not be reached', mayHelp: true }
  }
}
