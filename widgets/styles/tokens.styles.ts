import { css } from 'lit';

/**
 * The design tokens of every element. A host sets `--dip-*` anywhere above; left out, quiet defaults follow its colour scheme.
 * Styles below read the short `--_*` names only, so that forced colours are answered once, here.
 */
export const tokens = css`
  :host {
    --_ink: var(--dip-ink, light-dark(#16191d, #eceef1));
    --_ink2: var(--dip-ink-2, light-dark(#5b636e, #a2abb8));
    --_line: var(--dip-line, light-dark(#e4e7ea, #2a3038));
    --_line2: var(--dip-line-2, light-dark(#cfd4da, #3c444f));
    --_surface: var(--dip-surface, light-dark(#fff, #15181d));
    --_sunk: var(--dip-sunk, light-dark(#eef0f2, #1f242b));
    --_accent: var(--dip-accent, light-dark(#0a5f73, #5cc0d6));
    --_accent2: var(--dip-accent-2, light-dark(#7fb4bf, #2f6f7f));
    --_accent3: var(--dip-accent-3, light-dark(#e3f0f2, #17343b));
    --_attn: var(--dip-attn, light-dark(#8a5100, #f0b35a));
    --_attnbg: var(--dip-attn-bg, light-dark(#fdf3e2, #33260f));
    --_good: var(--dip-good, light-dark(#2d6a3e, #7fcf95));
    --_radius: var(--dip-radius, 6px);
    display: block;
    container-type: inline-size;
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
    font-family: var(--dip-font, inherit);
  }
  :host([hidden]) {
    display: none;
  }
  :host::before {
    content: var(--_mark);
    display: block;
    width: fit-content;
    margin-bottom: 8px;
    padding: 2px 8px;
    border: 1px dashed currentColor;
    border-radius: var(--_radius);
    color: var(--_attn);
    font-size: 12px;
    line-height: 16px;
  }
  :host > * {
    --_mark: initial;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    :host {
      --_ink: CanvasText;
      --_ink2: CanvasText;
      --_line: color-mix(in srgb, CanvasText 30%, Canvas);
      --_line2: color-mix(in srgb, CanvasText 50%, Canvas);
      --_surface: Canvas;
      --_sunk: Canvas;
      --_accent: Highlight;
      --_accent2: color-mix(in srgb, Highlight 60%, Canvas);
      --_accent3: Canvas;
      --_attn: CanvasText;
      --_attnbg: Canvas;
      --_good: CanvasText;
    }
  }
`;
