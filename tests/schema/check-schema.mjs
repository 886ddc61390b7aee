// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of the catalogue against its JSON Schema, with the validator that editors use too; and
// files with one mistake each, which the schema must find. Speaks TAP. The first run fetches the
// validator, as the lock file has it, into the build folder (argument 1).

import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const source = process.env.PAMOR_SOURCE
const catalogue = join(source, 'data', 'catalogue')
const build = join(process.argv[2], 'npm')

function fetchValidator () {
  mkdirSync(build, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(source, 'tests', 'schema', name), join(build, name))
  }
  if (!existsSync(join(build, 'node_modules', 'ajv'))) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: build, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return createRequire(join(build, 'package.json'))('ajv').default
}

const readJson = (...path) => JSON.parse(readFileSync(join(catalogue, ...path), 'utf8'))

function readSchemas (Ajv) {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  for (const name of readdirSync(join(catalogue, 'schema'))) {
    ajv.addSchema(readJson('schema', name), name)
  }
  return ajv
}

function listFiles () {
  const head = readJson('catalogue.json')
  const each = (names, schema) => (names ?? []).map(name => [name, schema])
  return [
    ...['catalogue', 'activities', 'rules', 'consent', 'holidays'].map(name => [`${name}.json`, `${name}.json`]),
    ...each(head.codes, 'codes.json'), ...each(head.parts, 'part.json'), ...each(head.services, 'service.json'),
    ...each(head.programmes && [head.programmes], 'programmes.json'),
    ...each(head.bundles && [head.bundles], 'bundles.json')
  ]
}

// The first JSON that README.md shows whole.
const readExample = () =>
  JSON.parse(readFileSync(join(catalogue, 'README.md'), 'utf8').match(/```json\n(\{[^]*?\n\})\n```/)[1])

// A service that is right, for one thing at a time to be made wrong in it.
const service = () => ({
  code: 'UJI', group: 'ktp', kind: 'application', name: 'Uji', result: 'Hasil', prepare: 'Siap', title: 's.nama',
  sections: ['pemohon', {
    key: 's', title: 'S', fields: [
      { key: 'nama', kind: 'name', label: 'Nama', visible_if: { field: 's.berat', above: 3 } },
      { key: 'berat', kind: 'number', label: 'Berat', min: 1 },
      { key: 'orang', kind: 'person', label: 'Orang', list: {}, fields: [{ key: 'warga', kind: 'yes_no', label: 'WNI' }] }
    ]
  }],
  requirements: [{ code: 'KK', name: 'KK', required: true }],
  rules: [{
    id: 'UJI1', severity: 'warn', at: 's.nama', message: 'M', when: { field: 's.orang[].nik', present: true, more_than: 1 }
  }]
})

const mistakes = {
  'a key that there is not': s => { s.nmae = 'Uji' },
  'no name': s => { delete s.name },
  'a kind of service that there is not': s => { s.kind = 'aplication' },
  'a code in lower case': s => { s.code = 'uji' },
  'a kind of field that there is not': s => { s.sections[1].fields[0].kind = 'nama' },
  'a spot that there is not': s => { s.sections[1].fields[0].spot = 'kk.nomer' },
  'a choice without codes': s => { s.sections[1].fields[0].kind = 'choice' },
  'codes of what is no choice': s => { s.sections[1].fields[0].codes = 'agama' },
  'a unit of what is no number': s => { s.sections[1].fields[0].unit = 'gram' },
  'required twice over': s => { Object.assign(s.sections[1].fields[0], { required: true, required_if: { activity: 'A' } }) },
  'a list in a person': s => { s.sections[1].fields[2].fields[0].list = {} },
  'a person in a person': s => { s.sections[1].fields[2].fields[0].kind = 'person' },
  'a member that every person has': s => { s.sections[1].fields[2].fields[0].key = 'nik' },
  'two tests in one condition': s => { s.rules[0].when.is = 'x' },
  'a test without a field': s => { s.rules[0].when = { is: 'x' } },
  'nothing joined': s => { s.rules[0].when = { all: [] } },
  'a beginning of no length': s => { s.rules[0].when = { field: 's.nama', same_start: 's.nama' } },
  'a path that is none': s => { s.rules[0].at = 'nama' },
  'a severity that there is not': s => { s.rules[0].severity = 'error' },
  'an optional rule of a service': s => { s.rules[0].optional = true },
  'no photo allowed': s => { s.requirements[0].max = 0 }
}

function main () {
  const ajv = readSchemas(fetchValidator())
  const checks = []
  for (const [name, schema] of listFiles()) {
    const validate = ajv.getSchema(schema)
    const valid = validate(readJson(name))
    checks.push([valid, `${name} is as its schema says`, valid ? [] : validate.errors])
  }
  const validate = ajv.getSchema('service.json')
  checks.push([validate(service()), 'a service without a mistake passes', validate.errors ?? []])
  checks.push([validate(readExample()), 'the service of README.md passes', validate.errors ?? []])
  for (const [what, spoil] of Object.entries(mistakes)) {
    const spoilt = service()
    spoil(spoilt)
    checks.push([!validate(spoilt), `${what} is found`, []])
  }
  console.log(`1..${checks.length}`)
  checks.forEach(([good, what, errors], i) => {
    for (const error of errors) console.log(`# ${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`)
    console.log(`${good ? '' : 'not '}ok ${i + 1} - ${what}`)
  })
  return checks.every(([good]) => good) ? 0 : 1
}

process.exit(main())
