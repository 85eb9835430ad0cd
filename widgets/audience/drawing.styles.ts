import { css } from 'lit';

/** Bars, sets of productions, and the boxes in which Vega draws. */
export const drawingStyles = css`
  .bars {
    display: grid;
    grid-template-columns: minmax(72px, max-content) minmax(0, 1fr) max-content max-content;
    gap: 8px 10px;
    align-items: center;
    font-variant-numeric: tabular-nums;
  }
  .bars .name {
    max-width: 160px;
    overflow-wrap: anywhere;
  }
  .track {
    position: relative;
    display: block;
    height: 10px;
    background: var(--_sunk);
  }
  .bar {
    display: block;
    height: 100%;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  .tick {
    position: absolute;
    inset-block: -2px;
    width: 2px;
    margin-inline-start: -1px;
    background: var(--_ink);
  }
  .n {
    text-align: end;
  }
  .third {
    min-width: 28px;
    color: var(--_ink2);
    font-size: 12px;
  }
  .hidden-cell {
    grid-column: 2 / -1;
    color: var(--_ink2);
    font-size: 12px;
  }
  .key {
    display: flex;
    gap: 6px;
    align-items: center;
    margin: 6px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .tick-key {
    display: inline-block;
    width: 2px;
    height: 12px;
    background: var(--_ink);
    margin-inline: 2px 3px;
    vertical-align: -2px;
  }
  .rest {
    margin: 8px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  @container (max-width: 420px) {
    .bars {
      gap: 8px 6px;
    }
    .bars .name {
      max-width: 112px;
    }
    .choices label {
      flex-wrap: wrap;
    }
  }
  .outline {
    width: 14px;
    height: 10px;
    border: 1px dashed var(--_ink2);
    border-bottom: 0;
  }
  .drawing svg {
    display: block;
    max-width: 100%;
    height: auto;
  }
  .drawing.lead {
    min-height: 150px;
  }
  .drawing.pyramid {
    min-height: 226px;
  }
  .drawing.moment {
    min-height: 184px;
    margin-bottom: 8px;
  }
  .upset {
    display: grid;
    grid-template-columns: minmax(80px, 1fr) repeat(var(--_columns), minmax(22px, 28px));
    grid-template-rows: auto;
    grid-auto-rows: minmax(26px, 1fr);
    align-items: center;
    font-variant-numeric: tabular-nums;
  }
  .upset .stack {
    align-self: end;
    padding-bottom: 8px;
    text-align: center;
  }
  .upset .figure {
    font-size: 12px;
    line-height: 16px;
  }
  .upset .bar {
    width: 14px;
    margin-inline: auto;
  }
  .upset .set {
    display: -webkit-box;
    overflow: hidden;
    max-height: 32px;
    margin-block: 2px;
    padding-inline-end: 8px;
    font-size: 13px;
    line-height: 16px;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .upset .dot {
    position: relative;
    align-self: stretch;
  }
  .upset .dot::before {
    content: '';
    position: absolute;
    inset: calc(50% - 5px);
    border-radius: 50%;
    background: var(--_sunk);
    forced-color-adjust: none;
  }
  .upset .dot.on::before {
    background: var(--_accent);
  }
  .upset .dot.down::after {
    content: '';
    position: absolute;
    z-index: 1;
    inset: 50% auto -50% calc(50% - 1px);
    width: 2px;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  @container (max-width: 420px) {
    .upset .far {
      display: none;
    }
    .upset {
      grid-template-columns: minmax(80px, 1fr) repeat(var(--_few), 27px);
    }
  }
`;
