// Where steps may be sent: https to the open network, never into a private one, so that nobody makes this server knock on its neighbours' doors.
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { ConnectRefusal } from './refusals.ts'

/** `inside` are networks of the administration that production may reach although they are private, such as 10.20.0.0/16. */
export type Reach = { readonly mode: 'demo' | 'production'; readonly inside: readonly string[] }

const privateNets: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] // prettier-ignore
/** Of the sixth version only what is given out for the open network, without the ranges that carry a fourth-version address inside. */
const openSix = new BlockList()
openSix.addSubnet('2000::', 3, 'ipv6')
const closedSix = new BlockList()
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) closedSix.addSubnet(net, bits, 'ipv6') // prettier-ignore
const closedFour = new BlockList()
for (const [net, bits] of privateNets) closedFour.addSubnet(net, bits, 'ipv4')

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What is wrong with an address, or nothing. */
export function faultOf(text: string, reach: Reach): ConnectRefusal | null {
  if (!URL.canParse(text)) return 'address-wrong'
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '' || hostname === '') return 'address-wrong'
  if (reach.mode === 'demo') return protocol === 'http:' && loopback.has(hostname) ? null : 'address-demo'
  if (protocol !== 'https:') return 'address-https'
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return isOpen(bare, reach) ? null : 'address-private'
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(hostname) || !hostname.includes('.') ? 'address-private' : null
}

/** Whether an address may be spoken to. */
export function isOpen(address: string, reach: Reach): boolean {
  if (reach.mode === 'demo') return address === '::1' || address.startsWith('127.')
  if (isIP(address) === 6) return openSix.check(address, 'ipv6') && !closedSix.check(address, 'ipv6')
  return !closedFour.check(address, 'ipv4') || netsOf(reach.inside).check(address, 'ipv4')
}

function netsOf(inside: readonly string[]): BlockList {
  const nets = new BlockList()
  for (const each of inside) {
    const [net = '', bits = '32'] = each.split('/')
    if (isIP(net) === 4) nets.addSubnet(net, Number(bits), 'ipv4')
  }
  return nets
}

/** Looks a name up and hands on only what may be spoken to: what was judged is what is connected to, whatever the name says a moment later. */
export const guardedLookup =
  (reach: Reach): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const open = found.filter(({ address }) => isOpen(address, reach))
      const [first] = open
      if (!first || open.length < found.length) return done(Object.assign(new Error('private address'), { code: 'PRIVATE_ADDRESS' }), '')
      return options.all ? done(null, open) : done(null, first.address, first.family)
    })
