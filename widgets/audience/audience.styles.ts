import { css } from 'lit';

/** Shades of the accent on the ground, one for each of eight steps; the same for tiles and hours. */
const steps = css`
  .s1 {
    --_step: 14%;
  }
  .s2 {
    --_step: 26%;
  }
  .s3 {
    --_step: 38%;
  }
  .s4 {
    --_step: 50%;
  }
  .s5 {
    --_step: 62%;
  }
  .s6 {
    --_step: 74%;
  }
  .s7 {
    --_step: 87%;
  }
  .s8 {
    --_step: 100%;
  }
`;

export const audienceStyles = css`
  ${steps}
  :host {
    padding: var(--dip-padding, 20px 24px 24px);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
  }
  h2 {
    margin: 0;
    font-size: 20px;
    line-height: 26px;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .sub,
  .measure,
  .coverage,
  .files {
    color: var(--_ink2);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
    margin: 10px 0 4px;
    font-size: 13px;
  }
  .choices label {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--_ink2);
  }
  select {
    max-width: 260px;
    min-height: 30px;
    padding: 2px 6px;
    border: 1px solid var(--_line2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
  }
  .coverage {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 6px 0 20px;
    font-size: 13px;
  }
  .coverage b {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: 36px 40px;
  }
  .grid > section {
    grid-column: span 4;
    min-width: 0;
  }
  .grid > .wide {
    grid-column: span 8;
    grid-row: span 2;
  }
  @container (max-width: 980px) {
    .grid > section,
    .grid > .wide {
      grid-column: span 6;
      grid-row: auto;
    }
  }
  @container (max-width: 640px) {
    .grid {
      gap: 32px;
    }
    .grid > section,
    .grid > .wide {
      grid-column: 1 / -1;
    }
  }
  h3 {
    margin: 0;
    font-size: 15px;
    line-height: 20px;
    font-weight: 650;
    text-wrap: balance;
  }
  .measure {
    margin: 2px 0 10px;
    font-size: 12px;
    line-height: 16px;
  }
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
  .map-box:focus-visible,
  summary:focus-visible,
  .files button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .tiles {
    display: block;
    width: 100%;
    max-height: 620px;
  }
  .tile rect {
    fill: var(--_sunk);
    forced-color-adjust: none;
  }
  .tile[class*=' s']:not(.s0) rect {
    fill: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
  }
  .tile text {
    fill: var(--_ink2);
    font-size: 14px;
    text-anchor: middle;
    font-variant-numeric: tabular-nums;
  }
  .tile:is(.s1, .s2, .s3) text {
    fill: var(--_ink);
  }
  .tile:is(.s5, .s6, .s7, .s8) text {
    fill: var(--_surface);
  }
  .tile.s4 text {
    fill: light-dark(var(--_surface), var(--_ink));
  }
  .tile.home rect {
    stroke: var(--_ink);
    stroke-width: 2.5;
  }
  .tile.chosen rect {
    stroke: var(--_attn);
    stroke-width: 3;
  }
  .scale {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    margin-bottom: 6px;
    color: var(--_ink2);
    font-size: 12px;
  }
  .scale i {
    width: 16px;
    height: 12px;
    margin-inline-end: -7px;
    background: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
    forced-color-adjust: none;
  }
  .scale i.s0 {
    margin-inline: 8px 0;
    background: var(--_sunk);
    border: 1px solid var(--_line);
  }
  .said {
    min-height: 20px;
    margin: 6px 0 0;
    font-size: 13px;
  }
  .columns {
    display: flex;
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .col {
    flex: 1;
    min-width: 0;
    text-align: center;
  }
  .col-box {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    height: 112px;
    border-bottom: 1px solid var(--_line2);
  }
  .col-n,
  .col-name {
    font-size: 12px;
    line-height: 16px;
  }
  .col-name {
    display: block;
    margin-top: 4px;
    color: var(--_ink2);
    white-space: nowrap;
  }
  .col-bar {
    display: block;
    margin-inline: 3px;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  .col-bar.light {
    background: var(--_accent2);
  }
  .col-bar.none {
    background: var(--_line2);
  }
  .heat {
    display: grid;
    grid-template-columns: 34px repeat(16, minmax(0, 1fr));
    gap: 2px;
    align-items: center;
  }
  .heat .day,
  .heat .hour {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .heat .hour {
    white-space: nowrap;
  }
  .heat .cell {
    height: 20px;
    border-radius: 1px;
    background: var(--_sunk);
    forced-color-adjust: none;
  }
  .heat .cell:not(.s0) {
    background: color-mix(in oklab, var(--_accent) var(--_step), var(--_surface));
  }
  .rest {
    margin: 8px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    margin-top: 6px;
    font-size: 12px;
    align-items: baseline;
  }
  .files button {
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  details {
    margin-top: 6px;
  }
  summary {
    width: fit-content;
    color: var(--_accent);
    font-size: 12px;
    line-height: 24px;
    cursor: pointer;
  }
  .twin {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-bottom: 4px;
    color: var(--_ink2);
    font-size: 12px;
    text-align: start;
  }
  th,
  td {
    padding: 3px 12px 3px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    color: var(--_ink2);
    font-size: 12px;
  }
  td,
  thead th:not(:first-child) {
    text-align: end;
    white-space: nowrap;
  }
  .note {
    margin: 20px 0 0;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  .waiting.big {
    height: 380px;
  }
  @media print {
    :host {
      padding: 0;
    }
    .choices,
    .files,
    details,
    .said {
      display: none;
    }
    .grid {
      gap: 24px 28px;
    }
    section {
      break-inside: avoid;
    }
    .bar,
    .cell,
    .col-bar,
    .tile rect,
    .scale i {
      print-color-adjust: exact;
    }
  }
`;
