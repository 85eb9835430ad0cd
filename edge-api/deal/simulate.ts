import type { House, Points, Seats, SimulateAnswer, SimulateBody, Simulated, Terms } from '#protocol';
import type { Locale } from './amount-words.ts';
import type { Earnings } from './earning.ts';
import { indifferenceOf, pointsOf, withoutGuarantee } from './points.ts';
import { curveOf, housesAt, rangeOf, shownPaid } from './seat-range.ts';
import type { Names } from './sentence-part.ts';
import { sentence } from './sentence.ts';
import { waterfall } from './waterfall.ts';

/** One pair of names, or a pair for each language. */
type BothNames = Names | Readonly<Record<Locale, Names>>;

/** What a deal pays at every number of tickets. */
interface Over {
  readonly seats: Seats;
  readonly range: readonly Earnings[];
}

/** What a deal would pay. The terms have been checked. Tickets are those of one performance; amounts are of all of them. */
export function simulate(body: SimulateBody, names: BothNames): SimulateAnswer {
  const { seats } = body;
  const over = (terms: Terms): Over | null => (seats ? { seats, range: rangeOf(terms, seats) } : null);
  const own = over(body.terms);
  const other = body.other ? over(body.other) : null;
  return {
    ...simulated(body, body.terms, own, names),
    other: body.other ? simulated(body, body.other, other, names) : null,
    indifference: own && other ? indifferenceOf(own.range, other.range) : [],
  };
}

function simulated({ sales, costs }: SimulateBody, terms: Terms, over: Over | null, names: BothNames): Simulated {
  const of = (locale: Locale) => ('nl' in names ? names[locale] : names);
  const shown: readonly House[] = sales ?? (over ? housesAt(over.seats, terms.currency, shownPaid(over.seats)) : []);
  const told = waterfall(terms, shown);
  return {
    waterfall: told,
    sentence: { nl: sentence(terms, of('nl'), 'nl'), en: sentence(terms, of('en'), 'en') },
    curve: over && curveOf(over.range),
    points: over && pointsAt(over, terms, costs, (bare) => told.provider - waterfall(bare, shown).provider),
  };
}

function pointsAt(
  { seats, range }: Over,
  terms: Terms,
  costs: SimulateBody['costs'],
  addedAtShown: (bare: Terms) => number,
): Points {
  const bare = withoutGuarantee(terms);
  const ofAll = (cents = 0) => cents * seats.performances;
  return pointsOf(range, bare && { range: rangeOf(bare, seats), addedAtShown: addedAtShown(bare) }, {
    provider: ofAll(costs?.provider),
    venue: ofAll(costs?.venue),
  });
}
