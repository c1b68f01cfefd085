#!/usr/bin/env node
// Checks an exported transparency log with nothing but Node: no package, no Loopgate.
//
//   node verify.mjs DIRECTORY VKEY [--witness VKEY ...] [OLDER-CHECKPOINT-FILE ...]
//
// Exit status: 0 all is as it was logged, 1 something is not, 2 usage.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

class Different extends Error {}
const fail = message => { throw new Different(message) }

// RFC 6962, section 2.1
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafHash = entry => sha256(Buffer.of(0), entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)

function base64(text, what) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : fail(`${what}: no canonical base64`)
}

// C2SP signed-note: name+hex8(id)+base64(algorithm || key)
function parseKey(vkey) {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? fail(`no verification key: ${vkey}`)
  const bytes = base64(match[3], 'the verification key')
  const id = sha256(match[1], '\n', bytes).subarray(0, 4)
  if (bytes.length !== 33 || ![1, 4].includes(bytes[0]) || id.toString('hex') !== match[2]) {
    fail(`no verification key: ${vkey}`)
  }
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)])
  return { name: match[1], id, algorithm: bytes[0], key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

function signatureHolds(key, text, signature) {
  if (key.algorithm === 1) return verifySignature(null, Buffer.from(text), key.key, signature)
  if (signature.length !== 72) return false
  const seconds = signature.readBigUInt64BE() // C2SP tlog-cosignature: the witness signs the time, too
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)
  return verifySignature(null, message, key.key, signature.subarray(8))
}

function openCheckpoint(file, keys) {
  const bytes = readFileSync(file)
  const noteText = bytes.toString('utf8')
  if (!Buffer.from(noteText).equals(bytes)) fail(`${file}: no UTF-8`)
  const split = noteText.lastIndexOf('\n\n')
  if (split < 0 || !noteText.endsWith('\n')) fail(`${file}: no signed note`)
  const text = noteText.slice(0, split + 1)
  const signers = new Set()
  for (const line of noteText.slice(split + 2, -1).split('\n')) {
    const [, name, blob] = /^— (\S+) (\S+)$/.exec(line) ?? fail(`${file}: no signature: ${line}`)
    const bytes = base64(blob, file)
    for (const key of keys) {
      if (key.name !== name || !key.id.equals(bytes.subarray(0, 4))) continue
      if (!signatureHolds(key, text, bytes.subarray(4))) fail(`${file}: the signature of ${name} is wrong`)
      signers.add(key)
    }
  }
  for (const key of keys) if (!signers.has(key)) fail(`${file}: not signed by ${key.name}`)
  const [origin, size, root] = text.split('\n')
  if (origin !== keys[0].name || !/^(0|[1-9]\d{0,15})$/.test(size)) fail(`${file}: no checkpoint of ${keys[0].name}`)
  return { size: Number(size), root: base64(root, file) }
}

// C2SP tlog-tiles
function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift('x' + String(rest % 1000).padStart(3, '0'))
  }
  return `tile/${level}/${groups.join('/')}${width < 256 ? `.p/${width}` : ''}`
}

function read(directory, file) {
  try {
    return readFileSync(join(directory, file))
  } catch (error) {
    return fail(`${file}: ${error.code === 'ENOENT' ? 'is missing' : error.message}`)
  }
}

function readLeaves(directory, size) {
  const leaves = []
  for (let start = 0; start < size; start += 256) {
    const width = Math.min(256, size - start)
    const file = tilePath('entries', start / 256, width)
    const bundle = read(directory, file)
    let at = 0
    for (let i = 0; i < width; i++) {
      const end = at + 2 > bundle.length ? Infinity : at + 2 + bundle.readUInt16BE(at)
      if (end > bundle.length) fail(`${file}: ends before entry ${start + i} does`)
      leaves.push(leafHash(bundle.subarray(at + 2, end)))
      at = end
    }
    if (at < bundle.length) fail(`${file}: has ${bundle.length - at} bytes after its last entry`)
  }
  return leaves
}

// nodes[height][i] is the root over leaves [i * 2^height, (i + 1) * 2^height)
function perfectNodes(leaves) {
  const nodes = [leaves]
  while (nodes.at(-1).length > 1) {
    const below = nodes.at(-1)
    const level = []
    for (let i = 0; i + 1 < below.length; i += 2) level.push(nodeHash(below[i], below[i + 1]))
    nodes.push(level)
  }
  return nodes
}

// The root over [start, end), where start is a multiple of a power of two that is not smaller
function rangeRoot(nodes, start, end) {
  const size = end - start
  if (size === 0) return sha256('')
  const height = Math.floor(Math.log2(size))
  if (size === 2 ** height) return nodes[height][start / size]
  const split = start + 2 ** height
  return nodeHash(rangeRoot(nodes, start, split), rangeRoot(nodes, split, end))
}

const largestPowerBelow = n => 2 ** (Math.ceil(Math.log2(n)) - 1)

function checkTiles(directory, nodes, size) {
  for (let level = 0; Math.floor(size / 256 ** level) > 0; level++) {
    const hashes = nodes[8 * level]
    for (let start = 0; start < hashes.length; start += 256) {
      const expected = hashes.slice(start, start + 256)
      const file = tilePath(level, start / 256, expected.length)
      if (!read(directory, file).equals(Buffer.concat(expected))) fail(`${file}: is not what the entries below it have`)
    }
  }
}

// RFC 9162, section 2.1.3.2
function checkInclusion(nodes, size, root) {
  const edge = new Map() // the roots of the ragged right side, which many proofs share
  const rootOf = (start, end) => {
    const key = `${start}-${end}`
    if (!edge.has(key) && end === size) edge.set(key, rangeRoot(nodes, start, end))
    return edge.get(key) ?? rangeRoot(nodes, start, end)
  }
  for (let index = 0; index < size; index++) {
    const proof = []
    for (let start = 0, end = size; end - start > 1;) {
      const split = start + largestPowerBelow(end - start)
      proof.unshift(index < split ? rootOf(split, end) : rootOf(start, split))
      index < split ? (end = split) : (start = split)
    }
    let fn = index
    let sn = size - 1
    let hash = nodes[0][index]
    for (const sibling of proof) {
      if (sn === 0) fail(`entry ${index}: the proof is too long`)
      if (fn % 2 === 1 || fn === sn) {
        hash = nodeHash(sibling, hash)
        while (fn % 2 === 0 && fn !== 0) { fn /= 2; sn = Math.floor(sn / 2) }
      } else {
        hash = nodeHash(hash, sibling)
      }
      fn = Math.floor(fn / 2)
      sn = Math.floor(sn / 2)
    }
    if (sn !== 0 || !hash.equals(root)) fail(`entry ${index}: is not in the signed tree`)
  }
}

// RFC 9162, section 2.1.4: the proof of section 2.1.4.1, checked as section 2.1.4.2 says
function checkConsistency(nodes, older, size, root, file) {
  if (older.size > size) fail(`${file}: had ${older.size} entries, the log has ${size}: cut or forked`)
  const forked = () => fail(`${file}: the log does not begin with its ${older.size} entries: forked`)
  if (older.size === size) return older.root.equals(root) || forked()
  if (older.size === 0) return older.root.equals(sha256('')) || forked()
  const subproof = (m, start, end, known) => {
    if (m === end - start) return known ? [] : [rangeRoot(nodes, start, end)]
    const k = largestPowerBelow(end - start)
    return m <= k
      ? [...subproof(m, start, start + k, known), rangeRoot(nodes, start + k, end)]
      : [...subproof(m - k, start + k, end, false), rangeRoot(nodes, start, start + k)]
  }
  const proof = subproof(older.size, 0, size, true)
  if (Number.isInteger(Math.log2(older.size))) proof.unshift(older.root)
  let fn = older.size - 1
  let sn = size - 1
  while (fn % 2 === 1) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2) }
  let fr = proof[0]
  let sr = proof[0]
  for (const hash of proof.slice(1)) {
    if (sn === 0) forked()
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr)
      sr = nodeHash(hash, sr)
      while (fn % 2 === 0 && fn !== 0) { fn /= 2; sn = Math.floor(sn / 2) }
    } else {
      sr = nodeHash(sr, hash)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  if (sn !== 0 || !fr.equals(older.root) || !sr.equals(root)) forked()
}

function main(args) {
  const witnesses = []
  for (let at; (at = args.indexOf('--witness')) >= 0;) witnesses.push(args.splice(at, 2)[1])
  const [directory, vkey, ...older] = args
  if (vkey === undefined || witnesses.includes(undefined)) {
    console.error('usage: node verify.mjs DIRECTORY VKEY [--witness VKEY ...] [OLDER-CHECKPOINT-FILE ...]')
    return 2
  }
  const keys = [vkey, ...witnesses].map(parseKey)
  const { size, root } = openCheckpoint(join(directory, 'checkpoint'), keys)
  const nodes = perfectNodes(readLeaves(directory, size))
  const actual = rangeRoot(nodes, 0, size)
  if (!actual.equals(root)) {
    fail(`checkpoint: the signed root is ${root.toString('base64')}, but that of the entries is ${actual.toString('base64')}`)
  }
  checkTiles(directory, nodes, size)
  checkInclusion(nodes, size, root)
  for (const file of older) checkConsistency(nodes, openCheckpoint(file, [keys[0]]), size, root, file)
  console.log(`ok: ${size} entries of ${keys[0].name} have the signed root ${root.toString('base64')}`)
  return 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Different) && error.code !== 'ENOENT') throw error
  console.log(`DIFFERENT: ${error.message}`)
  process.exitCode = 1
}
