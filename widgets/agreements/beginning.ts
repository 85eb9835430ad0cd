// New agreements: what was chosen and typed for them, and sending it. Loaded when somebody begins.
import type { LitElement, TemplateResult } from 'lit';
import type { Agreement, Me, Terms } from '#protocol';
import { dealDraft, readDeal, type DealDraft } from '../deals/deal-draft.ts';
import type { Desk } from '../forms/desk.ts';
import { Pages } from '../forms/pages.ts';
import { failed } from '../forms/said.ts';
import '../performance-picker/define.ts';
import { agreementsWords } from './agreements-words.ts';
import { renderBeginning } from './begin-part.ts';
import type { TourResults } from './tour-results.ts';

export { dealFormStyles } from '../deals/deal-form.styles.ts';

const PRODUCTIONS = '/v1/productions?limit=200';
const TEMPLATES = '/v1/agreement-templates';
const MOST_PERFORMANCES = 100;

/** A draft for every house of a production, or one for performances that are picked. */
export type BegunWith = 'tour' | 'picked';
export interface TemplateName {
  readonly id: string;
  readonly name: string;
  readonly terms: Terms;
}
export interface Chosen {
  readonly kind: BegunWith;
  readonly production: string;
  readonly performances: readonly string[];
  readonly template: string;
}
interface Playing {
  readonly id: string;
  readonly title: string;
  /** Null = nobody provides it: there is nobody to agree with. */
  readonly provider?: string | null;
}

export interface BeginningNeeds {
  readonly host: LitElement;
  readonly desk: Desk;
  readonly me: () => Me | null;
  readonly locale: () => string;
  readonly venueName: (id: string) => string;
  readonly toured: (production: string, drafts: number) => void;
  readonly drafted: (id: string) => void;
}

export class Beginning {
  readonly #needs: BeginningNeeds;
  readonly #productions: Pages<Playing>;
  readonly #templates: Pages<TemplateName>;
  #chosen: Chosen = { kind: 'picked', production: '', performances: [], template: '' };
  #draft: DealDraft;
  /** Faults are shown once it was asked for. */
  #asked = false;
  #results: TourResults | null = null;

  constructor(needs: BeginningNeeds) {
    this.#needs = needs;
    this.#productions = new Pages(needs.host);
    this.#templates = new Pages(needs.host);
    this.#productions.want(PRODUCTIONS);
    this.#templates.want(TEMPLATES);
    this.#draft = dealDraft({ form: 'split' }, needs.locale());
    if (this.#own?.type !== 'venue') this.#chosen = { ...this.#chosen, kind: 'tour' };
  }

  get #own(): Me['organisation'] | undefined {
    return this.#needs.me()?.organisation;
  }

  /** A house begins with what plays in it; a tour is for who provides it, which a house may be as well. */
  #mayTour(all: readonly Playing[]): readonly Playing[] {
    return this.#own?.type === 'venue' ? all.filter(({ provider }) => provider === this.#own?.id) : all;
  }

  async toggle(): Promise<void> {
    this.#asked = false;
    this.#results = null;
    await this.#needs.desk.toggle('begin', '#production');
  }

  render(): TemplateResult {
    const { locale, desk, venueName } = this.#needs;
    const known = this.#productions.first.kind === 'data';
    const all = this.#productions.items.filter(({ provider }) => provider !== null);
    const touring = this.#mayTour(all);
    return renderBeginning({
      locale: locale(),
      desk,
      own: this.#own?.id ?? '',
      chosen: this.#chosen,
      kinds: touring.length > 0 || !known ? ['tour', 'picked'] : ['picked'],
      productions: known ? (this.#chosen.kind === 'tour' ? touring : all) : null,
      templates: this.#templates.items,
      draft: this.#draft,
      faults: this.#asked ? readDeal(this.#draft, this.#count, locale()) : null,
      results: this.#results,
      venueName,
      choose: (changed) => this.#choose(changed),
      type: (draft) => {
        this.#draft = draft;
        this.#needs.host.requestUpdate();
      },
      make: () => void this.#make(),
    });
  }

  get #count(): number {
    return this.#chosen.kind === 'tour' ? 1 : Math.max(1, this.#chosen.performances.length);
  }

  #choose(changed: Partial<Chosen>): void {
    this.#chosen = { ...this.#chosen, ...changed };
    const template = this.#templates.items.find(({ id }) => id === changed.template);
    if (template !== undefined) this.#draft = dealDraft(template.terms, this.#needs.locale());
    this.#needs.host.requestUpdate();
  }

  async #make(): Promise<void> {
    const { desk, locale } = this.#needs;
    const words = agreementsWords(locale());
    const { kind, production, performances } = this.#chosen;
    this.#asked = true;
    const { terms, errors } = readDeal(this.#draft, this.#count, locale());
    const faults: Record<string, string> = {};
    if (production === '') faults['production'] = words.chooseProduction;
    else if (kind === 'picked' && performances.length === 0) faults['performances'] = words.choosePerformances;
    else if (kind === 'picked' && performances.length > MOST_PERFORMANCES)
      faults['performances'] = words.tooMany(MOST_PERFORMANCES);
    if (await desk.refuse(faults)) return;
    if (terms === null || errors.length > 0) {
      desk.said = failed(words.faults);
      return desk.focus('[aria-invalid="true"], .fault');
    }
    await (kind === 'tour' ? this.#tour(production, terms) : this.#draftOne(performances, terms));
  }

  async #tour(production: string, terms: Terms): Promise<void> {
    const { desk, toured } = this.#needs;
    const written = await desk.send({ method: 'POST', path: '/v1/agreements/tour', body: { production, terms } });
    if (!written?.ok) return;
    this.#results = written.answer as TourResults;
    toured(production, this.#results.results.filter(({ outcome }) => outcome === 'created').length);
  }

  async #draftOne(performances: readonly string[], terms: Terms): Promise<void> {
    const { desk, drafted } = this.#needs;
    const written = await desk.send({ method: 'POST', path: '/v1/agreements', body: { performances, terms } });
    if (written === null) return;
    if (written.ok) {
      this.#chosen = { ...this.#chosen, performances: [] };
      return drafted((written.answer as Agreement).id);
    }
    const about = written.errors.find(({ pointer }) => pointer.startsWith('/performances'));
    if (about !== undefined) await desk.refuse({ performances: about.detail });
  }
}
