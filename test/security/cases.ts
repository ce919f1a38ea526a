import type { Segment } from '../api/bodies.ts';
import type { Case } from './case.ts';
import { FLAG_CASES } from './flag-cases.ts';
import { fill } from './shop.ts';
import { badKeys } from './spoiled.ts';

const environment = '/api/v1/projects/{project}/environments/{environment}';

export const CASES: Case[] = [
  ...FLAG_CASES,
  {
    route: 'POST /api/v1/people',
    body: { name: 'Bob', email: 'bob@example.com', role: 'viewer' },
    required: ['name', 'email', 'role'],
    longest: { name: 120 },
    spoiled: [
      ['an unknown role', { role: 'root' }, 'role'],
      ['an address that is none', { email: 'bob' }, 'email'],
      ['a password of their own', { password: 'x'.repeat(20) }, 'password'],
      ['control characters', { name: 'Bob\u0000' }, 'name'],
    ],
  },
  {
    route: 'PATCH /api/v1/people/{id}',
    body: { role: 'editor' },
    required: ['role'],
    spoiled: [
      ['an unknown role', { role: 'root' }, 'role'],
      ['another field', { email: 'eve@example.com' }, 'email'],
    ],
  },
  {
    route: 'POST /api/v1/api-tokens',
    body: { name: 'deploy', role: 'viewer', expiresAt: null },
    required: ['name', 'role'],
    longest: { name: 120 },
    spoiled: [
      ['an unknown role', { role: 'root' }, 'role'],
      ['an end that has passed', { expiresAt: 1_000 }, 'expiresAt'],
      ['a token of their own', { token: 'sbt_known_known' }, 'token'],
    ],
  },
  {
    route: 'POST /api/v1/projects',
    body: { key: 'second', name: 'Second' },
    required: ['key', 'name'],
    longest: { key: 64, name: 120, comment: 1_000 },
    spoiled: [
      ...badKeys,
      ['a key that is taken', { key: 'shop' }, 'key'],
      ['an empty name', { name: ' ' }, 'name'],
    ],
  },
  {
    route: 'PATCH /api/v1/projects/{project}',
    body: { name: 'Corner Shop' },
    required: ['name'],
    longest: { name: 120, comment: 1_000 },
    spoiled: [['another key', { key: 'other' }, 'key']],
  },
  {
    route: 'POST /api/v1/projects/{project}/environments',
    body: { key: 'qa', name: 'QA' },
    required: ['key', 'name'],
    longest: { key: 64, name: 120, comment: 1_000 },
    spoiled: [
      ...badKeys,
      ['a key that is taken', { key: 'staging' }, 'key'],
      ['an unknown colour', { color: 'red; background: url(x)' }, 'color'],
      ['a position below the first', { position: -1 }, 'position'],
      ['half a position', { position: 0.5 }, 'position'],
    ],
  },
  {
    route: `PATCH ${environment}`,
    body: { name: 'Live' },
    required: [],
    longest: { name: 120, comment: 1_000 },
    spoiled: [
      ['an unknown colour', { color: 'neon' }, 'color'],
      ['a revision', { revision: 99 }, 'revision'],
    ],
  },
  {
    route: `POST ${environment}/segments`,
    body: { key: 'second', name: 'Second' },
    required: ['key', 'name'],
    longest: { key: 64, name: 120, description: 2_000, comment: 1_000 },
    spoiled: [
      ...badKeys,
      ['a key that is taken', { key: 'beta-testers' }, 'key'],
      ['a listed key twice', { included: ['a', 'b', 'a'] }, 'included.2'],
      ['an empty listed key', { excluded: [''] }, 'excluded.0'],
      ['a rule without clauses', { rules: [{ id: 'r', clauses: [] }] }, 'rules.0.clauses'],
    ],
  },
  {
    route: `PUT ${environment}/segments/{segment}`,
    body: { name: 'Testers', description: '', included: [], excluded: [], rules: [] },
    version: async (app) => {
      const path = fill(`${environment}/segments/{segment}`);
      return (await app.call<Segment>(`GET ${path}`, { as: 'admin' })).body.version;
    },
    required: ['name', 'description', 'included', 'excluded', 'rules'],
    longest: { name: 120, description: 2_000, comment: 1_000 },
    spoiled: [
      ['a listed key twice', { excluded: ['a', 'a'] }, 'excluded.1'],
      [
        'itself inside itself',
        {
          rules: [
            { id: 'r', clauses: [{ attribute: 'x', operator: 'inSegment', values: ['beta-testers'] }] },
          ],
        },
        'rules',
      ],
      [
        'an unknown segment',
        { rules: [{ id: 'r', clauses: [{ attribute: 'x', operator: 'inSegment', values: ['nobody'] }] }] },
        'rules.0.clauses.0.values.0',
      ],
      [
        'a rule id twice',
        {
          rules: [
            { id: 'r', clauses: [{ attribute: 'x', operator: 'in', values: ['y'] }] },
            { id: 'r', clauses: [{ attribute: 'x', operator: 'in', values: ['z'] }] },
          ],
        },
        'rules.1.id',
      ],
    ],
  },
  {
    route: `POST ${environment}/explain`,
    body: { flag: 'new-checkout', context: { targetingKey: 'customer-1' } },
    required: ['flag', 'context'],
    longest: { flag: 64 },
    spoiled: [
      ['a revision that cannot be', { revision: -1 }, 'revision'],
      ['an unknown value type', { type: 'object' }, 'type'],
      ['half a draft', { config: { enabled: true } }, 'config.rules'],
      ['a kill in the draft', { config: { killed: null } }, 'config.killed'],
    ],
  },
  {
    route: `POST ${environment}/sdk-keys`,
    body: { name: 'API', kind: 'server' },
    required: ['name', 'kind'],
    longest: { name: 120 },
    spoiled: [
      ['an unknown kind', { kind: 'admin' }, 'kind'],
      ['a key of their own', { sdkKey: 'sbx_server_known' }, 'sdkKey'],
    ],
  },
  {
    route: 'POST /api/v1/projects/{project}/changes/{sequence}/revert',
    body: { comment: 'Back' },
    required: [],
    longest: { comment: 1_000 },
    spoiled: [],
  },
  {
    route: 'POST /api/v1/session/password',
    body: { currentPassword: 'correct horse battery staple', newPassword: 'another long password' },
    required: ['currentPassword', 'newPassword'],
    longest: { currentPassword: 128, newPassword: 128 },
    spoiled: [
      ['a short password', { newPassword: 'short' }, 'newPassword'],
      ['a wrong current password', { currentPassword: 'not the password' }, 'currentPassword'],
    ],
  },
];
