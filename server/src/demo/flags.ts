import type { NewFlag } from '../flags/index.ts';
import type { FlagConfig } from '../store/model.ts';

/** A step of a flag's history: how it was configured in an environment, and why. */
interface DemoStep extends Partial<Omit<FlagConfig, 'killed'>> {
  environment: 'development' | 'staging' | 'production';
  comment: string;
}

export interface DemoFlag extends NewFlag {
  key: string;
  comment: string;
  steps: DemoStep[];
}

const RUNBOOKS = 'https://wiki.corner.shop/runbooks';

const onFor = (id: string, description: string, segment: string): FlagConfig['rules'] => [
  {
    id,
    description,
    clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: [segment] }],
    serve: { variant: 'on' },
  },
];

/** One believable flag of every kind and type. The demo shop shows what they do. */
export const DEMO_FLAGS: DemoFlag[] = [
  {
    key: 'new-checkout',
    kind: 'release',
    valueType: 'boolean',
    description: 'One-page checkout',
    owner: 'Checkout team',
    tags: ['checkout', 'frontend'],
    runbookUrl: `${RUNBOOKS}/checkout`,
    expectedRemoval: '2027-03-31',
    clientSide: true,
    comment: 'The one-page checkout is merged behind this flag',
    steps: [
      { environment: 'development', enabled: true, comment: 'On for everybody who develops' },
      {
        environment: 'staging',
        enabled: true,
        rules: onFor('beta', 'Beta testers first', 'beta-testers'),
        fallthrough: { variant: 'off' },
        comment: 'Beta testers try it on staging this week',
      },
    ],
  },
  {
    key: 'product-layout',
    kind: 'experiment',
    valueType: 'string',
    variants: [
      { name: 'list', value: 'list' },
      { name: 'grid', value: 'grid' },
      { name: 'spotlight', value: 'spotlight' },
    ],
    offVariant: 'list',
    description: 'Which arrangement of the products sells best?',
    owner: 'Growth team',
    tags: ['catalogue', 'experiment'],
    runbookUrl: null,
    expectedRemoval: '2027-01-15',
    clientSide: true,
    comment: 'Layout experiment of the autumn',
    steps: [
      {
        environment: 'production',
        enabled: true,
        fallthrough: {
          split: [
            { variant: 'list', weight: 34_000 },
            { variant: 'grid', weight: 33_000 },
            { variant: 'spotlight', weight: 33_000 },
          ],
        },
        comment: 'A third each; we look at the numbers in four weeks',
      },
    ],
  },
  {
    key: 'recommendations',
    kind: 'ops',
    valueType: 'boolean',
    description: 'Kill switch of the recommendation service, which falls over first when load is high',
    owner: 'Platform team',
    tags: ['kill-switch', 'catalogue'],
    runbookUrl: `${RUNBOOKS}/recommendations`,
    expectedRemoval: null,
    clientSide: true,
    comment: 'So that the shop survives without recommendations',
    steps: [
      { environment: 'staging', enabled: true, comment: 'Tried the switch on staging: works' },
      { environment: 'production', enabled: true, comment: 'Recommendations go live' },
    ],
  },
  {
    key: 'free-shipping-threshold',
    kind: 'experiment',
    valueType: 'number',
    variants: [
      { name: 'standard', value: 50 },
      { name: 'lower', value: 35 },
      { name: 'free', value: 0 },
    ],
    offVariant: 'standard',
    description: 'From which order value on shipping is free',
    owner: 'Growth team',
    tags: ['pricing', 'experiment'],
    runbookUrl: null,
    expectedRemoval: '2027-02-28',
    clientSide: true,
    comment: 'Shipping costs are why most carts are left behind',
    steps: [
      {
        environment: 'production',
        enabled: true,
        rules: [
          {
            id: 'german-speaking',
            description: 'Germany and Austria, where the competition starts at 35',
            clauses: [{ attribute: 'country', operator: 'in', values: ['DE', 'AT'] }],
            serve: { variant: 'lower' },
          },
        ],
        fallthrough: { variant: 'standard' },
        comment: 'Germany and Austria start with 35',
      },
    ],
  },
  {
    key: 'announcement',
    kind: 'release',
    valueType: 'json',
    variants: [
      { name: 'none', value: null },
      { name: 'winter-sale', value: { text: 'Winter sale: 20 % off lamps', color: 'blue' } },
    ],
    description: 'The banner above the shop',
    owner: 'Marketing',
    tags: ['content'],
    runbookUrl: null,
    expectedRemoval: '2027-01-31',
    clientSide: true,
    comment: 'Banner for the winter sale',
    steps: [
      {
        environment: 'production',
        enabled: true,
        rules: [
          {
            id: 'beta',
            description: 'Beta testers proofread it',
            clauses: [{ attribute: 'targetingKey', operator: 'inSegment', values: ['beta-testers'] }],
            serve: { variant: 'winter-sale' },
          },
        ],
        fallthrough: { variant: 'none' },
        comment: 'Beta testers proofread the banner',
      },
    ],
  },
  {
    key: 'bulk-orders',
    kind: 'permission',
    valueType: 'boolean',
    description: 'Orders by the pallet, part of the business plan',
    owner: 'Sales',
    tags: ['plans'],
    runbookUrl: null,
    expectedRemoval: null,
    clientSide: true,
    comment: 'Business customers asked for it',
    steps: [
      {
        environment: 'production',
        enabled: true,
        rules: [
          {
            id: 'business',
            description: 'Customers with the business plan',
            clauses: [{ attribute: 'plan', operator: 'in', values: ['business'] }],
            serve: { variant: 'on' },
          },
        ],
        fallthrough: { variant: 'off' },
        comment: 'Part of the business plan from today on',
      },
    ],
  },
  {
    key: 'payment-provider',
    kind: 'ops',
    valueType: 'string',
    variants: [
      { name: 'primary', value: 'primary' },
      { name: 'fallback', value: 'fallback' },
    ],
    offVariant: 'fallback',
    description: 'Which provider takes payments; off means the fallback',
    owner: 'Payments team',
    tags: ['kill-switch', 'payments'],
    runbookUrl: `${RUNBOOKS}/payments`,
    expectedRemoval: null,
    clientSide: false,
    comment: 'After the outage of the provider in spring',
    steps: [{ environment: 'production', enabled: true, comment: 'The primary provider is back' }],
  },
  {
    key: 'loyalty-points',
    kind: 'release',
    valueType: 'number',
    variants: [
      { name: 'single', value: 1 },
      { name: 'double', value: 2 },
    ],
    offVariant: 'single',
    description: 'Points for each euro spent',
    owner: 'Loyalty team',
    tags: ['app', 'loyalty'],
    runbookUrl: `${RUNBOOKS}/loyalty`,
    expectedRemoval: '2027-04-30',
    clientSide: false,
    comment: 'Double points need app 2.3.0',
    steps: [
      {
        environment: 'production',
        enabled: true,
        rules: [
          {
            id: 'new-app',
            description: 'A quarter of those whose app can show them',
            clauses: [{ attribute: 'appVersion', operator: 'semverGreaterThanOrEqual', values: ['2.3.0'] }],
            serve: { variant: 'double', share: 25_000 },
          },
        ],
        fallthrough: { variant: 'single' },
        comment: 'Double points for a quarter of the new app',
      },
    ],
  },
];
