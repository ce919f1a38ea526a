import type { SegmentContent } from '../store/model.ts';

export const DEMO_PROJECT = { key: 'shop', name: 'Corner Shop', environment: 'production' };

const value: SegmentContent = {
  name: 'Beta testers',
  description: 'Staff, and customers who asked to see new things first.',
  included: ['customer-03', 'customer-12', 'customer-31'],
  excluded: ['customer-07'],
  rules: [{ id: 'staff', clauses: [{ attribute: 'email', operator: 'endsWith', values: ['@corner.shop'] }] }],
};

export const BETA_TESTERS = { key: 'beta-testers', value, comment: 'The people from the newsletter survey' };
