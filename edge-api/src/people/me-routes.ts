/** `GET /v1/me`: who asks, as what, and what else they are. */
import { Me, PATHS } from '#protocol';
import { readClientName, readOrganisationByKey } from '../identity/identity-store.ts';
import { gridOf } from '../identity/actor.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { listMemberships, readStanding, toView } from './membership-store.ts';
import { readPerson } from './person-store.ts';
import { readSwitch } from './role-switch-store.ts';

async function me(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const actor = actorOf(c);
  const own = await readOrganisationByKey(db, actor.organisation);
  const organisation = {
    id: actor.organisationId,
    name: own?.name ?? actor.organisationId,
    type: actor.organisationType,
  };
  const person = actor.user === undefined ? null : await readPerson(db, actor.user);
  const looked = actor.support && (await readSwitch(db, actor.support.id, c.var.clock));
  const membership = actor.membership === undefined ? null : await readStanding(db, actor.membership);
  const answer: Me = {
    user: actor.user ?? null,
    name: person ? person.name : actor.kind === 'client' ? await readClientName(db, actor.clientId) : null,
    organisation,
    membership: actor.membership ?? null,
    preset: actor.preset ?? null,
    grid: gridOf(actor) ?? {},
    productions: actor.productions ? [...actor.productions] : null,
    memberships: person ? (await listMemberships(db, person.key)).map(toView) : [],
    support: looked
      ? {
          id: looked.id,
          reason: looked.reason,
          until: new Date(looked.endsAt).toISOString(),
          as: { membership: looked.membership, preset: membership?.preset ?? null, organisation },
        }
      : null,
    livemode: actor.livemode,
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

export function meRoutes(): Routes {
  return new Routes().on('get', PATHS.me, 'self', me, {
    summary: 'Who you are here, what you hold, and your other memberships',
    answer: Me,
  });
}
