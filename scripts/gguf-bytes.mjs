// The GGUF v3 container, written by its public specification: header, metadata, tensor list, aligned tensor data.

export const GGUF_TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8 }
export const TENSOR_TYPE = { f32: 0, q8_0: 8 }
const ARRAY = 9
const ALIGNMENT = 32
const BLOCK = 32

const encoder = new TextEncoder()

/** Collects little-endian values. */
export class GgufBytes {
  parts = []
  length = 0

  raw(bytes) {
    this.parts.push(bytes)
    this.length += bytes.byteLength
    return this
  }

  number(size, put) {
    const view = new DataView(new ArrayBuffer(size))
    put(view)
    return this.raw(new Uint8Array(view.buffer))
  }

  u32(value) {
    return this.number(4, (view) => view.setUint32(0, value, true))
  }

  u64(value) {
    return this.number(8, (view) => view.setBigUint64(0, BigInt(value), true))
  }

  string(text) {
    const bytes = encoder.encode(text)
    return this.u64(bytes.length).raw(bytes)
  }

  value(type, value) {
    if (type === GGUF_TYPE.u32) return this.u32(value)
    if (type === GGUF_TYPE.i32) return this.number(4, (view) => view.setInt32(0, value, true))
    if (type === GGUF_TYPE.f32) return this.number(4, (view) => view.setFloat32(0, value, true))
    if (type === GGUF_TYPE.bool) return this.raw(Uint8Array.of(value ? 1 : 0))
    if (type === GGUF_TYPE.string) return this.string(value)
    throw new Error(`GGUF value type ${type} isn't written here`)
  }

  align() {
    const rest = this.length % ALIGNMENT
    return rest === 0 ? this : this.raw(new Uint8Array(ALIGNMENT - rest))
  }

  join() {
    const all = new Uint8Array(this.length)
    let at = 0
    for (const part of this.parts) {
      all.set(part, at)
      at += part.byteLength
    }
    return all
  }
}

/** Half-precision bits of a finite number of moderate size, which is what block scales are. */
function toHalf(value) {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0]
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const mantissa = bits & 0x7fffff
  if (exponent >= 31) return sign | 0x7bff
  if (exponent < -10) return sign
  if (exponent <= 0) return sign | ((((mantissa | 0x800000) >>> (1 - exponent)) + 0x1000) >>> 13)
  return sign | ((exponent << 10) + ((mantissa + 0x1000) >>> 13))
}

/** F32 as it is; Q8_0 as blocks of 32: one half-precision scale, then 32 signed bytes. */
export function encodeTensor(data, type) {
  if (type === TENSOR_TYPE.f32) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (data.length % BLOCK !== 0) throw new Error('Q8_0 needs a multiple of 32 values')
  const bytes = new Uint8Array((data.length / BLOCK) * (BLOCK + 2))
  const view = new DataView(bytes.buffer)
  for (let block = 0; block < data.length / BLOCK; block++) {
    const values = data.subarray(block * BLOCK, (block + 1) * BLOCK)
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127
    const at = block * (BLOCK + 2)
    view.setUint16(at, toHalf(scale), true)
    values.forEach((value, i) => view.setInt8(at + 2 + i, scale === 0 ? 0 : Math.round(value / scale)))
  }
  return bytes
}

/** `metadata`: rows of key, type, value, an array's type being the element type in brackets. `dims` are fastest first. */
export function writeGguf(head, metadata, tensors) {
  head.raw(encoder.encode('GGUF')).u32(3).u64(tensors.length).u64(metadata.length)
  for (const [key, type, value] of metadata) {
    head.string(key)
    if (Array.isArray(type)) {
      head.u32(ARRAY).u32(type[0]).u64(value.length)
      for (const element of value) head.value(type[0], element)
    } else {
      head.u32(type).value(type, value)
    }
  }
  const body = new GgufBytes()
  for (const { name, dims, type, bytes } of tensors) {
    body.align()
    head.string(name).u32(dims.length)
    for (const size of dims) head.u64(size)
    head.u32(type).u64(body.length)
    body.raw(bytes)
  }
  return head.align().raw(body.align().join()).join()
}
