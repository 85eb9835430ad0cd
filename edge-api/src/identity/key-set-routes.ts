/** The public keys that tokens are signed with. */
import { PATHS } from '#protocol';
import { Routes } from '../route.ts';
import { publicKeys, readKeys } from './signing-keys.ts';

export function keySetRoutes(): Routes {
  return new Routes().on(
    'get',
    PATHS.keys,
    'public',
    async (c) => c.json(publicKeys(await readKeys(c.env, c.var.clock)), 200, { 'cache-control': 'max-age=300' }),
    { summary: 'Public keys that tokens are signed with (JWK set)' },
  );
}
