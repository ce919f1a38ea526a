import { createClient, type ClientStatus } from '@signalbox/sdk-browser';
import { answersFor, audienceOf, contextOf, type ServiceAnswers } from '../shop/answers.ts';
import { FIRST_BASKET, withMore } from '../shop/basket.ts';
import { customerById, CUSTOMERS } from '../shop/customers.ts';
import type { PageData, ShopState, Step } from '../views/state.ts';
import { show, showFeed, toast } from './show.ts';
import './style.css';

/** Flags that the page may not see change without a sound, so the service is asked this often. */
const ASK_SERVICE_MS = 2_000;

const data = JSON.parse(document.querySelector('#shop-data')?.textContent ?? '{}') as PageData;
const customer = customerById(data.customer);
const client = createClient({
  url: data.url,
  sdkKey: data.clientKey,
  application: 'corner-shop-page',
  context: contextOf(customer),
});

let state: ShopState = {
  customer,
  answers: data.answers,
  service: data.service,
  audience: new Set(data.audience),
  basket: FIRST_BASKET,
  step: 'basket',
};
let live = false;
let choosing = false;

function change(part: Partial<ShopState>, mark = false): void {
  state = { ...state, ...part };
  show(state, mark);
}

/** Until there is a ruleset, what the service rendered stays. */
function askFlags(mark: boolean): void {
  if (!live) return;
  change({ answers: answersFor(client, state.customer), audience: audienceOf(client, CUSTOMERS) }, mark);
}

async function askService(): Promise<void> {
  const { id } = state.customer;
  try {
    const response = await fetch(`/api/instance?customer=${id}`);
    if (!response.ok) return;
    const service = (await response.json()) as ServiceAnswers;
    if (id === state.customer.id) change({ service });
  } catch {
    // It is being restarted: the next time, then.
  }
}

function choose(id: string): void {
  if (!live) {
    location.search = `?customer=${id}`;
    return;
  }
  history.replaceState(null, '', `?customer=${id}`);
  change({ customer: customerById(id), step: 'basket' });
  choosing = true;
  client.setContext(contextOf(state.customer));
  choosing = false;
  void askService();
}

const FEEDS: Record<ClientStatus, string> = {
  NOT_READY: 'Connecting to Signalbox …',
  READY: 'Live',
  STALE: 'Signalbox is out of reach: the page goes on with the last known flags',
  ERROR: 'Signalbox refuses the key of this page',
  FATAL: 'The settings of this page are not valid',
};

function showStatus(): void {
  const { status, revision } = client.stats();
  showFeed(
    status,
    `${FEEDS[status]}${revision === undefined ? '' : `: this page is at revision ${revision}`}`,
  );
}

client.on('status', showStatus);
client.on('change', (keys) => {
  // The first ruleset and another customer are no news; a changed flag is.
  const news = live && !choosing;
  live = true;
  askFlags(news);
  showStatus();
  if (!news) return;
  toast(`${keys.join(', ')} changed`);
  void askService();
});

document.addEventListener('click', (event) => {
  const target =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-add],[data-step],[data-customer]')
      : null;
  if (!target) return;
  const { add, count, step, customer: id } = target.dataset;
  if (add) change({ basket: withMore(state.basket, add, Number(count)), step: 'basket' });
  else if (step) change({ step: step as Step, ...(state.step === 'done' && { basket: FIRST_BASKET }) });
  else if (id && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    choose(id);
  }
});

document.addEventListener('change', (event) => {
  if (event.target instanceof HTMLSelectElement && event.target.id === 'customer') choose(event.target.value);
});

setInterval(() => {
  if (document.visibilityState === 'visible') void askService();
}, ASK_SERVICE_MS);
