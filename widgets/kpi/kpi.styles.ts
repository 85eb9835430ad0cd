import { css } from 'lit';

export const kpiStyles = css`
  .label {
    color: var(--_ink2);
    font-size: 13px;
  }
  .figure {
    display: block;
    margin: 2px 0 4px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 28px;
    line-height: 34px;
    font-weight: 600;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums lining-nums;
    text-align: start;
    white-space: nowrap;
  }
  button.figure {
    cursor: help;
  }
  button.figure .full,
  button.figure:focus .short {
    display: none;
  }
  button.figure:focus .full {
    display: inline;
    font-size: 20px;
  }
  .figure:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .unit {
    margin-inline-start: 4px;
    color: var(--_ink2);
    font-size: 15px;
    line-height: 1;
    font-weight: 400;
    letter-spacing: 0;
  }
  .unknown {
    color: var(--_ink2);
    font-weight: 400;
    font-size: 20px;
    letter-spacing: 0;
  }
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    min-height: 32px;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }
  .changes div {
    display: flex;
    flex-direction: column-reverse;
    white-space: nowrap;
  }
  dd {
    margin: 0;
    color: var(--_ink);
    font-weight: 600;
  }
  .why {
    margin: 0;
    min-height: 32px;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .loading {
    display: grid;
  }
  .waiting.label-place {
    width: 72px;
    height: 14px;
    margin: 3px 0;
  }
  .waiting.figure-place {
    width: 128px;
    max-width: 100%;
    height: 28px;
    margin: 5px 0 7px;
  }
  .waiting.changes-place {
    width: 176px;
    max-width: 100%;
    height: 32px;
  }
  @keyframes new-figure {
    from {
      background: var(--_accent3);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .new {
      animation: new-figure 1.2s ease-out;
    }
  }
  @container (max-width: 150px) {
    .changes div:nth-child(3) {
      display: none;
    }
  }
  @media print {
    :host {
      break-inside: avoid;
    }
  }
`;
