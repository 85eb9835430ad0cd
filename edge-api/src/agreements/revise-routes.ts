/** A new version: after a rejection, by the side that made the rejected one, proposed at once; or a draft on top of what is in force. */
import { AmendBody, PATHS, ReviseBody, type Terms } from '#protocol';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { Routes, type Ctx } from '../route.ts';
import { performancesOf, Whole, type Found } from './agreement-routes.ts';
import { readAgreed, vatOf } from './agreed-performances.ts';
import type { VersionRow } from './agreement-store.ts';
import { differences, type Change } from './changes.ts';
import { withCounters } from './rejecting.ts';
import { mustHold } from './step-routes.ts';
import { fault, hashOf, takeStep, type Standing } from './steps.ts';
import { decisionOn } from './term-states.ts';

interface NewVersion {
  readonly base: VersionRow;
  readonly terms: Terms;
  /** Other performances than those of the base. */
  readonly found: Found | null;
  readonly proposed: boolean;
  readonly message: string | undefined;
}

async function newVersion(
  c: Ctx,
  { home, seen, side }: Standing,
  { base, terms, found, proposed, message }: NewVersion,
): Promise<Omit<Change, 'life' | 'move'>> {
  if (found && (found.production !== home.production || found.venue !== home.venue))
    throw fault('/performances', 'a deal stays about its production and its venue; make another for these');
  const stand = await readAgreed(c.env.DIRECTORY, base.performances);
  const was = stand.map(({ answer }) => answer.id);
  const ids = found?.ids ?? was;
  const changes = differences({ terms: base.terms, ids: was }, { terms, ids });
  if (!changes.length) throw fault('/terms', 'nothing differs from the version before; change something');
  const number = seen.life.versions + 1;
  const version: VersionRow = {
    version: number,
    terms,
    // Agreed anew on the dates as they are by now.
    performances: found?.performances ?? stand.map((one) => [one.key, vatOf(one), one.listed.listing.startsAt]),
    sha256: await hashOf(terms, ids),
    author: side,
    proposed,
    madeAt: c.var.now,
  };
  if (proposed) mustHold(version);
  return { version, about: number, body: { changes, message: message ?? null, base: base.version } };
}

async function revise(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { version, accept = [], terms, performances, message } = parseBody(text, ReviseBody);
  const found = performances ? await performancesOf(c, performances) : null;
  return takeStep(c, idOf(c), text, { step: 'revise', version }, async (standing) => {
    const { seen, stored } = standing;
    const rejected = decisionOn(stored.events, version)?.body.rejected;
    const wanted = withCounters(terms ?? seen.version.terms, accept, rejected);
    return newVersion(c, standing, { base: seen.version, terms: wanted, found, proposed: true, message });
  });
}

async function amend(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { version, terms, performances, message } = parseBody(text, AmendBody);
  const found = performances ? await performancesOf(c, performances) : null;
  return takeStep(c, idOf(c), text, { step: 'amend', version }, (standing) =>
    newVersion(c, standing, { base: standing.seen.version, terms, found, proposed: false, message }),
  );
}

export function reviseRoutes(): Routes {
  return new Routes()
    .on('post', `${PATHS.agreement}/revise`, 'write_agreements', revise, {
      summary: 'Propose a new version: counter-values taken over, terms changed, or both',
      body: ReviseBody,
      answer: Whole,
      status: 200,
    })
    .on('post', `${PATHS.agreement}/amend`, 'write_agreements', amend, {
      summary: 'Draft a new version of an approved agreement, which stays in force until the new one is approved',
      body: AmendBody,
      answer: Whole,
      status: 200,
    });
}
