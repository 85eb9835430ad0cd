// The audience half of the small API: sets that stand when all their parts are there, and erasures.
import * as v from 'valibot';
import { AudienceSet, ErasureBody, type ItemResult } from '#protocol';

interface Stands {
  readonly asOf: string;
  readonly revision: number;
  readonly parts: ReadonlyMap<number, AudienceSet>;
}

export class FakeAudience {
  /** Everything is invalid: it becomes a dead letter. */
  refuses = false;
  readonly #sets = new Map<string, Stands>();
  readonly erased = new Set<string>();
  readonly erasures: ErasureBody[] = [];

  /** The set of a performance, once all of it is there. */
  of(ref: string): AudienceSet | undefined {
    const parts = [...(this.#sets.get(ref)?.parts.values() ?? [])].sort((a, b) => a.part - b.part);
    const [first] = parts;
    return first && parts.length === first.parts ? { ...first, facts: parts.flatMap(({ facts }) => facts) } : undefined;
  }

  take(item: unknown, index: number, linked: ReadonlySet<string> | undefined): ItemResult {
    const parsed = v.safeParse(AudienceSet, item);
    if (this.refuses || !parsed.success) return { index, outcome: 'invalid', pointer: `/items/${index}` };
    const set = parsed.output;
    const ref = set.ref ?? set.performance ?? '';
    if (linked && !linked.has(ref)) return { index, outcome: 'not_linked' };
    const revision = set.revision ?? 0;
    const before = this.#sets.get(ref);
    const order = before ? Date.parse(set.asOf) - Date.parse(before.asOf) || revision - before.revision : 1;
    if (before && order < 0)
      return { index, outcome: 'older', stands: { asOf: before.asOf, revision: before.revision } };
    const parts = new Map(order === 0 ? before?.parts : []);
    const same = parts.get(set.part);
    if (before && same)
      return JSON.stringify(same) === JSON.stringify(set)
        ? { index, outcome: 'unchanged' }
        : { index, outcome: 'older', stands: { asOf: before.asOf, revision: before.revision } };
    this.#sets.set(ref, { asOf: set.asOf, revision, parts: parts.set(set.part, set) });
    return { index, outcome: 'applied' };
  }

  erase(body: string): string {
    const parsed = v.parse(ErasureBody, JSON.parse(body));
    this.erasures.push(parsed);
    for (const buyer of parsed.buyers) this.erased.add(`${parsed.keyId} ${buyer}`);
    return JSON.stringify({ facts: 0, performances: 0, publishedAt: '2026-01-05T04:00:00Z', livemode: false });
  }

  forget(): void {
    this.#sets.clear();
  }
}
