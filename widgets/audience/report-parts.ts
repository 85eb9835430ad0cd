/** What stands around the charts: whose audience it is, how much of it is known, and which tables are not shown. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AudienceReport, AudienceTableName } from '#protocol';
import { figureFormat } from '../locales/figure-format.ts';
import type { AudienceTexts } from './audience-texts.ts';

/** What an overview shows, in its order, where it is published. */
export const SHOWN: readonly AudienceTableName[] = [
  'origin',
  'newness',
  'lead',
  'distance',
  'age',
  'age_gender',
  'moment',
  'overlap',
  'channel',
  'price_class',
  'party',
  'segment',
  'house_segment',
  'visits',
  'combinations',
  'origin_pc4',
];

export interface Saying {
  readonly texts: AudienceTexts;
  readonly locale: string;
  /** What it is laid beside, in words; '' without. */
  readonly beside: string;
  /** On paper: with its release. */
  readonly dated: boolean;
}

export function renderHead(
  { subject, release }: AudienceReport,
  { texts, locale, beside, dated }: Saying,
): TemplateResult {
  const month = (day: string): string =>
    day
      ? new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
          new Date(`${day}T12:00:00Z`),
        )
      : '';
  const [from, until] = [month(subject.from), month(subject.until)];
  const span = from === until ? from : `${from} – ${until}`;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    new Date(release.at),
  );
  const released = texts.released(day, release.number);
  const name = subject.level === 'season' ? texts.season(subject.season) : subject.title;
  return html`<div class="head">
    <h2>${texts.title(name)}</h2>
    <span class="sub"
      >${subject.venueName} · ${texts.performances(subject.performances)},
      ${span}${beside ? ` · ${texts.comparedWith(beside)}` : ''}${dated ? ` · ${released}` : ''}</span
    >
  </div>`;
}

export function renderCoverage({ buyers, coverage }: AudienceReport, { texts, locale }: Saying): TemplateResult {
  const part = (kind: keyof typeof coverage, label: string): TemplateResult => {
    const band = coverage[kind];
    return band
      ? html`<span><b>${texts.band(band[0], band[1])}</b> ${label}</span>`
      : html`<span>${texts.tooFewKnown[kind]}</span>`;
  };
  const { count } = figureFormat(locale);
  return html`<div class="coverage">
    <span
      ><b>${buyers === null ? texts.fewerThanTen : texts.between(count(buyers), count(buyers + 9))}</b>
      ${texts.buyers}</span
    >
    ${part('buyer', texts.withBuyer)} ${part('postcode', texts.withPostcode)} ${part('age', texts.withAge)}
    <span>${texts.hiddenNote}</span>
  </div>`;
}

export function renderNotShown({ tables }: AudienceReport, { texts }: Saying): TemplateResult | typeof nothing {
  const away = SHOWN.filter((table) => tables[table]?.withheld);
  if (away.length === 0) return nothing;
  return html`<section class="away" aria-label=${texts.notShown}>
    <h3>${texts.notShown}</h3>
    <ul>
      ${away.map((table) => html`<li><b>${texts.names[table]}</b> · ${texts.withheld[tables[table]?.withheld ?? 'too_few']}</li>`)}
    </ul>
  </section>`;
}
