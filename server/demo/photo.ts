// A drawn picture, plainly labelled as a demonstration, kept the same way as a photo that somebody took.
import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { cleanPhoto } from '../files/photo.ts'
import { makeFileStore } from '../files/store.ts'
import type { House } from '../matters/house.ts'

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="#EEF4F1"/><path d="M0 520 L960 470 V720 H0Z" fill="#CFE5DB"/><rect x="120" y="250" width="220" height="270" fill="#9DCBB8"/><path d="M100 260 L230 150 L360 260Z" fill="#2A8068"/><rect x="470" y="200" width="16" height="320" fill="#53524C"/><path d="M478 205 q70 -60 140 0" fill="none" stroke="#53524C" stroke-width="14"/><circle cx="622" cy="215" r="30" fill="#EFC445"/><circle cx="800" cy="400" r="90" fill="#5DA98F"/><rect x="790" y="430" width="20" height="110" fill="#765200"/><rect x="24" y="24" width="150" height="56" rx="8" fill="#ffffff"/><path d="M50 52h98" stroke="#8B887F" stroke-width="6" stroke-dasharray="10 8"/></svg>`

/** Gives a maker of attachment ids; the picture is cleaned and stored once, each id is a fresh attachment. */
export async function demoPhotos(house: House, plan: { district: number; device: string }): Promise<() => Promise<string>> {
  const cleaned = await cleanPhoto(await sharp(Buffer.from(drawing)).jpeg({ quality: 82 }).toBuffer())
  if (!cleaned.ok) throw new Error(`The demonstration picture was refused: ${cleaned.fault.en}`)
  const store = makeFileStore(house.filesDir)
  const full = await store.put(cleaned.full)
  const thumb = await store.put(cleaned.thumb)
  return async () => {
    const id = uuidv7()
    await house.db.withDistrict({ district: plan.district, role: 'act' }, (tx) =>
      tx.run(
        `insert into attachments (district_id, id, kind, sha256, thumb, type, bytes, width, height, uploader, at) values ($1, $2, 'photo', $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10)`,
        [
          plan.district,
          id,
          full.sha256,
          thumb.sha256,
          cleaned.type,
          full.bytes,
          cleaned.width,
          cleaned.height,
          plan.device,
          new Date(house.now()).toISOString(),
        ],
      ),
    )
    return id
  }
}
