/** Colours of drawings: by name on screen, where the page resolves them, and resolved for files, which have no page. */

export interface Palette {
  readonly ink: string;
  readonly ink2: string;
  readonly line: string;
  readonly accent: string;
  readonly accent2: string;
  readonly sunk: string;
  readonly surface: string;
  /** Of the steps 0 to 8; the first is nothing. */
  readonly shades: readonly string[];
}

export const FONT = 'system-ui, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif';

/** Share of the accent in each step, as `steps` in map.styles.ts. */
const SHARES = [0, 12, 20, 28, 36, 45, 54, 82, 100];
const NAMES = {
  ink: '--_ink',
  ink2: '--_ink2',
  line: '--_line2',
  accent: '--_accent',
  accent2: '--_accent2',
  sunk: '--_sunk',
  surface: '--_surface',
} as const;

export const ON_SCREEN: Palette = {
  ...paletteBy((name) => `var(${name})`),
  shades: SHARES.map((share) => `color-mix(in oklab, var(--_accent) ${share}%, var(--_surface))`),
};

/** The colours of this place as the browser resolves them, so that a picture of a dark page is dark. */
export function paletteOf(near: Element): Palette {
  const probe = document.createElement('span');
  near.append(probe);
  const colours = paletteBy((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return { ...colours, shades: SHARES.map((share) => mix(colours.accent, colours.surface, share / 100)) };
}

function paletteBy(of: (name: string) => string): Omit<Palette, 'shades'> {
  return Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, of(name)])) as unknown as Palette;
}

/** Two colours in a share, written so that every program draws it; one that is no `rgb()` stays as it is. */
function mix(front: string, back: string, share: number): string {
  const parts = (colour: string): number[] =>
    colour.startsWith('rgb') ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];
  const [a, b] = [parts(front), parts(back)];
  if (a.length < 3 || b.length < 3) return front;
  return `rgb(${[0, 1, 2].map((i) => Math.round((a[i] ?? 0) * share + (b[i] ?? 0) * (1 - share))).join(', ')})`;
}
