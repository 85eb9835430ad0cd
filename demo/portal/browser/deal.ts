/**
 * The page for a contact outside the platform. The token comes from the fragment, goes out of the address at once and is sent
 * to the API alone; looking uses nothing up, a name and a mailed code approve.
 */
import type { ContactApproved, ContactCodeSent, ContactLook, Problem } from '#protocol';
import { dealWordsOf, type DealWords } from '../src/deal-words.ts';
import type { Lang } from '../src/words.ts';
import { dealView, el, momentIn } from './deal-view.ts';
import { FragmentToken } from './fragment-token.ts';

const tokens = new FragmentToken('dip-deal');

interface Answer<T> {
  readonly status: number;
  readonly body: T & Partial<Problem>;
}
async function ask<T>(api: string, path: string, body: object, key?: string): Promise<Answer<T>> {
  try {
    const answer = await fetch(new URL(path, api), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
    return { status: answer.status, body: (await answer.json()) as T & Partial<Problem> };
  } catch {
    return { status: 0, body: {} as T & Partial<Problem> };
  }
}

/** What a refusal means to the contact; null = it is about the code. */
function refusal(words: DealWords, { status, body }: Answer<object>): string {
  if (status === 404) return words.unknown;
  if (status === 429) return words.slow;
  if (status === 409 || status === 412) return words.decided;
  return body.errors?.[0]?.detail ?? words.failed;
}

interface Page {
  readonly api: string;
  readonly lang: Lang;
  readonly words: DealWords;
  readonly token: string;
  readonly place: HTMLElement;
  readonly says: HTMLElement;
}

/** One sentence, and what stands below it; the page's heading stays. */
function say({ place, says }: Page, text: string, ...more: readonly HTMLElement[]): void {
  says.textContent = text;
  says.hidden = text === '';
  for (const old of place.querySelectorAll(':scope > :not(h1, #deal-says)')) old.remove();
  place.append(...more);
}

function field(id: string, label: string, attributes: Readonly<Record<string, string>>) {
  const fault = el('p', { id: `${id}-fault`, class: 'wrong', role: 'alert' });
  const input = el('input', { id, name: id, 'aria-describedby': fault.id, ...attributes });
  const refuse = (text: string): void => {
    fault.textContent = text;
    if (text) {
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    } else input.removeAttribute('aria-invalid');
  };
  return { input, refuse, all: el('div', { class: 'field' }, el('label', { for: id }, label), input, fault) };
}

function askForm(page: Page, look: ContactLook): HTMLElement {
  const { words, token, api } = page;
  const name = field('deal-name', words.name, { autocomplete: 'name', maxlength: '120', required: '' });
  const code = field('deal-code', words.code, {
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '6',
    pattern: '[0-9]{6}',
    required: '',
  });
  const status = el('p', { role: 'status', class: 'small' });
  const send = el('button', { type: 'button', class: 'button' }, words.sendCode);
  const approve = el('button', { type: 'submit', class: 'button' }, words.approve);
  const second = el('div', { hidden: '' }, code.all, el('p', {}, approve));
  const form = el(
    'form',
    { novalidate: '', 'aria-labelledby': 'deal-approve' },
    name.all,
    el('p', {}, send),
    status,
    second,
  );

  const named = (): boolean => {
    const fits = name.input.value.trim() !== '';
    name.refuse(fits ? '' : words.nameFault);
    return fits;
  };
  /** Over, whatever is tried: said in the place of the form. */
  const over = (answer: Answer<object>): boolean => {
    if (answer.status !== 404 && answer.status !== 409 && answer.status !== 412) return false;
    if (answer.status === 404) {
      tokens.drop();
      say(page, refusal(words, answer));
      page.says.setAttribute('role', 'alert');
    } else void openDeal(page.place, token);
    return true;
  };

  send.addEventListener('click', () => {
    if (!named()) return;
    send.disabled = true;
    void ask<ContactCodeSent>(api, '/v1/agreement-links/code', { token }).then((answer) => {
      send.disabled = false;
      if (over(answer)) return;
      if (answer.status !== 200) {
        status.textContent = answer.status === 429 ? words.tooManyCodes : words.failed;
        if (answer.status === 429) second.hidden = false;
        return;
      }
      status.textContent = words.sent(answer.body.to);
      second.hidden = false;
      send.textContent = words.sendAgain;
      send.classList.add('quiet');
      code.refuse('');
      code.input.value = '';
      code.input.focus();
    });
  });

  let last = { said: '', key: '' };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Enter in the name asks for a code first.
    if (second.hidden) return send.click();
    if (!named()) return;
    const digits = code.input.value.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return code.refuse(words.codeFault);
    code.refuse('');
    approve.disabled = true;
    const given = { token, code: digits, name: name.input.value.trim() };
    // The same again after a lost answer is the same request.
    if (last.said !== digits + given.name) last = { said: digits + given.name, key: crypto.randomUUID() };
    void ask<ContactApproved>(api, '/v1/agreement-links/approve', given, last.key).then((answer) => {
      approve.disabled = false;
      if (over(answer)) return;
      if (answer.status === 200) return approved(page, look, given.name, answer.body);
      if (answer.body.errors?.some(({ pointer }) => pointer === '/code')) code.refuse(words.wrong);
      else code.refuse(answer.status === 429 ? words.slow : words.failed);
    });
  });
  return form;
}

function approved(page: Page, look: ContactLook, name: string, answer: ContactApproved): void {
  const { words, lang } = page;
  tokens.drop();
  const title = page.place.querySelector('h1');
  if (title) {
    title.textContent = words.doneTitle;
    title.tabIndex = -1;
  }
  const half = answer.colleague ? [el('p', { class: 'fault' }, words.half)] : [];
  say(page, words.done(name, momentIn(lang, answer.at)), ...half, ...dealView(look, words, lang));
  title?.focus();
}

export async function openDeal(place: HTMLElement, kept = ''): Promise<void> {
  const lang: Lang = place.dataset['lang'] === 'en' ? 'en' : 'nl';
  const words = dealWordsOf(lang);
  const api = place.dataset['api'] ?? '';
  const says = place.querySelector<HTMLElement>('#deal-says');
  if (!says) return;
  const token = kept || tokens.take();
  const page: Page = { api, lang, words, token, place, says };
  if (!token) return say(page, words.none);
  say(page, words.looking);
  const answer = await ask<ContactLook>(api, '/v1/agreement-links/look', { token });
  if (answer.status !== 200) {
    const again = el('button', { type: 'button', class: 'button' }, words.again);
    again.addEventListener('click', () => void openDeal(place, token));
    if (answer.status === 404 || answer.status === 400) {
      tokens.drop();
      return say(page, words.unknown);
    }
    return say(page, refusal(words, answer), el('p', {}, again));
  }
  const look = answer.body;
  const shown = dealView(look, words, lang);
  if (look.hindrance) return say(page, words[look.hindrance], ...shown);
  say(
    page,
    words.side[look.side],
    ...shown,
    el('h2', { id: 'deal-approve' }, words.approveTitle),
    el('p', {}, words.how(look.to)),
    askForm(page, look),
    el('p', { class: 'small' }, words.until(momentIn(lang, look.expiresAt))),
  );
}
