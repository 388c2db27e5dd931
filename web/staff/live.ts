// Listens for the server's word that something changed and asks again, once for many words.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useDistrict } from './ask.ts'

// What never changes by somebody else's act is not asked again.
const still = ['district', 'me', 'process', 'processes', 'devices', 'guess']

export function useWakes(): void {
  const client = useQueryClient()
  const district = useDistrict()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      void client.invalidateQueries({ predicate: (query) => !still.includes(String(query.queryKey[0])), refetchType: 'active' })
    }
    const stream = new EventSource(`/api/${district}/live`)
    // Two seconds gather a busy moment into one question.
    stream.addEventListener('wake', () => (timer ??= setTimeout(refresh, 2000)))
    // Signed out elsewhere, or another post: who is here decides what is asked next.
    stream.addEventListener('out', () => void client.invalidateQueries())
    return () => {
      stream.close()
      clearTimeout(timer)
    }
  }, [client, district])
}
