/** The portal's own script: the token for the elements, what is said when there is none, and the invitation. */
import { keepDealAddress } from './deal-address.ts';
import { openInvitation } from './invitation.ts';

interface SessionElement extends HTMLElement {
  getToken: (() => Promise<{ token: string; expires_in: number }>) | null;
}

const ENDED: Readonly<Record<string, string>> = {
  signed_out: '/session-over',
  membership_ended: '/ended',
  support_ended: '/ended?of=support',
  no_membership: '/',
};

/** A refusal that trying again cannot mend leads to the page that says so in words. */
async function getToken(): Promise<{ token: string; expires_in: number }> {
  const answer = await fetch('/dip-token', { method: 'POST', headers: { accept: 'application/json' } });
  if (answer.ok) return (await answer.json()) as { token: string; expires_in: number };
  if (answer.status === 401 || answer.status === 403) {
    const { code } = (await answer.json().catch(() => ({ code: '' }))) as { code: string };
    const path = ENDED[code];
    if (path !== undefined) location.assign(path);
  }
  throw new Error(`the portal gave no token (${answer.status})`);
}

const session = document.querySelector<SessionElement>('dip-session');
if (session) {
  // Before the element is defined it is a plain property, which the element takes over.
  session.getToken = getToken;
  // Another hat allows other parts: the page is asked anew.
  session.addEventListener('dip-role-switched', (event) => {
    event.preventDefault();
    location.assign('/');
  });
}

const account = document.querySelector<HTMLDetailsElement>('details.account');
if (account) {
  document.addEventListener('click', (event) => {
    if (account.open && !account.contains(event.target as Node)) account.open = false;
  });
  account.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    account.open = false;
    account.querySelector('summary')?.focus();
  });
}

// What a report is of stands in its address.
const report = document.querySelector('dip-audience-charts[report]');
if (report)
  for (const name of ['production', 'performance', 'season', 'venue', 'compare']) {
    const value = new URLSearchParams(location.search).get(name);
    if (value) report.setAttribute(name, value);
  }

const agreements = document.querySelector<HTMLElement>('dip-agreements');
if (agreements) keepDealAddress(agreements);

const invitation = document.getElementById('invitation');
if (invitation) void openInvitation(invitation);

// Words for every term weigh more than all else here.
const deal = document.getElementById('deal');
if (deal) void import('./deal.ts').then(({ openDeal }) => openDeal(deal));
