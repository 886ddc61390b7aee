// SPDX-License-Identifier: GPL-3.0-or-later
// An E-Open whose uploads are @tus/server's, and the rest as little as the contract allows. Argument 1:
// the folder where the uploads are kept, each beside what was sealed; 2: one with node_modules. Prints
// its port.

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, modules] = process.argv.slice(2)
const require = createRequire(join(modules, 'package.json'))
const { Server, Upload } = require('@tus/server')
const { FileStore } = require('@tus/file-store')

const CONTENT = /^\/v1\/submissions\/([0-9a-f-]{36})\/attachments\/([0-9a-f-]{36})\/content$/
const sha256 = bytes => createHash('sha256').update(bytes)
const store = new FileStore({ directory: folder })
const tus = new Server({
  path: '/v1/submissions',
  datastore: store,
  respectForwardedHeaders: false,
  getFileIdFromRequest: request => request.url.match(CONTENT)?.slice(1).join('.'),
  // The contract asks of a 409 what tus leaves to a HEAD: where the upload stands.
  onResponseError: async (request, response, error) => {
    if (error.status_code === 409) {
      const upload = await store.getUpload(request.url.match(CONTENT).slice(1).join('.'))
      response.setHeader('Upload-Offset', upload.offset)
    }
  }
})

const submissions = new Map() // id: { text, manifest, number }

function reply (response, status, content, headers = {}) {
  const problem = status >= 400
  const text = content === undefined ? '' : JSON.stringify(problem ? { type: `/problems/${content}`, status } : content)
  response.writeHead(status, {
    ...(text && { 'Content-Type': problem ? 'application/problem+json' : 'application/json' }),
    ...(status !== 204 && { 'Content-Length': Buffer.byteLength(text) }),
    ...headers
  })
  response.end(text)
}

const service = () => ({
  service: 'eopen-field', api: ['1'], min_client: '0.1.0', time: new Date().toISOString(),
  limits: { submission_bytes: 65536, attachments: 20, attachment_bytes: 750000, chunk_bytes: 16384 },
  media_types: ['image/jpeg'], request_encodings: [], uploads: { tus: ['1.0.0'], put: false, keeps_partial: true },
  auth: { session: true, oauth_issuer: null }, poll: { changes_s: 300, spread_s: 300 }, maintenance: null
})

const tokens = () => ({
  access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r', officer: { id: 'uji', name: 'Uji' }
})

function isWhole (id, attachment) {
  try {
    return sha256(readFileSync(join(folder, `${id}.${attachment.id}`))).digest('hex') === attachment.sha256
  } catch {
    return false
  }
}

const findMissing = (id, manifest) => manifest.filter(each => !isWhole(id, each)).map(each => each.id)

function readBody (request) {
  return new Promise((resolve, reject) => {
    const parts = []
    request.on('data', part => parts.push(part))
    request.on('end', () => resolve(Buffer.concat(parts)))
    request.on('error', reject)
  })
}

async function putSubmission (request, response, id) {
  const text = await readBody(request)
  const digest = `sha-256=:${sha256(text).digest('base64')}:`
  if (request.headers['content-digest'] !== digest) return reply(response, 400, 'digest-mismatch')
  const before = submissions.get(id)
  if (before && !before.text.equals(text)) return reply(response, 409, 'different-content')
  if (!before) {
    const manifest = JSON.parse(text).attachments.sort((a, b) => a.id < b.id ? -1 : 1)
    for (const { id: name, size } of manifest) {
      await store.create(new Upload({ id: `${id}.${name}`, size, offset: 0 }))
    }
    writeFileSync(join(folder, `${id}.sealed`), text)
    submissions.set(id, { text, manifest, number: `TUS-${submissions.size + 1}` })
  }
  const missing = findMissing(id, submissions.get(id).manifest)
  reply(response, before ? 200 : 201, { id, revision: 1, state: missing.length ? 'incomplete' : 'received', missing },
    { ETag: `"${sha256(text).digest('hex')}"` })
}

function getReceipt (response, id) {
  const kept = submissions.get(id)
  if (!kept) return reply(response, 404, 'not-found')
  const missing = findMissing(id, kept.manifest)
  if (missing.length) {
    const text = JSON.stringify({ type: '/problems/incomplete', status: 409, missing })
    response.writeHead(409, { 'Content-Type': 'application/problem+json', 'Content-Length': text.length })
    return response.end(text)
  }
  const lines = [sha256(kept.text).digest('hex'), ...kept.manifest.map(each => `${each.id} ${each.size} ${each.sha256}`)]
  reply(response, 200, {
    number: kept.number, revision: 1, received_at: new Date().toISOString(),
    manifest_sha256: sha256(lines.join('\n') + '\n').digest('hex')
  })
}

async function answer (request, response) {
  const [, , first, id, last] = request.url.split('?')[0].split('/')
  response.setHeader('EOpen-Api', '1')
  if (CONTENT.test(request.url)) return tus.handle(request, response)
  if (first === 'submissions' && request.method === 'PUT') return putSubmission(request, response, id)
  if (first === 'submissions' && last === 'receipt') return getReceipt(response, id)
  await readBody(request)
  switch (`${request.method} ${first}`) {
    case 'HEAD service': return reply(response, 204)
    case 'GET service': return reply(response, 200, service())
    case 'POST sessions': return reply(response, 201, tokens())
    case 'GET changes': return reply(response, 200, { items: [], next: '0', more: false })
    default: return reply(response, 404, 'not-found')
  }
}

const listener = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy())
})
listener.listen(0, '127.0.0.1', () => console.log(listener.address().port))
