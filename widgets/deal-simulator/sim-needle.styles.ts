import { css } from 'lit';

/** What the slider moves keeps its room: `contain` makes each the root of its own layout, the slider too, whose thumb moves within it. */
export const needleStyles = css`
  .moving {
    display: block;
    position: relative;
  }
  .moving::before {
    content: attr(data-room);
    visibility: hidden;
  }
  .moving > span {
    position: absolute;
    inset: 0;
    contain: size layout;
  }
  .over {
    position: absolute;
    inset: 0;
    contain: strict;
    pointer-events: none;
  }
  .needle,
  .needle > * {
    position: absolute;
    top: 0;
    left: 0;
  }
  .needle {
    bottom: 0;
    width: 0;
  }
  .now {
    top: 20px;
    bottom: 26px;
    border-inline-start: 1px solid color-mix(in srgb, var(--_ink2) 70%, var(--_surface));
  }
  .count {
    left: -40px;
    width: 80px;
    height: 16px;
    contain: size layout;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .at-end .count {
    left: -74px;
    text-align: end;
  }
  /* Of borders: those are printed. */
  .dot {
    top: -4.5px;
    left: -4px;
    box-sizing: border-box;
    border: 4.5px solid var(--_accent);
    border-radius: 50%;
  }
  .dot.second {
    top: -4px;
    left: -3.5px;
    width: 8px;
    height: 8px;
    border-width: 1.5px;
    background: var(--_surface);
  }
  .dot.venue {
    border-color: var(--_accent2);
  }
  input[type='range'] {
    display: block;
    height: 28px;
    min-height: 28px;
    margin: 2px 0 0;
    contain: size layout;
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--_accent);
  }
`;
