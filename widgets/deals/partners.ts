// Organisations that one can make a deal with: those the caller works with, all pages of them.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Me } from '#protocol';
import type { Page } from '../forms/page.ts';
import { Pages } from '../forms/pages.ts';
import type { WantedState } from '../data/wanted-resource.ts';

export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}
const PARTNERS = '/v1/organisations?limit=200';
/** They play, or have a house. */
const PARTIES: ReadonlySet<string> = new Set(['venue', 'producer', 'agency']);

export class Partners implements ReactiveController {
  readonly #pages: Pages<Partner>;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#pages = new Pages<Partner>(host);
    host.addController(this);
  }

  /** Asked for once somebody needs them. */
  want(): void {
    this.#pages.want(PARTNERS);
  }

  get state(): WantedState<Page<Partner>> {
    return this.#pages.first;
  }

  /** One of two parties of a deal is a venue. */
  of({ organisation }: Pick<Me, 'organisation'>): readonly Partner[] {
    return this.#pages.items
      .filter(
        ({ id, type }) =>
          id !== organisation.id && PARTIES.has(type) && (organisation.type === 'venue' || type === 'venue'),
      )
      .toSorted((a, b) => a.name.localeCompare(b.name, 'nl'));
  }

  nameOf(id: string): string | null {
    return this.#pages.items.find((one) => one.id === id)?.name ?? null;
  }

  hostUpdated(): void {
    this.#pages.more();
  }
}
