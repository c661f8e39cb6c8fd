import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ReviewerId } from '../../domain/ids'
import { type ReviewFile, type ReviewSignature, signedText } from '../../formats/review-file/review-file'
import type { Services } from '../services'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/** A reviewer's key pair as it is kept. The private half can't be read out, not even by this page. */
interface SigningKey {
  readonly privateKey: CryptoKey
  /** Raw point, in hex. */
  readonly publicKey: string
}

/** What a signature says about a file. Only `valid-known` and `valid-first` need no second thought. */
export const SIGNATURE_STATES = [
  'valid-known',
  'valid-first',
  'valid-other-key',
  'broken',
  'unsigned',
] as const
export type SignatureState = (typeof SIGNATURE_STATES)[number]

const keyName = (reviewerId: ReviewerId) => `signing-key/${reviewerId}`
const knownKeysName = (reviewerId: ReviewerId) => `known-keys/${reviewerId}`

/** Browsers sign only on https: and localhost; elsewhere a file goes out unsigned. */
export const canSign = () => typeof crypto.subtle === 'object'

/** Signs a file as the reviewer that it names; the key is made at the first time. */
export async function signFile(services: Services, file: ReviewFile): Promise<ReviewSignature> {
  const reviewerId = file.reviewer.id as ReviewerId // the file was made for a reviewer of this library
  const { privateKey, publicKey } = await readSigningKey(services, reviewerId)
  const signed = await crypto.subtle.sign(SIGNING, privateKey, toBytes(signedText(file)))
  return { algorithm: 'ECDSA-P256-SHA256', publicKey, value: bytesToHex(new Uint8Array(signed)) }
}

async function readSigningKey(services: Services, reviewerId: ReviewerId): Promise<SigningKey> {
  const { settings } = services.storage
  const stored = await settings.get<SigningKey>(keyName(reviewerId))
  if (stored) return stored
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  const made: SigningKey = { privateKey: pair.privateKey, publicKey: bytesToHex(new Uint8Array(raw)) }
  await settings.set(keyName(reviewerId), made)
  await rememberKey(services, reviewerId, made.publicKey)
  return made
}

/** Whether a file is as it was signed, and whether the key is one that this reviewer was seen with before. */
export async function checkSignature(
  { storage }: Services,
  file: ReviewFile,
  signature: ReviewSignature | null,
): Promise<SignatureState> {
  if (!signature) return 'unsigned'
  if (!(await isGenuine(file, signature))) return 'broken'
  const known = await storage.settings.get<readonly string[]>(knownKeysName(file.reviewer.id as ReviewerId))
  if (!known || known.length === 0) return 'valid-first'
  return known.includes(signature.publicKey) ? 'valid-known' : 'valid-other-key'
}

/** From now on files of this reviewer that are signed with this key are taken as theirs. */
export async function rememberKey(
  { storage }: Services,
  reviewerId: ReviewerId,
  publicKey: string,
): Promise<void> {
  const known = (await storage.settings.get<readonly string[]>(knownKeysName(reviewerId))) ?? []
  if (!known.includes(publicKey)) await storage.settings.set(knownKeysName(reviewerId), [...known, publicKey])
}

async function isGenuine(file: ReviewFile, { publicKey, value }: ReviewSignature): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), CURVE, false, ['verify'])
    return await crypto.subtle.verify(SIGNING, key, bytesOf(value), toBytes(signedText(file)))
  } catch {
    return false // a key or signature that can't be read proves nothing
  }
}

// WebCrypto wants bytes that are certain not to be shared between threads.
const bytesOf = (hex: string) => new Uint8Array(hexToBytes(hex))
const toBytes = (text: string) => new Uint8Array(utf8ToBytes(text))
