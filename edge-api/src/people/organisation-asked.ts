/** Whose people are meant: the caller's own; the operator names an organisation. */
import { ApiError } from '../api-error.ts';
import { readOrganisation, readOrganisationByKey, type Organisation } from '../identity/identity-store.ts';
import { actorOf, type Ctx } from '../route.ts';

export async function organisationAsked(c: Ctx, id: string | undefined): Promise<Organisation> {
  const actor = actorOf(c);
  const operator = actor.kind === 'operator';
  const fault = (detail: string) =>
    new ApiError('invalid_request', detail, { errors: [{ pointer: '/organisation', detail }] });
  if (!operator && id !== undefined && id !== actor.organisationId) throw fault('only the operator names another one');
  if (operator && id === undefined) throw fault('the operator names an organisation');
  const found =
    operator && id !== undefined
      ? await readOrganisation(c.env.DIRECTORY, id)
      : await readOrganisationByKey(c.env.DIRECTORY, actor.organisation);
  if (!found) throw fault('no such organisation');
  return found;
}
