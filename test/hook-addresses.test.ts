// Where steps of a matter may be sent in production: by https to the open network, and into a network only whoever runs the server let in.
import { describe, expect, it } from 'vitest'
import { faultOf, isOpen } from '../server/connect/address.ts'

describe('in production', () => {
  const fault = (url: string, inside: readonly string[] = []) => faultOf(url, { mode: 'production', inside })
  it('steps leave by https to the open network only', () => {
    expect(fault('https://lamps.example.com/in')).toBeNull()
    expect(fault('http://lamps.example.com/in')).toBe('address-https')
    expect(['https://127.0.0.1/', 'https://10.1.2.3/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fd00::1]/', 'https://169.254.169.254/latest', 'https://localhost/', 'https://db.internal/', 'https://2130706433/', 'https://0x7f.1/', 'https://intranet/'].map((url) => fault(url))).toEqual(Array(11).fill('address-private')) // prettier-ignore
    expect([fault('https://user:word@example.com/'), fault('nonsense'), fault('ftp://example.com/')]).toEqual([
      'address-wrong',
      'address-wrong',
      'address-https',
    ])
  })
  it('a network of the administration may be let in by who runs the server', () => {
    expect(fault('https://10.20.3.4/in', ['10.20.0.0/16'])).toBeNull()
    expect(fault('https://10.21.3.4/in', ['10.20.0.0/16'])).toBe('address-private')
    expect(isOpen('93.184.216.34', { mode: 'production', inside: [] })).toBe(true)
  })
})
