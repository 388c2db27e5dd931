// The database scope of somebody who holds the receipt of a report.
import { normalReceipt } from '../../core/receipt.ts'
import type { Scope } from '../db/gate.ts'
import type { House } from './house.ts'

export const blindReceipt = (house: House, receipt: string): string => house.keys.blind('receipt', normalReceipt(receipt))
export const ownScope = (house: House, district: number, receipt: string): Scope => ({ district, role: 'own', receipt: blindReceipt(house, receipt) })
