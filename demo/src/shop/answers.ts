import type { Client, EvaluationContext, JsonValue } from '@signalbox/sdk-node';
import type { Customer } from './customers.ts';

/** What the shop asks of either SDK: the service of sdk-node, the page of sdk-browser. */
export type Flags = Pick<Client, 'isEnabled' | 'getStringValue' | 'getNumberValue' | 'getObjectValue'>;

type Layout = 'list' | 'grid' | 'spotlight';

interface Announcement {
  text: string;
  color: string;
}

/** How the shop is to look for a customer. */
export interface Answers {
  newCheckout: boolean;
  layout: Layout;
  recommendations: boolean;
  /** Order value in euros. */
  freeShippingFrom: number;
  announcement: Announcement | undefined;
  bulkOrders: boolean;
}

/** What only the service knows: these flags are not for clients. */
export interface ServiceAnswers {
  loyaltyPoints: number;
  paymentProvider: string;
  /** Which of the shop's instances answered. */
  instance: number;
  instances: number;
  revision: number | undefined;
}

export function contextOf({ id, country, plan, appVersion, email }: Customer): EvaluationContext {
  return { targetingKey: id, country, plan, appVersion, email };
}

export function answersFor(flags: Flags, customer: Customer): Answers {
  const context = contextOf(customer);
  return {
    newCheckout: flags.isEnabled('new-checkout', context),
    layout: layoutOf(flags.getStringValue('product-layout', 'list', context)),
    recommendations: flags.isEnabled('recommendations', context),
    freeShippingFrom: flags.getNumberValue('free-shipping-threshold', 50, context),
    announcement: announcementOf(flags.getObjectValue('announcement', null, context)),
    bulkOrders: flags.isEnabled('bulk-orders', context),
  };
}

/** Ids of the customers who see the new checkout. */
export function audienceOf(flags: Flags, customers: readonly Customer[]): ReadonlySet<string> {
  const seeing = customers.filter((customer) => flags.isEnabled('new-checkout', contextOf(customer)));
  return new Set(seeing.map(({ id }) => id));
}

function layoutOf(value: string): Layout {
  return value === 'grid' || value === 'spotlight' ? value : 'list';
}

function announcementOf(value: JsonValue): Announcement | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { text, color } = value;
  if (typeof text !== 'string' || text === '') return undefined;
  return { text, color: typeof color === 'string' ? color : 'blue' };
}
