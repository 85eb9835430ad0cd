/**
 * The portal's cookies, all HttpOnly and SameSite=Lax. On https they are `__Host-` cookies: Secure, this very host, no other
 * host can set them. A browser refuses those on plain http, so on one's own machine they go by the plain name.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';

type Name = 'dip-session' | 'dip-lang' | `dip-flow-${string}`;

const secure = (origin: string): boolean => origin.startsWith('https://');
const nameOn = (origin: string, name: Name): string => (secure(origin) ? `__Host-${name}` : name);
const OPTIONS: CookieOptions = { path: '/', httpOnly: true, sameSite: 'Lax' };

export const readCookie = (c: Context, origin: string, name: Name): string | undefined =>
  getCookie(c, nameOn(origin, name));

export const writeCookie = (c: Context, origin: string, name: Name, value: string, maxAge: number): void =>
  setCookie(c, nameOn(origin, name), value, { ...OPTIONS, secure: secure(origin), maxAge });

export const dropCookie = (c: Context, origin: string, name: Name): void => {
  deleteCookie(c, nameOn(origin, name), { ...OPTIONS, secure: secure(origin) });
};
