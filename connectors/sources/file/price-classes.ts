// Pure: the four classes of the coupling, from the names a box office gives its price types.
import type { PriceClass } from '#protocol';
import { normalName } from './normal-name.ts';
import { ownCopy } from './own-copy.ts';

/** Price type name, as the venue writes it → class. Case, accents and punctuation do not matter. */
export type PriceClassTable = Readonly<Record<string, PriceClass>>;

const FREE =
  /\b(vrijkaart(en)?|vrij|gratis|free|comp|complimentary|genodigden?|guest list|gastenlijst|relatiekaart(en)?|perskaart(en)?|begeleider)\b/;
const DISCOUNT =
  /\b(cjp|65|ooievaarspas|stadspas|u ?pas|museumkaart|we are public|student(en)?|studenten?tarief|scholier(en)?|school|jongeren|jeugd|kind(eren)?|child(ren)?|youth|senior(en)?|korting(en)?|kortingstarief|gereduceerd|reduced|concession|discount|early ?bird|vroegboek(korting)?|last ?minute|vriend(en)?|abonnement(en)?|abonnee|groep(en|starief)?|group|actie|minima|t m \d+)\b/;
const NORMAL =
  /\b(normaal|normale|standaard|standard|normal|regulier|regular|volwassen(e|en)?|adult|vol|volledig|full|entree|basis|rang|1e|2e|3e|eerste|tweede|derde|parket|balkon|zaal|plaats|los)\b/;

export interface Classified {
  readonly class: PriceClass;
  /** `other` for want of a rule: shown to the venue so that it can set one. */
  readonly known: boolean;
}

/** The table decides; then a price of zero or a name of a gift is `free`, then discount, then normal, else `other`. */
export function classifyPriceType(
  name: string,
  priceCents: number | null,
  table: ReadonlyMap<string, PriceClass>,
): Classified {
  const plain = normalName(name).replaceAll('_', ' ');
  const set = table.get(plain);
  if (set) return { class: set, known: true };
  if (priceCents === 0 || FREE.test(plain)) return { class: 'free', known: true };
  if (DISCOUNT.test(plain)) return { class: 'discount', known: true };
  if (NORMAL.test(plain)) return { class: 'normal', known: true };
  return { class: 'other', known: false };
}

/** Classifies by a table and counts what it did not know; answers are remembered, names repeat endlessly. */
export class PriceClasses {
  readonly #table: ReadonlyMap<string, PriceClass>;
  readonly #known = new Map<string, Classified>();
  readonly #unknown = new Map<string, number>();

  constructor(table: PriceClassTable = {}) {
    this.#table = new Map(Object.entries(table).map(([name, value]) => [normalName(name).replaceAll('_', ' '), value]));
  }

  classOf(name: string, priceCents: number | null, count = 1): PriceClass {
    const key = priceCents === 0 ? `0${name}` : `1${name}`;
    let found = this.#known.get(key);
    if (!found) {
      found = classifyPriceType(name, priceCents, this.#table);
      if (this.#known.size < 10_000) this.#known.set(ownCopy(key), found);
    }
    if (!found.known && (this.#unknown.has(name) || this.#unknown.size < 1_000)) {
      this.#unknown.set(ownCopy(name), (this.#unknown.get(name) ?? 0) + Math.abs(count));
    }
    return found.class;
  }

  /** Price types that fell to `other` without a rule, with the tickets they hold. */
  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown;
  }
}
