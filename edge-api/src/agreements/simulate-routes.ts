/** What a deal would pay, before there is an agreement or even a performance. Reads nothing of anybody's. */
import { checkTerms, PARTIES, simulate } from '#deal';
import { MAX_CENTS, PATHS, SimulateBody, type FieldError, type SimulateAnswer, type Terms } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readBody } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';

const DAY_CHARACTERS = 10;

function seatFaults({ seats, sales }: SimulateBody): FieldError[] {
  if (!seats) return sales ? [] : [{ pointer: '/seats', detail: 'give seats to think with, or sales' }];
  const most = seats.capacity - seats.free;
  const faults: FieldError[] = [];
  if (most < 0) faults.push({ pointer: '/seats/free', detail: `at most the capacity, ${seats.capacity}` });
  else if (seats.paid !== undefined && seats.paid > most)
    faults.push({ pointer: '/seats/paid', detail: `at most ${most}: the capacity without the free tickets` });
  if (seats.capacity * seats.averagePrice > MAX_CENTS)
    faults.push({
      pointer: '/seats/averagePrice',
      detail: `lower: a full house comes to more than ${MAX_CENTS} cents`,
    });
  return faults;
}

const termFaults = (terms: Terms | undefined, base: string, performances: number): FieldError[] =>
  terms ? checkTerms(terms, { performances }).map(({ pointer, detail }) => ({ pointer: base + pointer, detail })) : [];

async function simulateDeal(c: Ctx): Promise<Response> {
  const body = await readBody(c, SimulateBody);
  const performances = body.sales?.length ?? body.seats?.performances ?? 0;
  const errors = [
    ...seatFaults(body),
    ...termFaults(body.terms, '/terms', performances),
    ...termFaults(body.other, '/other', performances),
  ];
  if (errors.length) throw new ApiError('invalid_request', 'this cannot be computed; see errors', { errors });
  const today = new Date(c.var.now).toISOString().slice(0, DAY_CHARACTERS);
  const seats = body.seats && { ...body.seats, date: body.seats.date ?? today };
  const answer: SimulateAnswer = {
    ...simulate({ ...body, ...(seats ? { seats } : {}) }, PARTIES),
    livemode: actorOf(c).livemode,
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

export function simulateRoutes(): Routes {
  return new Routes().on('post', PATHS.simulate, 'read_agreements', simulateDeal, {
    summary: 'What a deal would pay: waterfall, curve over tickets sold, break-even, indifference to another deal',
    body: SimulateBody,
    status: 200,
  });
}
