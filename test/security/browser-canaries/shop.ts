import type { Clause, Rule } from '@signalbox/core/evaluator';
import type {
  Change,
  FlagConfig,
  FlagDefinition,
  SegmentContent,
  Write,
} from '../../../server/src/store/model.ts';
import { config, definition, environmentWrite } from '../../store/shop.ts';

/** Texts that no page may ever see. */
export const canaries = new Set<string>();

/** Plants one; the same name gives the same text. */
export function canary(name: string): string {
  const text = `canary-${name}`;
  canaries.add(text);
  return text;
}

const mail = (name: string): string => `${canary(name)}@example.com`;

const memberOf = (key: string): Clause => ({
  attribute: 'targetingKey',
  operator: 'inSegment',
  values: [key],
});

function rule(id: string, clauses: Rule['clauses'], description: string): Rule {
  return { id, description, clauses, serve: { variant: 'on' } };
}

function flag(
  key: string,
  about: Partial<FlagDefinition>,
  behaviour: Partial<FlagConfig>,
  project = 'shop',
): Change {
  const writes: Write[] = [
    { type: 'flag', key, value: { ...definition, description: '', owner: '', tags: [], ...about } },
    { type: 'flagConfig', key, environment: 'production', value: { ...config, rules: [], ...behaviour } },
  ];
  return { project, action: 'flag.configure', flag: key, environment: 'production', comment: '', writes };
}

function segment(key: string, content: Partial<SegmentContent>, project = 'shop'): Change {
  const value = { name: '', description: '', included: [], excluded: [], rules: [], ...content };
  const writes: Write[] = [{ type: 'segment', key, environment: 'production', value }];
  return { project, action: 'segment.update', segment: key, environment: 'production', comment: '', writes };
}

/** What the page asks for. All about it but what it answers is the owners' business. */
const banner: Partial<FlagDefinition> = {
  description: canary('description'),
  owner: mail('owner'),
  tags: [canary('tag'), canary('team')],
  runbookUrl: `https://wiki.example.com/${canary('runbook')}`,
  expectedRemoval: '2031-11-17',
  valueType: 'json',
  variants: [
    { name: 'on', value: { text: 'visible-value' } },
    { name: 'off', value: { text: '' } },
  ],
  jsonSchema: { title: canary('schema-title'), description: canary('schema-description'), type: 'object' },
  metadata: { channel: 'visible-metadata' },
};
const bannerRules: Partial<FlagConfig> = {
  rules: [
    rule('in-house', [memberOf('house')], canary('rule-description')),
    rule('grouped', [{ any: [memberOf('house')] }], mail('second-rule-description')),
  ],
};

/** An incident's words. */
const killed = {
  at: 1_000,
  by: mail('killed-by'),
  reason: canary('incident-text'),
  incident: canary('incident-number'),
};

export const kill = (): Change => ({
  ...flag('banner', banner, { ...bannerRules, killed }),
  action: 'flag.kill',
});
export const restore = (): Change => ({ ...flag('banner', banner, bannerRules), action: 'flag.restore' });

/** What a page has no part in. */
const secret: Partial<FlagDefinition> = {
  clientSide: false,
  description: canary('secret-description'),
  owner: mail('secret-owner'),
  salt: 'canarysa',
  variants: [
    { name: 'on', value: true },
    { name: 'off', value: false },
    { name: canary('secret-variant'), value: true },
  ],
  metadata: { [canary('secret-metadata-name')]: canary('secret-metadata') },
};
const secretRules: Partial<FlagConfig> = {
  rules: [
    rule(canary('secret-rule'), [memberOf(canary('secret-segment'))], canary('secret-rule-description')),
    rule(
      'r2',
      [{ attribute: canary('secret-attribute'), operator: 'in', values: [mail('secret-value')] }],
      '',
    ),
  ],
  prerequisites: [{ flag: canary('secret-base'), variant: 'on' }],
};

/** Everything there is before a page comes. */
export function grow(): Change[] {
  canaries.add('canarysa').add('2031-11-17');
  const other = canary('other-project');
  return [
    {
      project: 'shop',
      action: 'project.update',
      comment: '',
      writes: [{ type: 'project', value: { name: canary('project-name') } }],
    },
    {
      project: 'shop',
      action: 'environment.update',
      comment: '',
      writes: [
        {
          type: 'environment',
          environment: 'production',
          value: { name: canary('environment-name'), position: 1, production: true, color: 'green' },
        },
        environmentWrite(canary('other-environment'), 2),
      ],
    },
    segment('house', {
      name: canary('segment-name'),
      description: canary('segment-description'),
      included: [mail('listed'), canary('listed-number')],
      excluded: [mail('excluded')],
      rules: [{ id: 's1', clauses: [memberOf('inner')] }],
    }),
    segment('inner', {
      name: canary('inner-name'),
      description: mail('inner-description'),
      included: [mail('inner-listed')],
      excluded: [canary('inner-excluded')],
    }),
    segment(canary('unused-segment'), { name: canary('unused-name'), included: [mail('unused-listed')] }),
    segment(canary('secret-segment'), {
      included: [mail('secret-listed')],
      rules: [
        { id: 's1', clauses: [{ attribute: 'email', operator: 'in', values: [mail('secret-clause')] }] },
      ],
    }),
    flag(canary('secret-base'), secret, {}),
    flag(canary('secret-flag'), secret, secretRules),
    flag(canary('archived-flag'), { ...banner, archived: true }, bannerRules),
    flag('banner', banner, bannerRules),
    inDevelopment(),
    {
      project: 'shop',
      action: 'sdkKey.create',
      environment: 'production',
      comment: '',
      writes: [
        {
          type: 'sdkKey',
          id: canary('key-id'),
          environment: 'production',
          value: {
            kind: 'server',
            name: canary('key-name'),
            prefix: canary('key-prefix'),
            hash: canary('key-hash'),
            revokedAt: null,
          },
        },
      ],
    },
    {
      project: other,
      action: 'project.create',
      comment: '',
      writes: [
        { type: 'project', value: { name: canary('other-project-name') } },
        environmentWrite('production', 0),
      ],
    },
    segment(canary('other-segment'), { included: [mail('other-listed')] }, other),
    flag(canary('other-flag'), { ...banner, description: canary('other-description') }, {}, other),
  ];
}

/** The same flag elsewhere: another environment is another world. */
function inDevelopment(): Change {
  const rules = [
    rule(
      canary('development-rule'),
      [{ attribute: 'plan', operator: 'in', values: [canary('development-value')] }],
      '',
    ),
  ];
  return {
    project: 'shop',
    action: 'flag.configure',
    flag: 'banner',
    environment: 'development',
    comment: '',
    writes: [{ type: 'flagConfig', key: 'banner', environment: 'development', value: { ...config, rules } }],
  };
}

/** What happens while a page is connected, and is none of its business. */
export function quiet(): Change[] {
  return [
    flag(canary('secret-flag'), secret, { ...secretRules, killed }),
    flag(canary('secret-flag'), { ...secret, archived: true }, secretRules),
    flag(canary('new-secret-flag'), { clientSide: false }, {}),
    segment(canary('secret-segment'), { included: [mail('late-secret-listed')] }),
    segment('house', {
      name: canary('second-segment-name'),
      included: [mail('late-listed')],
      rules: [{ id: 's1', clauses: [memberOf('inner')] }],
    }),
    flag('banner', { ...banner, description: canary('second-description') }, bannerRules),
  ];
}
