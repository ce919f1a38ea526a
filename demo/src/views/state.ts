import type { Answers, ServiceAnswers } from '../shop/answers.ts';
import type { Basket } from '../shop/basket.ts';
import type { Customer } from '../shop/customers.ts';

/** How far somebody is with checking out. */
export type Step = 'basket' | 'address' | 'payment' | 'done';

/** All that the page shows. */
export interface ShopState {
  customer: Customer;
  answers: Answers;
  service: ServiceAnswers;
  /** Ids of the customers who see the new checkout. */
  audience: ReadonlySet<string>;
  basket: Basket;
  step: Step;
}

/** What the page's script starts from: what the service rendered with, and where to go on from there. */
export interface PageData {
  /** The Signalbox server, and the public key to it. */
  url: string;
  clientKey: string;
  customer: string;
  answers: Answers;
  service: ServiceAnswers;
  audience: string[];
}
