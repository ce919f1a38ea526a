import { linesOf, totalsOf, type Totals } from '../shop/basket.ts';
import { html, type Html } from '../shop/html.ts';
import { euros } from '../shop/products.ts';
import type { ShopState, Step } from './state.ts';

/** The basket and the way to pay for it: the old one in three steps, or the new one on one page. */
export function checkout(state: ShopState): Html {
  const { answers, step } = state;
  const kind = answers.newCheckout ? 'new' : 'old';
  return html`
    <section class="checkout" data-checkout="${kind}" aria-labelledby="checkout-title">
      ${step === 'done' ? thanks(state) : answers.newCheckout ? onePage(state) : threeSteps(state)}
    </section>
  `;
}

function onePage(state: ShopState): Html {
  const totals = totalsOf(state.basket, state.answers.freeShippingFrom);
  return html`
    <h2 id="checkout-title">One-page checkout <span class="badge">New</span></h2>
    ${basket(state, totals)} ${address(state)} ${payment()}
    <button type="button" class="primary" data-step="done">Pay ${euros(totals.total)}</button>
  `;
}

const STEPS: readonly Step[] = ['basket', 'address', 'payment'];
const TITLES = { basket: 'Basket', address: 'Address', payment: 'Payment', done: 'Done' };

function threeSteps(state: ShopState): Html {
  const { step } = state;
  const totals = totalsOf(state.basket, state.answers.freeShippingFrom);
  const index = STEPS.indexOf(step);
  const next = STEPS[index + 1];
  const before = STEPS[index - 1];
  return html`
    <h2 id="checkout-title">Your basket</h2>
    <ol class="steps">
      ${STEPS.map(
        (name, at) =>
          html`<li aria-current="${name === step ? 'step' : 'false'}" data-done="${String(at < index)}">
            ${TITLES[name]}
          </li>`,
      )}
    </ol>
    ${step === 'address' ? address(state) : step === 'payment' ? payment() : basket(state, totals)}
    ${before && html`<button type="button" class="quiet" data-step="${before}">Back to ${TITLES[before].toLowerCase()}</button>`}
    ${
      next
        ? html`<button type="button" class="primary" data-step="${next}">
            Continue to ${TITLES[next].toLowerCase()}
          </button>`
        : html`<button type="button" class="primary" data-step="done">Pay ${euros(totals.total)}</button>`
    }
  `;
}

function basket({ basket: contents, answers, service }: ShopState, totals: Totals): Html {
  const points = Math.floor(totals.goods / 100) * service.loyaltyPoints;
  return html`
    <ul class="lines">
      ${linesOf(contents).map(
        ({ product, count }) =>
          html`<li><span>${count} × ${product.name}</span><span>${euros(product.price * count)}</span></li>`,
      )}
      <li class="soft">
        <span>Shipping</span><span>${totals.shipping === 0 ? 'free' : euros(totals.shipping)}</span>
      </li>
      <li class="total"><span>Total</span><span>${euros(totals.total)}</span></li>
    </ul>
    ${shipping(answers.freeShippingFrom, totals)}
    <p class="points" data-points="${service.loyaltyPoints}">
      ${service.loyaltyPoints > 1 && html`<strong>Earn ${service.loyaltyPoints}× points</strong> · `}${points}
      loyalty points with this order
    </p>
  `;
}

function shipping(from: number, { goods, missing }: Totals): Html {
  const text = from === 0 ? 'Free shipping on every order' : `Free shipping from ${from} €`;
  return html`
    <div class="shipping">
      <p>
        <span data-free-shipping="${from}">${text}</span>
        ${missing > 0 && html`<span class="soft">${euros(missing)} to go</span>`}
      </p>
      <meter
        min="0"
        max="${Math.max(1, goods + missing)}"
        value="${Math.max(1, goods)}"
        aria-label="Towards free shipping"
      ></meter>
    </div>
  `;
}

function address({ customer }: ShopState): Html {
  return html`
    <fieldset>
      <legend>Deliver to</legend>
      <label>Name <input name="name" autocomplete="off" value="${customer.name}" /></label>
      <label>E-mail <input name="email" type="email" autocomplete="off" value="${customer.email}" /></label>
      <label>Country <input name="country" autocomplete="off" value="${customer.country}" /></label>
    </fieldset>
  `;
}

function payment(): Html {
  return html`
    <fieldset class="choice">
      <legend>Pay by</legend>
      <label><input type="radio" name="payment" value="card" checked /> Card</label>
      <label><input type="radio" name="payment" value="transfer" /> Bank transfer</label>
      <label><input type="radio" name="payment" value="invoice" /> Invoice</label>
    </fieldset>
  `;
}

function thanks({ customer }: ShopState): Html {
  return html`
    <h2 id="checkout-title">Thank you, ${customer.name.split(' ')[0]}!</h2>
    <p>Nothing was charged: this shop only shows what flags can do.</p>
    <button type="button" class="primary" data-step="basket">Shop on</button>
  `;
}
