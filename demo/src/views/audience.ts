import { CUSTOMERS } from '../shop/customers.ts';
import { html, type Html } from '../shop/html.ts';
import type { ShopState } from './state.ts';

/** All customers at once, lit where the new checkout is on. */
export function audience({ audience: seeing, customer }: ShopState): Html {
  return html`
    <div class="heading">
      <h2 id="audience-title">Who sees the new checkout</h2>
      <p role="status" data-audience-count="${seeing.size}">
        <strong>${seeing.size}</strong> of ${CUSTOMERS.length} customers
      </p>
    </div>
    <ul class="tiles" aria-labelledby="audience-title">
      ${CUSTOMERS.map(({ id, name }) => {
        const lit = seeing.has(id);
        return html`<li>
          <a
            href="/?customer=${id}"
            data-customer="${id}"
            data-lit="${String(lit)}"
            aria-current="${String(id === customer.id)}"
            aria-label="${id.slice(-2)} ${name}: ${lit ? 'new checkout' : 'old checkout'}"
            title="${name} (${id}): ${lit ? 'new checkout' : 'old checkout'}"
            >${id.slice(-2)}</a
          >
        </li>`;
      })}
    </ul>
  `;
}
