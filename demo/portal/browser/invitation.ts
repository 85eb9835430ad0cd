/** The invitation page: the token comes from the fragment, goes out of the address at once, and is used by a button alone. */
import { presetWord, wordsOf, type Words } from '../src/words.ts';
import type { InvitationLook } from '#protocol';
import { FragmentToken } from './fragment-token.ts';

const tokens = new FragmentToken('dip-invitation');

async function ask(path: string, token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ token }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

/** What a refusal means to the person who was invited. */
function refusal(words: Words, status: number, code: unknown): string {
  if (code === 'forbidden') return words.invitationWrongEmail;
  if (code === 'conflict') return words.invitationUsed;
  if (status === 429) return words.invitationSlow;
  if (status === 404 || status === 400 || status === 422) return words.invitationUnknown;
  return words.invitationFailed;
}

const element = (tag: string, text: string): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent: text });

function link(href: string, text: string, name = 'button'): HTMLElement {
  const line = document.createElement('p');
  const anchor = Object.assign(document.createElement('a'), { href, textContent: text, className: name });
  line.append(anchor);
  return line;
}

function button(text: string, work: (it: HTMLButtonElement) => Promise<void>): HTMLElement {
  const line = document.createElement('p');
  const made = Object.assign(document.createElement('button'), { className: 'button', textContent: text });
  made.addEventListener('click', () => {
    made.disabled = true;
    void work(made).finally(() => (made.disabled = false));
  });
  line.append(made);
  return line;
}

export async function openInvitation(place: HTMLElement): Promise<void> {
  const lang = place.dataset['lang'] === 'en' ? 'en' : 'nl';
  const words = wordsOf(lang);
  const says = place.querySelector<HTMLElement>('#invitation-says');
  if (!says) return;
  const say = (text: string, ...more: HTMLElement[]): void => {
    says.textContent = text;
    for (const old of place.querySelectorAll('p:not(#invitation-says), dl')) old.remove();
    place.append(...more);
  };
  const signIn = (anew: boolean): string => `/sign-in?to=/invitation${anew ? '&anew=1' : ''}`;
  const token = tokens.take();
  if (!token) return say(words.invitationNone, link('/', words.home));
  const { status, body } = await ask('/invitation/look', token);
  if (status !== 200) return say(refusal(words, status, body['code']), link('/', words.home));
  const found = body as unknown as InvitationLook & { signedIn: boolean };
  if (found.state === 'expired') return say(words.invitationExpired, link('/', words.home));
  if (found.state === 'withdrawn') return say(words.invitationWithdrawn, link('/', words.home));
  if (found.state === 'accepted') {
    tokens.drop();
    return say(words.invitationUsed, link('/', words.home));
  }
  const until = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'nl-NL', { dateStyle: 'long' }).format(
    new Date(found.expiresAt),
  );
  const about = `${words.invitationYou} ${found.organisation.name} ${words.invitationAs} ${presetWord(found.preset, lang)}.`;
  const validity = element(
    'p',
    `${words.invitationUntil[0]?.toUpperCase()}${words.invitationUntil.slice(1)} ${until}.`,
  );
  validity.className = 'small';
  if (!found.signedIn) return say(about, validity, link(signIn(false), words.invitationSignIn));
  const accept = button(words.invitationAccept, async () => {
    const answer = await ask('/invitation/accept', token);
    if (answer.status === 204) {
      tokens.drop();
      say(words.invitationDone);
      location.assign('/');
    } else if (answer.status === 401) location.assign(signIn(false));
    else {
      const alert = element('p', refusal(words, answer.status, answer.body['code']));
      alert.setAttribute('role', 'alert');
      alert.className = 'fault';
      say(about, alert, link(signIn(true), words.invitationOther));
    }
  });
  say(about, validity, accept, link(signIn(true), words.invitationOther, ''));
}
