import type { House, SimulateAnswer, SimulateBody, Simulated, Terms } from '#protocol';
import type { Locale } from './amount-words.ts';
import type { Earnings } from './earning.ts';
import { indifferenceOf, pointsOf, withoutGuarantee } from './points.ts';
import { curveOf, housesAt, rangeOf, shownPaid } from './seat-range.ts';
import type { Names } from './sentence-part.ts';
import { sentence } from './sentence.ts';
import { waterfall } from './waterfall.ts';

/** One pair of names, or a pair for each language. */
type BothNames = Names | Readonly<Record<Locale, Names>>;

/** What a deal would pay. The terms have been checked. Tickets are those of one performance; amounts are of all of them. */
export function simulate(body: SimulateBody, names: BothNames): SimulateAnswer {
  const range = body.seats ? rangeOf(body.terms, body.seats) : null;
  const otherRange = body.other && body.seats ? rangeOf(body.other, body.seats) : null;
  return {
    ...simulated(body, body.terms, range, names),
    other: body.other ? simulated(body, body.other, otherRange, names) : null,
    indifference: range && otherRange ? indifferenceOf(range, otherRange) : [],
  };
}

function simulated(body: SimulateBody, terms: Terms, range: readonly Earnings[] | null, names: BothNames): Simulated {
  const { seats, costs } = body;
  const of = (locale: Locale) => ('nl' in names ? names[locale] : names);
  const shown: readonly House[] = body.sales ?? (seats ? housesAt(seats, terms.currency, shownPaid(seats)) : []);
  const told = waterfall(terms, shown);
  const bare = withoutGuarantee(terms);
  return {
    waterfall: told,
    sentence: { nl: sentence(terms, of('nl'), 'nl'), en: sentence(terms, of('en'), 'en') },
    curve: range && curveOf(range),
    points:
      range && seats
        ? pointsOf(
            range,
            bare && rangeOf(bare, seats),
            {
              provider: (costs?.provider ?? 0) * seats.performances,
              venue: (costs?.venue ?? 0) * seats.performances,
            },
            bare ? told.provider - waterfall(bare, shown).provider : 0,
          )
        : null,
  };
}
