import { css } from 'lit';

export const salesCurveStyles = css`
  :host {
    --_band: var(--_sunk);
  }
  h3 {
    margin: 0;
    font-size: 16px;
    line-height: 22px;
    font-weight: 650;
    text-wrap: balance;
  }
  p {
    margin: 2px 0 0;
    color: var(--_ink2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 24px;
    margin: 10px 0 8px;
  }
  fieldset {
    display: flex;
    gap: 16px;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: 28px;
    font-size: 13px;
    color: var(--_ink2);
    border-bottom: 2px solid transparent;
    cursor: pointer;
  }
  label:has(:checked) {
    color: var(--_ink);
    font-weight: 600;
    border-bottom-color: var(--_accent);
  }
  label:has(:focus-visible),
  .drawing:focus-visible,
  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .drawing {
    height: 260px;
    overflow: hidden;
  }
  .ink text {
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .waiting {
    border-radius: var(--dip-radius, 4px);
    background: linear-gradient(to top, var(--_line) 1px, transparent 1px) 0 0 / 100% 25%;
  }
  .reading {
    margin-top: 6px;
    min-height: 20px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  button {
    min-height: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    font-size: 13px;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  .twin {
    max-height: 360px;
    margin-top: 8px;
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums lining-nums;
  }
  th,
  td {
    padding: 4px 8px 4px 0;
    border-bottom: 1px solid var(--_line);
    text-align: right;
    font-weight: 400;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--_surface);
    color: var(--_ink2);
    font-weight: 600;
    vertical-align: bottom;
  }
  th:first-child {
    text-align: left;
  }
  @media (forced-colors: active) {
    :host {
      --_band: color-mix(in srgb, CanvasText 15%, Canvas);
    }
    label {
      border-bottom-color: Canvas;
    }
    label:has(:checked) {
      border-bottom-color: Highlight;
    }
  }
  @media print {
    .choices,
    .reading,
    button {
      display: none;
    }
    .twin {
      display: block;
      max-height: none;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
