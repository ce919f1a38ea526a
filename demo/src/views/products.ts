import { drawing } from '../shop/art.ts';
import { html, type Html } from '../shop/html.ts';
import { euros, PRODUCTS, RECOMMENDED, type Product } from '../shop/products.ts';
import type { ShopState } from './state.ts';

const PIECES_IN_A_BOX = 12;

export function products({ answers }: ShopState): Html {
  return html`
    <h2>On the shelves</h2>
    <ul class="products" data-layout="${answers.layout}">
      ${PRODUCTS.map((product) => card(product, answers.bulkOrders))}
    </ul>
  `;
}

export function recommendations({ answers }: ShopState): Html {
  if (!answers.recommendations) return html``;
  return html`
    <section class="recommendations" aria-labelledby="others-bought">
      <h2 id="others-bought">Others also bought</h2>
      <ul class="strip">
        ${RECOMMENDED.map((product) => card(product, false))}
      </ul>
    </section>
  `;
}

function card({ id, name, note, price, art }: Product, byTheBox: boolean): Html {
  return html`
    <li class="product" data-product="${id}">
      <div class="picture">${drawing(art)}</div>
      <div class="about">
        <h3>${name}</h3>
        <p>${note}</p>
      </div>
      <p class="price">${euros(price)}</p>
      <div class="buttons">
        <button type="button" data-add="${id}" data-count="1" aria-label="Add ${name} to the basket">
          Add
        </button>
        ${byTheBox && html`<button type="button" class="quiet" data-add="${id}" data-count="${PIECES_IN_A_BOX}">Buy by the box</button>`}
      </div>
    </li>
  `;
}
