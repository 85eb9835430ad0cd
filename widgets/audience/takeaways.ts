/** Pure: what a chart says in one sentence, made of published tens. Where nothing differs beyond noise, the sentence says what is measured and no more. */
import type { AudienceAnswer, AudienceTableName } from '#protocol';
import { isDutch } from '../locales/language.ts';
import { audienceTexts } from './audience-texts.ts';
import { differs, rowsOf, sum, type ChartRow } from './chart-rows.ts';
import { PC2_AREAS } from './pc2-areas.ts';
import { capital, plural, span, spoken } from './spoken.ts';

interface Saying {
  readonly answer: AudienceAnswer;
  readonly table: AudienceTableName;
  readonly rows: readonly ChartRow[];
  readonly nl: boolean;
  /** What it is laid beside, in words; '' without. */
  readonly beside: string;
  readonly titles: Readonly<Record<string, string>>;
}

/** `, meer dan bij …`, or nothing where the difference is noise. */
function compared({ answer, nl, beside }: Saying, share: number, other: number | null): string {
  if (beside === '' || other === null || !differs(share, other, answer.report?.buyers ?? null)) return '';
  const more = share > other;
  const season = answer.reference?.kind === 'season';
  return nl
    ? `, ${more ? 'meer' : 'minder'} dan ${season ? 'in' : 'bij'} ${beside}`
    : `, ${more ? 'more' : 'fewer'} than ${season ? 'in' : 'at'} ${beside}`;
}

/** Shares of some keys together on both sides; null where the other side hides one of them. */
function together(
  rows: readonly ChartRow[],
  keys: readonly string[],
): { readonly share: number; readonly other: number | null } {
  const own = rows.filter(({ key }) => keys.includes(key));
  const whole = own.every(({ beside }) => beside !== null);
  return { share: sum(rows, keys), other: whole ? sum(rows, keys, 'beside') : null };
}

const largest = (rows: readonly ChartRow[]): ChartRow | undefined =>
  rows.reduce<ChartRow | undefined>((most, row) => ((row.tens ?? 0) > (most?.tens ?? 0) ? row : most), undefined);

/** The largest of what is shown, where all that is hidden or unknown together could not be more. */
function leading({ answer, table, rows }: Saying): ChartRow | undefined {
  const most = largest(rows);
  const buyers = answer.report?.buyers ?? 0;
  const rest = buyers + 9 - (answer.report?.tables[table]?.shown ?? 0);
  return rows.some(({ tens }) => tens === null) && rest > (most?.tens ?? 0) ? undefined : most;
}

const SAYINGS: Partial<Record<AudienceTableName, (saying: Saying) => string>> = {
  distance: (saying) => {
    const { rows, nl } = saying;
    const near = together(rows, ['0-5', '5-15']);
    if (near.share === 0) return '';
    const all = rows.every(({ key, tens }) => tens !== null || !['0-5', '5-15'].includes(key));
    const least = all ? '' : nl ? 'ten minste ' : 'at least ';
    const said = `${least}${spoken(near.share, nl)}`;
    return capital(
      nl
        ? `${said} ${plural(near.share) ? 'komen' : 'komt'} van binnen 15 km${compared(saying, near.share, near.other)}`
        : `${said} came from within 15 km${compared(saying, near.share, near.other)}`,
    );
  },
  newness: (saying) => {
    const fresh = saying.rows.find(({ key }) => key === 'new');
    if (!fresh || fresh.share === null) return '';
    const tail = compared(saying, fresh.share, fresh.beside);
    const said = spoken(fresh.share, saying.nl);
    return capital(
      saying.nl
        ? `${said} ${plural(fresh.share) ? 'zijn' : 'is'} nieuw in dit huis${tail}`
        : `${said} are new to this house${tail}`,
    );
  },
  age: (saying) => {
    const { answer, rows, nl, beside } = saying;
    const over = rows.filter(
      (row) => (row.index ?? 0) >= 120 && differs(row.share, row.beside, answer.report?.buyers ?? null),
    );
    const ages = (list: readonly ChartRow[]): string =>
      span(
        list.map(({ key }) => key),
        nl,
      );
    if (over.length && beside !== '') {
      const young = over.every(({ key }) => Number.parseInt(key, 10) < 46);
      const old = over.every(({ key }) => Number.parseInt(key, 10) > 46);
      const head = nl
        ? young
          ? `Jonger dan ${beside}: `
          : old
            ? `Ouder dan ${beside}: `
            : ''
        : young
          ? `Younger than ${beside}: `
          : old
            ? `Older than ${beside}: `
            : '';
      return nl ? `${head}${ages(over)} is oververtegenwoordigd` : `${head}${ages(over)} is over-represented`;
    }
    const most = leading(saying);
    if (!most || most.share === null) return '';
    return nl ? `De grootste groep is ${ages([most])}` : `The largest group is ${ages([most])}`;
  },
  lead: ({ rows, nl }) => {
    const within: readonly (readonly [string, string, string])[] = [
      ['1-3', 'drie dagen', 'three days'],
      ['4-7', 'week', 'week'],
      ['8-14', 'twee weken', 'two weeks'],
      ['15-28', 'vier weken', 'four weeks'],
      ['29-56', 'acht weken', 'eight weeks'],
      ['57-90', 'drie maanden', 'three months'],
    ];
    const late = sum(rows, ['0', '1-3', '4-7']);
    const early = sum(rows, ['57-90', '91-180', '181+']);
    if (early >= 50)
      return nl
        ? `${capital(spoken(early, nl))} koopt meer dan acht weken vooraf`
        : `${capital(spoken(early, nl))} buy more than eight weeks ahead`;
    let total = sum(rows, ['0']);
    for (const [key, dutch, english] of within) {
      total += sum(rows, [key]);
      if (total >= 48) return nl ? `De helft koopt in de laatste ${dutch}` : `Half buy in the last ${english}`;
    }
    if (late === 0) return '';
    const hidden = rows.some(({ key, tens }) => tens === null && ['0', '1-3', '4-7'].includes(key));
    const said = capital(`${hidden ? (nl ? 'ten minste ' : 'at least ') : ''}${spoken(late, nl)}`);
    return nl ? `${said} koopt in de laatste week` : `${said} buy in the last week`;
  },
  moment: ({ answer, rows, nl }) => {
    const most = largest(rows);
    if (!most || most.share === null) return '';
    const [day, hour] = most.key.split('-').map(Number) as [number, number];
    const next = rows
      .filter(({ key }) => key !== most.key && !key.endsWith(`-${hour}`))
      .reduce((high, { share }) => Math.max(high, share ?? 0), 0);
    const texts = audienceTexts(nl ? 'nl' : 'en');
    const shown = answer.report?.tables.moment?.shown ?? 0;
    if (!differs(most.share, next, answer.report?.buyers ?? null)) {
      // Of most it is not known when they bought.
      if (2 * shown < (answer.report?.buyers ?? 0)) return '';
      const evening = rows.reduce((all, { key, tens }) => all + (Number(key.split('-')[1]) >= 18 ? (tens ?? 0) : 0), 0);
      const day9 = rows.reduce((all, { key, tens }) => all + (Number(key.split('-')[1]) < 18 ? (tens ?? 0) : 0), 0);
      if (evening > day9 * 1.2) return nl ? 'Er wordt vooral ’s avonds gekocht' : 'Most buy in the evening';
      if (day9 > evening * 1.2) return nl ? 'Er wordt vooral overdag gekocht' : 'Most buy during the day';
      return '';
    }
    const name = texts.weekdaysLong[day - 1] ?? '';
    return nl ? `${capital(name)} om ${hour} uur is het drukste uur` : `${name} at ${hour}:00 is the busiest hour`;
  },
  overlap: ({ rows, nl, titles }) => {
    const most = largest(rows);
    const title = most && titles[most.key];
    if (!title) return '';
    return nl ? `Wie hier was, ging ook naar ${title}` : `Those who came also went to ${title}`;
  },
  channel: (saying) => {
    const most = leading(saying);
    if (!most || most.share === null) return '';
    const name = audienceTexts(saying.nl ? 'nl' : 'en').cells.channel?.[most.key] ?? most.key;
    const tail = compared(saying, most.share, most.beside);
    const said = capital(spoken(most.share, saying.nl));
    if (most.key === 'web')
      return saying.nl
        ? `${said} ${plural(most.share) ? 'kopen' : 'koopt'} online${tail}`
        : `${said} buy online${tail}`;
    return saying.nl ? `${said} via ${name}${tail}` : `${said} through ${name}${tail}`;
  },
  price_class: (saying) => {
    const cut = saying.rows.find(({ key }) => key === 'discount');
    if (!cut || cut.share === null) return '';
    const tail = compared(saying, cut.share, cut.beside);
    const said = capital(spoken(cut.share, saying.nl));
    return saying.nl
      ? `${said} ${plural(cut.share) ? 'kopen' : 'koopt'} met korting${tail}`
      : `${said} buy at a discount${tail}`;
  },
  party: (saying) => {
    const most = leading(saying);
    if (!most || most.share === null) return '';
    const name = audienceTexts(saying.nl ? 'nl' : 'en').cells.party?.[most.key] ?? '';
    return saying.nl ? `Meestal ${name}: ${most.share}%` : `Most often ${name}: ${most.share}%`;
  },
  visits: (saying) => {
    const once = saying.rows.find(({ key }) => key === '1');
    if (!once || once.share === null) return '';
    const tail = compared(saying, once.share, once.beside);
    const said = capital(spoken(once.share, saying.nl));
    return saying.nl ? `${said} ${plural(once.share) ? 'kwamen' : 'kwam'} één keer${tail}` : `${said} came once${tail}`;
  },
  segment: (saying) => {
    const { answer, rows, nl } = saying;
    const odd = rows
      .filter((row) => differs(row.share, row.beside, answer.report?.buyers ?? null))
      .toSorted((a, b) => Math.abs((b.index ?? 100) - 100) - Math.abs((a.index ?? 100) - 100))[0];
    const texts = audienceTexts(nl ? 'nl' : 'en');
    if (odd) {
      const name = texts.cells.segment?.[odd.key] ?? odd.key;
      const more = (odd.share ?? 0) > (odd.beside ?? 0);
      return nl
        ? `${more ? 'Meer' : 'Minder'} dan gewoonlijk: ${name}`
        : `${more ? 'More' : 'Fewer'} than usual: ${name}`;
    }
    const most = leading(saying);
    const name = most && (texts.cells.segment?.[most.key] ?? most.key);
    return name ? (nl ? `De grootste groep: ${name}` : `The largest group: ${name}`) : '';
  },
  combinations: ({ answer, rows, nl, titles }) => {
    const [most, next] = rows
      .filter(({ key, tens }) => tens !== null && key.includes('+'))
      .toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0));
    const names = most?.key.split('+').flatMap((id) => titles[id] ?? []) ?? [];
    if (!most || names.length < 2 || (next && !differs(most.share, next.share, answer.report?.buyers ?? null)))
      return '';
    const list = `${names.slice(0, -1).join(', ')} ${nl ? 'en' : 'and'} ${names.at(-1)}`;
    return nl ? `Het vaakst samen gezien: ${list}` : `Most often seen together: ${list}`;
  },
  origin: ({ answer, rows, nl }) => {
    const areas = Object.entries(answer.report?.catchment ?? {})
      .filter(([area, ring]) => ring === 'core' && area !== 'abroad')
      .map(([area]) => area)
      .toSorted(
        (a, b) => (answer.report?.tables.origin?.cells[b] ?? 0) - (answer.report?.tables.origin?.cells[a] ?? 0),
      );
    if (areas.length === 0 || areas.length > 6) return nearest(answer, rows, nl);
    const list =
      areas.length === 1 ? areas[0] : `${areas.slice(0, -1).join(', ')} ${nl ? 'en' : 'and'} ${areas.at(-1)}`;
    return nl ? `Zes op de tien euro komt uit ${list}` : `Six in ten euros come from ${list}`;
  },
};

/** The area most come from, where it is more than the next by more than chance. */
function nearest(answer: AudienceAnswer, rows: readonly ChartRow[], nl: boolean): string {
  const [most, next] = rows.filter(({ key }) => PC2_AREAS[key]).toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0));
  if (!most?.tens || (next?.tens && !differs(most.share, next.share, answer.report?.buyers ?? null))) return '';
  const area = `${most.key} ${PC2_AREAS[most.key]?.place ?? ''}`.trim();
  return nl ? `De meeste kopers komen uit ${area}` : `More buyers came from ${area} than from any other area`;
}

/** '' where there is nothing to say. */
export function takeaway(
  answer: AudienceAnswer,
  table: AudienceTableName,
  locale: string,
  beside = '',
  titles: Readonly<Record<string, string>> = {},
): string {
  const rows = rowsOf(answer, table);
  if (rows.length === 0 && table !== 'origin') return '';
  return SAYINGS[table]?.({ answer, table, rows, nl: isDutch(locale), beside, titles }) ?? '';
}
